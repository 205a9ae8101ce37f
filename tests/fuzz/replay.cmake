# The fuzz targets and their corpora, in one list. tests/CMakeLists.txt does
#
#     include(fuzz/replay.cmake)
#     fovea_add_fuzz_replays()
#
# and gets one ordinary test per target, replay_<target>, which gives every file of its corpus to it.
set(FOVEA_FUZZ_FOLDER ${CMAKE_CURRENT_LIST_DIR})
set(FOVEA_FUZZ_TARGETS idx safetensors gzip session state setup record csv cifar npy pictures picture png_text)

# A target as a program. Readers that lie outside core are compiled into it, alone: so they are instrumented like core, while
# the rest of the window is not even built. Qt is taken as it is.
function(fovea_add_fuzz_program name target)
  add_executable(${name} ${FOVEA_FUZZ_FOLDER}/fuzz_${target}.cpp ${ARGN})
  target_link_libraries(${name} PRIVATE fovea_core)
  if(target STREQUAL "picture")
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/app/pictures.cpp)
    target_link_libraries(${name} PRIVATE Qt6::Gui)
  elseif(target STREQUAL "record")
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/app/run_record_text.cpp)
  endif()
endfunction()

function(fovea_add_fuzz_replays)
  foreach(target IN LISTS FOVEA_FUZZ_TARGETS)
    fovea_add_fuzz_program(replay_${target} ${target} ${FOVEA_FUZZ_FOLDER}/replay.cpp)
    add_test(NAME replay_${target} COMMAND replay_${target} ${FOVEA_FUZZ_FOLDER}/corpus/${target})
    if(COMMAND fovea_sanitize)
      fovea_sanitize(replay_${target})
    endif()
  endforeach()
endfunction()
