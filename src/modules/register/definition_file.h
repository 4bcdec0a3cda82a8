// Reads and checks a register's file (data/registers/*.yaml, or a region's own). Everything wrong is told at
// once, each with line and column.
//
//   Result<Definition> own = ReadDefinition(yaml, "e-lopo.yaml");
//
// Errors: data_file.bad_file {0}=file with one FieldError a fault; codes are listed in
// docs/reference/register.md.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/register/definition.h"

namespace sinergi::registers {

// The file of another register, which `gathers` of this one speak of; "" where there is none. Without such a
// function `gathers` are not read.
using OtherRegister = std::function<std::string(std::string_view id)>;
std::string ShippedRegisterFile(std::string_view id);

Result<Definition> ReadDefinition(std::string_view yaml, std::string_view file_name,
                                  const OtherRegister& other = ShippedRegisterFile);

// One that ships with the program. register.unknown {0}=id.
Result<Definition> ShippedRegister(std::string_view id);
std::vector<std::string> ShippedRegisterIds();  // sorted

}  // namespace sinergi::registers
