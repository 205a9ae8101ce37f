# The fuzz targets and their corpora, in one list. tests/CMakeLists.txt does
#
#     include(fuzz/replay.cmake)
#     fovea_add_fuzz_replays()
#
# and gets one ordinary test per target, replay_<target>, which gives every file of its corpus to it.
set(FOVEA_FUZZ_FOLDER ${CMAKE_CURRENT_LIST_DIR})
set(FOVEA_FUZZ_TARGETS idx safetensors gzip session)

function(fovea_add_fuzz_replays)
  foreach(target IN LISTS FOVEA_FUZZ_TARGETS)
    add_executable(replay_${target} ${FOVEA_FUZZ_FOLDER}/fuzz_${target}.cpp ${FOVEA_FUZZ_FOLDER}/replay.cpp)
    target_link_libraries(replay_${target} PRIVATE fovea_core)
    add_test(NAME replay_${target} COMMAND replay_${target} ${FOVEA_FUZZ_FOLDER}/corpus/${target})
    if(COMMAND fovea_sanitize)
      fovea_sanitize(replay_${target})
    endif()
  endforeach()
endfunction()
