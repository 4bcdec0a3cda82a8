// What nearly every file of the kernel, the modules and the program includes: the frame of pages, and the reader of data files.
#pragma once
#include "pch.h"

#include "kernel/web.h"
#include "platform/files/data_file.h"
