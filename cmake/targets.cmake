# sinergi_library(NAME DIR LIBS …): the static library sinergi_NAME of all sources below DIR.
# Files ending in _test.cpp go to the test program test_NAME (see tests/CMakeLists.txt).
#
# Two things keep the build short. Headers that nearly every file reads are compiled once: those of the standard library for the
# platform (cmake/pch.h), and with them what every page and command reads for the kernel and all above it (cmake/pch_pages.h).
# And the files of a library are compiled together, at most SINERGI_TOGETHER at a time (0: each by itself, for one who changes a
# file again and again), so no two files of a library may give a name of their own namespace {} the same meaning twice.
set(SINERGI_TOGETHER 40 CACHE STRING "How many files of a library are compiled as one; 0: each by itself")
# These say what they mean only by themselves: includes within a namespace, types of namespace {} within a class that others know.
set(SINERGI_ALONE "/(narrow_pass|recalculation)\\.cpp$")
# The kernel, the modules and the program are compiled with -Og, half the time of -O2, but for what is called by the thousand
# (rules, engine, rows) and what is part of every page. The platform is all -O2.
set(SINERGI_BUSY
    "/(engine|model|rules)/|/kernel/(actor|audit|frame|request_facts|session|token|unit|web|web_cache)\\.cpp$|/modules/.*/(dashboard|evaluation|improve|index|measurement|plan_load|record_list|record_rows)[a-z_]*\\.cpp$")

# sinergi_together(TARGET SOURCE …): the sources of the target, at most SINERGI_TOGETHER at a time, in equal parts.
function(sinergi_together target)
  if(NOT SINERGI_TOGETHER)
    return()
  endif()
  set(alone ${ARGN})
  list(FILTER alone INCLUDE REGEX "${SINERGI_ALONE}")
  if(alone)
    set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  list(LENGTH ARGN files)
  math(EXPR parts "(${files} + ${SINERGI_TOGETHER} - 1) / ${SINERGI_TOGETHER}")
  math(EXPR part "(${files} + ${parts} - 1) / ${parts}")
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${part})
endfunction()

# sinergi_compiled(TARGET DIR SOURCE …): what all of a library's sources are compiled with.
function(sinergi_compiled target dir)
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  if(target STREQUAL "sinergi_base")
    target_precompile_headers(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.h)
  elseif(target STREQUAL "sinergi_kernel_busy")  # made with -O2: g++ cannot use for -O2 what was made with less
    target_precompile_headers(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch_pages.h)
  elseif(dir MATCHES "^src/(kernel|modules|app)")
    target_precompile_headers(${target} REUSE_FROM sinergi_kernel_busy)
  else()
    target_precompile_headers(${target} REUSE_FROM sinergi_base)
  endif()
  sinergi_together(${target} ${ARGN})
endfunction()

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
  if(dir MATCHES "^src/(base|platform)")
    add_library(sinergi_${name} STATIC ${sources})
  else()
    set(busy ${sources})
    list(FILTER busy INCLUDE REGEX "${SINERGI_BUSY}")
    list(FILTER sources EXCLUDE REGEX "${SINERGI_BUSY}")
    add_library(sinergi_${name} STATIC ${sources})
    # With -Og g++ 12 also sees unset members in optional values that are set.
    target_compile_options(sinergi_${name} PRIVATE -Og -Wno-maybe-uninitialized)
    if(busy)
      add_library(sinergi_${name}_busy OBJECT ${busy})
      target_link_libraries(sinergi_${name}_busy PRIVATE ${ARG_LIBS})
      sinergi_compiled(sinergi_${name}_busy ${dir} ${busy})
      target_sources(sinergi_${name} PRIVATE $<TARGET_OBJECTS:sinergi_${name}_busy>)
    endif()
  endif()
  target_link_libraries(sinergi_${name} PUBLIC ${ARG_LIBS})
  sinergi_compiled(sinergi_${name} ${dir} ${sources})
endfunction()
