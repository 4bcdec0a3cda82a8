# sinergi_embedded: data/, web/, page templates and migrations as bytes inside the program, with the table of
# platform/files/embedded.h. tools/embed.cpp runs again when any of the files changes, is added or removed.
file(GLOB_RECURSE embedded_files CONFIGURE_DEPENDS
     ${CMAKE_SOURCE_DIR}/data/* ${CMAKE_SOURCE_DIR}/web/*
     ${CMAKE_SOURCE_DIR}/src/*.html ${CMAKE_SOURCE_DIR}/src/*.sql)
list(FILTER embedded_files EXCLUDE REGEX "(/testdata/|/\\.[^/]*$|~$|\\.swp$|\\.md$|[._]test\\.m?js$)")
list(FILTER embedded_files INCLUDE REGEX "(^${CMAKE_SOURCE_DIR}/(data|web)/|\\.html$|/migrations/[^/]*\\.sql$)")
list(SORT embedded_files)

set(embedded_dir ${CMAKE_BINARY_DIR}/embedded)
file(MAKE_DIRECTORY ${embedded_dir})
list(JOIN embedded_files "\n" embedded_list)
file(CONFIGURE OUTPUT ${embedded_dir}/files.txt CONTENT "${embedded_list}\n" @ONLY)

add_executable(sinergi_embed ${CMAKE_SOURCE_DIR}/tools/embed.cpp)
target_link_libraries(sinergi_embed PRIVATE PkgConfig::SODIUM PkgConfig::BROTLI ZLIB::ZLIB)
set_target_properties(sinergi_embed PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${embedded_dir})

add_custom_command(
  OUTPUT ${embedded_dir}/table.cpp
  COMMAND sinergi_embed ${CMAKE_SOURCE_DIR} ${embedded_dir}/files.txt ${embedded_dir}
  DEPENDS sinergi_embed ${embedded_dir}/files.txt ${embedded_files}
  COMMENT "Embedding data, web files, templates and migrations"
  VERBATIM)
add_library(sinergi_embedded STATIC ${embedded_dir}/table.cpp)
target_include_directories(sinergi_embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
