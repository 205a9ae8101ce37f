#include "core/data/picture_cache.h"

#include "core/data/fingerprint.h"
#include "core/files/json_text.h"
#include "core/settings/error.h"
#include "core/tensor/random.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>

namespace fovea {
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kVersion = "1"; // another where pictures are decoded, fitted or compared in another way
constexpr const char* kEnding = ".pictures";
constexpr std::uint64_t kMostSkipped = 1'000'000; // a folder holds no more files

std::string digits(std::uint64_t number)
{
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; number >>= 4) {
        text[i] = "0123456789abcdef"[number & 15];
    }
    return text;
}

std::string textOf(const PictureForm& form)
{
    return std::to_string(form.side) + "-" + std::to_string(form.channels) +
           (form.fit == Fit::Crop ? "-crop" : "-whole");
}

/// Two numbers of 64 bits: which files there are, and as what they are seen.
std::string keyOf(const PictureFiles& files, const PictureForm& form)
{
    std::string key;
    for (const char* half : {"first", "second"}) {
        std::uint64_t sum = mix(hash(half) ^ hash(textOf(form)));
        for (const PictureFile& file : files.files) {
            for (const std::uint64_t part :
                 {hash(file.path), static_cast<std::uint64_t>(file.size), static_cast<std::uint64_t>(file.time),
                  static_cast<std::uint64_t>(file.label) << 1 | (file.test ? 1U : 0U)}) {
                sum = mix(sum + part);
            }
        }
        key += digits(sum);
    }
    return key;
}

[[noreturn]] void refuse()
{
    throw Error(Error::Kind::Data, "What was kept of the pictures does not fit together.");
}

/// Of everything but itself.
std::string checksumOf(const Safetensors& file)
{
    std::uint64_t sum = hash(file.metadata.at("key"));
    for (const auto& [name, array] : file.arrays()) {
        sum = checksum(mix(sum ^ hash(name)), array.bytes.data(), array.bytes.size());
    }
    return digits(sum);
}

/// Images of the learned part or of the test, as arrays whose names begin alike.
void put(Safetensors& file, const std::string& name, const LabelledImages& images)
{
    file.add(name + ".pixels", {images.count, images.height, images.width, images.channels}, images.pixels);
    file.add(name + ".labels", {images.count}, images.labels);
    const std::vector<std::int64_t> groups(images.groups.begin(), images.groups.end());
    file.add(name + ".groups", {static_cast<Index>(groups.size())}, groups);
}

/// The way back. Error (Data) where an array is missing or of another type or size.
LabelledImages get(const Safetensors& file, const std::string& name, const PictureForm& form, std::size_t classes)
{
    LabelledImages images;
    images.labels = file.numbers<std::uint8_t>(name + ".labels");
    images.count = static_cast<Index>(images.labels.size());
    images.height = images.width = form.side;
    images.channels = form.channels;
    images.pixels = file.numbers<std::uint8_t>(name + ".pixels");
    const std::vector<std::int64_t> groups = file.numbers<std::int64_t>(name + ".groups");
    images.groups.assign(groups.begin(), groups.end());
    const bool fits =
        file.array(name + ".pixels").shape == std::vector<Index>{images.count, form.side, form.side, form.channels} &&
        (images.groups.empty() || images.groups.size() == images.labels.size()) &&
        std::all_of(images.labels.begin(), images.labels.end(), [&](std::uint8_t label) { return label < classes; }) &&
        std::all_of(groups.begin(), groups.end(), [&](std::int64_t i) { return i >= 0 && i < images.count; });
    if (!fits) {
        refuse();
    }
    return images;
}

/// A list of texts; so many classes or sentences as there can be.
std::vector<std::string> textsOf(const Json& json, const char* name)
{
    if (!json.is_object() || !json.contains(name) || !json[name].is_array()) {
        refuse();
    }
    std::vector<std::string> texts;
    for (const Json& text : json[name]) {
        if (!text.is_string()) {
            refuse();
        }
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

/// Takes away the oldest files until no more than so many bytes are left.
void thin(const fs::path& cache, std::uintmax_t mostBytes)
{
    struct Kept
    {
        fs::file_time_type time;
        std::uintmax_t bytes;
        fs::path path;
    };
    std::vector<Kept> all;
    std::uintmax_t sum = 0;
    std::error_code error;
    for (fs::directory_iterator it(cache, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (it->path().extension() == kEnding && it->is_regular_file(ignored)) {
            all.push_back({it->last_write_time(ignored), it->file_size(ignored), it->path()});
            sum += all.back().bytes;
        }
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.time < b.time; });
    for (auto oldest = all.begin(); sum > mostBytes && oldest != all.end(); ++oldest) {
        std::error_code ignored;
        sum -= fs::remove(oldest->path, ignored) ? oldest->bytes : 0;
    }
}

} // namespace

fs::path pictureCacheFile(const fs::path& cache, const fs::path& folder, const PictureForm& form)
{
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(folder, error);
    const std::u8string name = (error ? folder : whole).generic_u8string();
    const std::uint64_t which = hash({reinterpret_cast<const char*>(name.data()), name.size()});
    return cache / (digits(which) + "-" + textOf(form) + kEnding);
}

std::optional<PictureSet> fromPictureCache(const fs::path& cache, const PictureFiles& files, const PictureForm& form)
{
    const fs::path path = pictureCacheFile(cache, files.folder, form);
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) {
        return {};
    }
    try {
        const Safetensors file = Safetensors::read(path);
        const auto says = [&](const char* key, const std::string& text) {
            const auto found = file.metadata.find(key);
            return found != file.metadata.end() && found->second == text;
        };
        if (!says("version", kVersion) || !says("key", keyOf(files, form)) || !says("checksum", checksumOf(file))) {
            return {};
        }
        return pictureSetFrom(file, form);
    } catch (const Error&) { // damaged, or cannot be read
    }
    return {};
}

PictureSet pictureSetFrom(const Safetensors& file, const PictureForm& form)
{
    const std::vector<std::uint8_t> words = file.numbers<std::uint8_t>("words");
    const Json json = parseJson({reinterpret_cast<const char*>(words.data()), words.size()});
    PictureSet set;
    set.form = form;
    set.classes = textsOf(json, "classes");
    set.skipped = textsOf(json, "skipped");
    const bool counted = json.contains("skipped_count") && json["skipped_count"].is_number_unsigned();
    if (!counted || json["skipped_count"].get<std::uint64_t>() > kMostSkipped) {
        refuse();
    }
    set.skippedCount = json["skipped_count"].get<Index>();
    set.images = get(file, "images", form, set.classes.size());
    if (file.has("test.pixels")) {
        set.test = get(file, "test", form, set.classes.size());
    }
    set.fromCache = true;
    return set;
}

void toPictureCache(const fs::path& cache, const PictureFiles& files, const PictureSet& set, std::uintmax_t mostBytes)
{
    try {
        const std::string words =
            Json{{"classes", set.classes}, {"skipped", set.skipped}, {"skipped_count", set.skippedCount}}.dump();
        Safetensors file;
        file.add("words", {static_cast<Index>(words.size())}, std::vector<std::uint8_t>(words.begin(), words.end()));
        put(file, "images", set.images);
        if (set.test) {
            put(file, "test", *set.test);
        }
        file.metadata["version"] = kVersion;
        file.metadata["key"] = keyOf(files, set.form);
        file.metadata["checksum"] = checksumOf(file);
        std::error_code ignored;
        fs::create_directories(cache, ignored);
        file.write(pictureCacheFile(cache, files.folder, set.form));
        thin(cache, mostBytes);
    } catch (const Error&) { // the next time takes as long as this one
    }
}

} // namespace fovea
