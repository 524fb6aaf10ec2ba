# SPDX-License-Identifier: MIT
# The files of the docs page, compressed and compiled into the library.
#
# Swagger UI comes from npm, in the version and with the hash of
# package-lock.json. A packager who has it already says where:
# -DTENON_SWAGGER_UI_DIR=/usr/share/nodejs/swagger-ui-dist

set(TENON_SWAGGER_UI_DIR "" CACHE PATH
    "Folder of swagger-ui-dist; empty: npm installs it into the source tree")

set(assets ${CMAKE_CURRENT_SOURCE_DIR}/openapi/assets)
set(swagger ${TENON_SWAGGER_UI_DIR})
set_property(DIRECTORY APPEND PROPERTY
    CMAKE_CONFIGURE_DEPENDS ${assets}/package-lock.json)

# Leaves swagger-ui-dist in `folder`/node_modules as the lock file says. Several
# builds may be configured at once.
function(tenon_install_swagger_ui folder)
    set(installed ${folder}/node_modules/.package-lock.json)
    file(LOCK ${folder}/.installing GUARD FUNCTION TIMEOUT 300)
    if(EXISTS ${folder}/node_modules/swagger-ui-dist/swagger-ui-bundle.js AND
       NOT ${folder}/package-lock.json IS_NEWER_THAN ${installed})
        return()
    endif()
    message(STATUS "Installing Swagger UI: npm ci --prefix ${folder}")
    execute_process(COMMAND npm ci --prefix ${folder}
        RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE why)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "Swagger UI is missing and 'npm ci' failed "
            "(${result}): run ./dev build, which installs npm, or name a copy "
            "by -DTENON_SWAGGER_UI_DIR=FOLDER. ${why}")
    endif()
    file(TOUCH ${installed})
endfunction()

if(NOT swagger)
    tenon_install_swagger_ui(${assets})
    set(swagger ${assets}/node_modules/swagger-ui-dist)
endif()

# gzip -9 -n: no name and no time, so that a build repeats byte for byte.
find_program(GZIP gzip REQUIRED)
set(packed ${CMAKE_CURRENT_BINARY_DIR}/docs_assets)
file(MAKE_DIRECTORY ${packed})
set(archives)
foreach(file
        ${assets}/docs.js
        ${swagger}/swagger-ui-bundle.js
        ${swagger}/swagger-ui.css
        ${swagger}/favicon-16x16.png
        ${swagger}/favicon-32x32.png
        ${swagger}/oauth2-redirect.html
        ${swagger}/oauth2-redirect.js
        ${swagger}/LICENSE)
    get_filename_component(name ${file} NAME)
    add_custom_command(
        OUTPUT ${packed}/${name}.gz
        COMMAND ${GZIP} -9 -n -c ${file} > ${packed}/${name}.gz
        DEPENDS ${file}
        COMMENT "Compressing ${name}"
        VERBATIM)
    list(APPEND archives ${packed}/${name}.gz)
endforeach()

set_source_files_properties(openapi/docs_files.c PROPERTIES
    OBJECT_DEPENDS "${archives}"
    COMPILE_DEFINITIONS "TN__DOCS_FILES_DIR=\"${packed}\"")
