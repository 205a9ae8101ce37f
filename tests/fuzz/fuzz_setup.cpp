// Any text given to the reader of settings, which also reads run.json: values that could have been typed and that come back
// from a file written anew, or an Error.
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/training/session_file.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    try {
        const Config config = setupFrom(textOf(data, size), "fuzz.fovea-setup");
        Config typed;
        for (const Field& field : fields()) {
            setFromText(typed, field.key, textOf(field, config));
        }
        FOVEA_CHECK(typed == config, "settings that nobody could type");
        FOVEA_CHECK(setupFrom(setupText(config), "written.fovea-setup") == config, "other settings came back");
        requireValid(config);
    } catch (const Error& error) {
        checkRefusal(error, {Error::Kind::Usage});
    }
    return 0;
}
