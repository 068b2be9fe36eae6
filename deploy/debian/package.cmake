# `cpack -G DEB --config build/release/CPackConfig.cmake`: the programs, the unit with its settings, the papers.
install(TARGETS plenumd plenumctl plenum RUNTIME DESTINATION bin)
install(FILES deploy/systemd/plenumd.service DESTINATION lib/systemd/system)
install(FILES deploy/systemd/plenum.sysusers DESTINATION lib/sysusers.d RENAME plenum.conf)
install(FILES deploy/systemd/plenumd.toml DESTINATION /etc/plenum)
install(FILES deploy/OPERATIONS.md DESTINATION share/doc/plenum)
install(FILES deploy/proxy/nginx.conf deploy/proxy/Caddyfile deploy/redis/plenum-log.conf
              deploy/watch/prometheus.yml deploy/watch/rules.yml deploy/watch/dashboard.json
        DESTINATION share/doc/plenum/examples)
install(FILES LICENSE DESTINATION share/doc/plenum RENAME copyright)

# What is packed is what stands there, not all that could be built.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME plenum)
set(CPACK_PACKAGE_CONTACT "The Plenum project <plenum@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "server of a community's discussions")
set(CPACK_PACKAGE_DESCRIPTION "Members of a profession talk in live threads. The server keeps every word that it has\nacknowledged, and shows it to those who may see it and to nobody else.\n.\nWith plenumctl, the operator's hand, and plenum, a client for the terminal.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# For the service's user; the unit's words need nothing newer than Debian 12's.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers, init-system-helpers, procps")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "redis-server, nginx | caddy")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
foreach(script conffiles postinst prerm postrm)
  list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/deploy/debian/${script})
endforeach()
include(CPack)
