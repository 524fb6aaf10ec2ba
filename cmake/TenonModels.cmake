# SPDX-License-Identifier: MIT
#
# tenon_models(target schema...)
#
# Writes <schema>_models.h and <schema>_models.c from each schema file with
# `tenon models`, and compiles them into the target, whose sources can then
# include "<schema>_models.h". They are made again when a schema (or the tool)
# changes; files that stay the same are left alone, so that Ninja builds
# nothing that depends on them.
#
# A schema is named from the current source folder, as a source file is, and
# may be made by the build itself.

function(tenon_models target)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_models)
    foreach(schema IN LISTS ARGN)
        get_filename_component(path ${schema} ABSOLUTE)
        get_filename_component(name ${schema} NAME_WE)
        get_source_file_property(is_made ${path} GENERATED)
        if(NOT is_made AND NOT EXISTS ${path})
            message(FATAL_ERROR
                "tenon_models(${target}): there is no schema ${path}")
        endif()
        file(RELATIVE_PATH shown ${CMAKE_SOURCE_DIR} ${path})
        add_custom_command(
            OUTPUT ${out}/${name}_models.h ${out}/${name}_models.c
            COMMAND tenon::tool models --out ${out} ${path}
            DEPENDS tenon::tool ${path}
            COMMENT "Models of ${shown}"
            VERBATIM)
        target_sources(${target} PRIVATE
            ${out}/${name}_models.c ${out}/${name}_models.h)
    endforeach()
    target_include_directories(${target} PRIVATE ${out})
endfunction()
