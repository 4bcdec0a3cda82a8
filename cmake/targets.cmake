# sinergi_library(NAME DIR LIBS …): the static library sinergi_NAME of all sources below DIR.
# Files ending in _test.cpp go to the test program test_NAME (see tests/CMakeLists.txt).
#
# Two things keep the build short. Headers that nearly every file reads are compiled once: those of the standard library for the
# platform (cmake/pch.h), and with them what every page and command reads for the kernel and all above it (cmake/pch_pages.h).
# And the kernel, the modules and the program are compiled with -Og, half the time of -O2, but for what is called by the thousand
# (SINERGI_BUSY: rules, engine, rows); the platform, which does the work of every page, is all -O2.
set(SINERGI_BUSY
    "/(engine|model|rules)/|/(dashboard|evaluation|improve|index|measurement|plan_load|record_list|record_rows|session)[a-z_]*\\.cpp$")

function(sinergi_library name dir)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${dir}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "(_test|_fuzz|/main)\\.cpp$")
  if(NOT sources)
    add_library(sinergi_${name} INTERFACE)
    target_link_libraries(sinergi_${name} INTERFACE ${ARG_LIBS})
    target_include_directories(sinergi_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    return()
  endif()
  add_library(sinergi_${name} STATIC ${sources})
  target_include_directories(sinergi_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(sinergi_${name} PUBLIC ${ARG_LIBS})
  if(name STREQUAL "base")
    target_precompile_headers(sinergi_base PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.h)
  elseif(name STREQUAL "kernel")
    target_precompile_headers(sinergi_kernel PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch_pages.h)
  elseif(dir MATCHES "^src/(modules|app)")
    target_precompile_headers(sinergi_${name} REUSE_FROM sinergi_kernel)
  else()
    target_precompile_headers(sinergi_${name} REUSE_FROM sinergi_base)
  endif()
  if(dir MATCHES "^src/(kernel|modules|app)")
    list(FILTER sources EXCLUDE REGEX "${SINERGI_BUSY}")
    # With -Og g++ 12 also sees unset members in optional values that are set.
    set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS "-Og;-Wno-maybe-uninitialized")
  endif()
endfunction()
