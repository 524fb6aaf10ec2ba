# SPDX-License-Identifier: MIT
# The warnings and sanitizers that every target of this project is built with.

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

add_library(tenon_flags INTERFACE)
target_compile_definitions(tenon_flags INTERFACE _GNU_SOURCE)
target_compile_options(tenon_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual
    -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2)
if(TENON_WERROR)
    target_compile_options(tenon_flags INTERFACE -Werror)
endif()
if(TENON_SANITIZE)
    target_compile_options(tenon_flags INTERFACE
        -fsanitize=${TENON_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(tenon_flags INTERFACE -fsanitize=${TENON_SANITIZE})
else()
    # Costs 0.7 % of a request's instructions; -flto would save 2 % and make
    # an installed library that other versions of the compiler cannot read.
    target_compile_options(tenon_flags INTERFACE
        -fstack-protector-strong
        $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE>
        $<$<CONFIG:Release,RelWithDebInfo>:-D_FORTIFY_SOURCE=2>)
    target_link_options(tenon_flags INTERFACE LINKER:-z,relro,-z,now)
endif()
