# SPDX-License-Identifier: MIT
#
# tenon_models(target schema...)
#
# Writes <schema>_models.h and <schema>_models.c from each schema file with
# `tenon models`, and compiles them into the target. They are made again when
# a schema (or the tool) changes.

function(tenon_models target)
    foreach(schema IN LISTS ARGN)
        get_filename_component(path ${schema} ABSOLUTE)
        get_filename_component(name ${schema} NAME_WE)
        set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_models)
        add_custom_command(
            OUTPUT ${out}/${name}_models.h ${out}/${name}_models.c
            COMMAND ${CMAKE_COMMAND} -E make_directory ${out}
            COMMAND tenon::tool models --out ${out} ${path}
            DEPENDS tenon::tool ${path}
            COMMENT "Models of ${schema}"
            VERBATIM)
        target_sources(${target} PRIVATE
            ${out}/${name}_models.c ${out}/${name}_models.h)
        target_include_directories(${target} PRIVATE ${out})
    endforeach()
endfunction()
