// Any bytes given to the reader of sessions: what needs no images comes back the same from a session written anew, or an Error.
#include "core/training/session_file.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    OpenedSession opened;
    try {
        opened = sessionFrom(Safetensors::parse(textOf(data, size), "fuzz.fovea"));
    } catch (const Error& error) {
        checkRefusal(error, {Error::Kind::Data, Error::Kind::Usage});
        return 0;
    }
    opened.contents.present.reset(); // which would need its images
    const OpenedSession back = sessionFrom(Safetensors::parse(sessionFile(opened.contents).bytes(), "written.fovea"));
    FOVEA_CHECK(back.contents.wanted == opened.contents.wanted, "other settings came back");
    FOVEA_CHECK(back.contents.runs.size() == opened.contents.runs.size(), "other runs came back");
    for (std::size_t i = 0; i < back.contents.runs.size(); ++i) {
        const RecordedRun &a = back.contents.runs[i], &b = opened.contents.runs[i];
        FOVEA_CHECK(a.number == b.number && a.config == b.config && a.changes == b.changes, "another run came back");
        FOVEA_CHECK(a.steps.size() == b.steps.size() && a.epochs.size() == b.epochs.size(), "other records came back");
    }
    return 0;
}
