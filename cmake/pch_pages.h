// What nearly every file of the kernel, the modules and the program includes: the frame of pages, and the reader of data files.
#pragma once
#include "pch.h"

#include <filesystem>
#include <set>

#include <boost/json.hpp>

#include "kernel/web.h"
#include "platform/files/data_file.h"
