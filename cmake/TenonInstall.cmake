# SPDX-License-Identifier: MIT
# What `cmake --install` puts where, for programs outside this tree:
# find_package(tenon), tenon_models() and pkg-config tenon.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/tenon)

install(TARGETS tenon EXPORT tenon_targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET tenon_tool)
    install(TARGETS tenon_tool EXPORT tenon_targets
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY framework/include/tenon
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    FILES_MATCHING PATTERN *.h)

install(EXPORT tenon_targets NAMESPACE tenon:: DESTINATION ${package_dir})
configure_package_config_file(cmake/tenonConfig.cmake.in tenonConfig.cmake
    INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(tenonConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES
    cmake/TenonModels.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/tenonConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/tenonConfigVersion.cmake
    DESTINATION ${package_dir})

# Where the prefix lies as seen from tenon.pc: the installed tree may be moved.
file(RELATIVE_PATH TENON_PKG_PREFIX
    /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
list(JOIN TENON_PKG_MODULES " " TENON_PKG_REQUIRES)
configure_file(cmake/tenon.pc.in tenon.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tenon.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
