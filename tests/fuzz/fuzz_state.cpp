// Any bytes given to the reader of a session as it goes on: settings, network, weights and moments of a run on images that are
// there. A run that comes back to the same bits from a session written anew, or an Error.
#include "core/training/session_file.h"
#include "tests/fuzz/target.h"
#include "tests/support/small_run.h"

namespace {

using namespace fovea;

/// The images of the golden session.
const std::shared_ptr<const Dataset>& images()
{
    static const std::shared_ptr<const Dataset> kImages = [] {
        ThreadPool pool(1);
        return makeDataset(smallNeedle(), pool);
    }();
    return kImages;
}

struct Opened
{
    SessionContents contents;
    Run run;
};

Opened opened(std::string_view bytes)
{
    const OpenedSession session = sessionFrom(Safetensors::parse(bytes, "fuzz.fovea"));
    Opened opened{session.contents, {}};
    if (session.contents.present) {
        opened.run = runOf(session, images());
        opened.contents.kept = momentsOf(session, opened.run);
        opened.contents.run = std::make_shared<const Run>(opened.run);
    }
    return opened;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Opened first;
    try {
        first = opened(textOf(data, size));
    } catch (const Error& error) {
        checkRefusal(error, {Error::Kind::Data, Error::Kind::Usage});
        return 0;
    }
    if (first.contents.present) {
        const Opened back = opened(sessionFile(first.contents).bytes());
        FOVEA_CHECK(sameBits(back.run.weights, first.run.weights), "other weights came back");
        FOVEA_CHECK(sameBits(back.run.optimiser.second, first.run.optimiser.second), "another state came back");
        FOVEA_CHECK(back.run.config == first.run.config && back.run.changes == first.run.changes &&
                        back.run.step == first.run.step && back.run.history.size() == first.run.history.size(),
                    "another run came back");
        FOVEA_CHECK(back.contents.kept.size() == first.contents.kept.size(), "other moments came back");
    }
    return 0;
}
