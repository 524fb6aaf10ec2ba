# SPDX-License-Identifier: MIT
# The table of powers of five, that the build makes with a program of ours.

add_executable(tenon_powers ${PROJECT_SOURCE_DIR}/cmake/powers_of_five.c)
target_link_libraries(tenon_powers PRIVATE tenon_flags)
set_target_properties(tenon_powers PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/powers)
set(powers ${CMAKE_CURRENT_BINARY_DIR}/powers/powers_of_five.inc)
add_custom_command(
    OUTPUT ${powers}
    COMMAND tenon_powers > ${powers}
    DEPENDS tenon_powers
    COMMENT "Powers of five"
    VERBATIM)
target_sources(tenon PRIVATE ${powers})
target_include_directories(tenon PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/powers)
