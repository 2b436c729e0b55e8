# The templates as C++, for the program that does without Qt and its resources: sets `template_source`.
file(GLOB templates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/templates/*.json)
list(SORT templates)
list(APPEND templates ${CMAKE_SOURCE_DIR}/resources/sample/sample.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${templates})

set(bytes "")
set(list "")
foreach(file ${templates})
  get_filename_component(name ${file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${name} id)
  file(READ ${file} text HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," text ${text}) # compilers differ in how long a literal may be
  string(APPEND bytes "constexpr char ${id}[] = {${text}};\n")
  string(APPEND list "    {\"${name}\", {${id}, sizeof ${id}}},\n")
endforeach()
set(template_source ${CMAKE_CURRENT_BINARY_DIR}/template_files.cpp)
file(CONFIGURE OUTPUT ${template_source} @ONLY CONTENT [[
#include "cli/template_files.hpp"

namespace cairn::cli {
namespace {
@bytes@
constexpr TemplateFile kFiles[] = {
@list@};
} // namespace

std::span<const TemplateFile> templateFiles() {
    return kFiles;
}

} // namespace cairn::cli
]])
