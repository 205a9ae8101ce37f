# Run by cmake --install, which sets what stands here without a value: tells the desktop of the program, by its whole path, since
# a desktop may not search where it was put, and of its kinds of files.
configure_file("${desktop}/fovea.desktop.in" "${data}/applications/fovea.desktop" @ONLY)

find_program(update_mime_database update-mime-database)
if(update_mime_database)
  execute_process(COMMAND ${update_mime_database} "${data}/mime" OUTPUT_QUIET ERROR_QUIET)
endif()
find_program(update_desktop_database update-desktop-database)
if(update_desktop_database)
  execute_process(COMMAND ${update_desktop_database} "${data}/applications" OUTPUT_QUIET ERROR_QUIET)
endif()
