#include "core/data/cifar.h"

#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

namespace fovea {
namespace fs = std::filesystem;

namespace {

constexpr Index kSide = 32, kColours = 3, kPlane = kSide * kSide, kRecord = 1 + kColours * kPlane;
constexpr int kClasses = 10, kBatches = 5;
constexpr std::size_t kMostBytes = std::size_t{256} << 20; // a file of the set has 30 MB

fs::path batch(const fs::path& folder, int number)
{
    return folder / ("data_batch_" + std::to_string(number) + ".bin");
}

LabelledImages none()
{
    return {0, kSide, kSide, {}, {}, kColours};
}

void append(const fs::path& file, LabelledImages& to)
{
    const std::u8string name = file.u8string();
    parseCifar10(readWhole(file, kMostBytes), {name.begin(), name.end()}, to);
}

} // namespace

bool holdsCifar10(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(batch(folder, 1), ignored);
}

void parseCifar10(std::string_view fileBytes, const std::string& name, LabelledImages& to)
{
    const auto size = static_cast<Index>(fileBytes.size());
    if (size == 0 || size % kRecord != 0) {
        throw Error(Error::Kind::Data,
                    shown(name) + " has " + std::to_string(size) +
                        " bytes, and CIFAR-10's records have 3,073 each: it is cut off, or something "
                        "else. Get a fresh copy of the binary version.");
    }
    const Index count = size / kRecord;
    to.pixels.reserve(to.pixels.size() + static_cast<std::size_t>(count * kColours * kPlane));
    for (Index i = 0; i < count; ++i) {
        const char* record = fileBytes.data() + i * kRecord;
        const auto label = static_cast<std::uint8_t>(record[0]);
        if (label >= kClasses) {
            throw Error(Error::Kind::Data, shown(name) + " says that image " + std::to_string(i) + " (byte " +
                                               std::to_string(i * kRecord) + ") shows class " + std::to_string(label) +
                                               ", but CIFAR-10's classes are 0 to 9. Get a fresh copy of the file.");
        }
        to.labels.push_back(label);
        for (Index p = 0; p < kPlane; ++p) {
            for (Index c = 0; c < kColours; ++c) {
                to.pixels.push_back(static_cast<std::uint8_t>(record[1 + c * kPlane + p]));
            }
        }
    }
    to.count += count;
}

FileSet readCifar10(const fs::path& folder)
{
    FileSet set;
    set.train = none();
    set.classes = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
    std::error_code ignored;
    for (int number = 1; number <= kBatches; ++number) {
        if (fs::exists(batch(folder, number), ignored)) {
            append(batch(folder, number), set.train);
        }
    }
    if (const fs::path test = folder / "test_batch.bin"; fs::exists(test, ignored)) {
        set.test = none();
        append(test, *set.test);
    }
    return set;
}

} // namespace fovea
