// Any texts given to the reader of what a run left behind, run.json and behind a zero byte metrics.csv: a record that is one,
// or an Error, and nothing else.
#include "app/run_record.h"
#include "core/training/record_json.h"
#include "tests/fuzz/target.h"

#include <nlohmann/json.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    const std::string_view bytes = textOf(data, size);
    const std::size_t end = std::min(bytes.find('\0'), size);
    try {
        const RunRecord record = recordFrom(bytes.substr(0, end), bytes.substr(std::min(end + 1, size)), "fuzz");
        const int epochs = static_cast<int>(record.history.size());
        FOVEA_CHECK(record.keptEpoch >= 0 && record.keptEpoch <= epochs, "an epoch that there is not is kept");
        FOVEA_CHECK(record.steps >= 0, "fewer batches than none");
        for (const auto* counts : {&record.trainClasses, &record.validationClasses}) {
            FOVEA_CHECK(std::all_of(counts->begin(), counts->end(), [](long count) { return count >= 0; }),
                        "fewer images than none");
        }
        for (int i = 0; i < epochs; ++i) {
            FOVEA_CHECK(record.history[static_cast<std::size_t>(i)].epoch == i + 1, "epochs do not count 1, 2, 3");
        }
        FOVEA_CHECK(changesFromJson(toJson(record.changes), "written") == record.changes, "other changes came back");
    } catch (const Error& error) {
        checkRefusal(error, {Error::Kind::Data, Error::Kind::Usage});
    }
    return 0;
}
