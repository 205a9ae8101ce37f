#include "core/data/picture_folder.h"

#include "core/data/alike.h"
#include "core/data/picture_cache.h"
#include "core/data/picture_files.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/tensor/check.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <tuple>

namespace fovea {
namespace {

constexpr std::size_t kMostBytes = std::size_t{2} << 30; // of all pictures in their form
constexpr std::size_t kMostSentences = 1'000;

PictureReader& theReader()
{
    static PictureReader kReader;
    return kReader;
}

/// What came of each file, in their order.
struct Decoded
{
    std::vector<std::uint8_t> pixels;  ///< (files × side × side × channels)
    std::vector<PictureMark> marks;    ///< (files)
    std::vector<std::string> refusals; ///< (files), empty where it is a picture
};

/// The sentence of a refusal, with the file's name as it is in the folder.
std::string shortened(std::string sentence, const std::filesystem::path& whole, const std::string& inFolder)
{
    const std::string longName = shownPath(whole);
    if (const std::size_t at = sentence.find(longName); at != std::string::npos) {
        sentence.replace(at, longName.size(), shown(inFolder));
    }
    return sentence;
}

/// Decodes one file into its place; what is wrong with it, else nothing.
std::string decodeInto(const std::filesystem::path& path, const PictureForm& form, const PictureReader& reader,
                       std::span<std::uint8_t> place, PictureMark& mark)
{
    try {
        const DecodedPicture decoded = reader.decode(path, form.side);
        const PictureBytes picture{decoded.pixels.data(), decoded.height, decoded.width, decoded.channels};
        mark = markOf(picture);
        fitPicture(picture, form.fit, form.side, form.channels, place);
    } catch (const Error& error) {
        return error.what();
    } catch (const std::bad_alloc&) {
        return shownPath(path) + " needs more memory than there is.";
    }
    return {};
}

Decoded decodeAll(const PictureFiles& files, const PictureForm& form, const PictureReader& reader, ThreadPool& pool)
{
    const std::size_t count = files.files.size(),
                      size = static_cast<std::size_t>(form.side * form.side * form.channels);
    if (count > kMostBytes / size) {
        throw Error(Error::Kind::Data, shownPath(files.folder) + " holds " + std::to_string(count) +
                                           " files; pictures of " + std::to_string(form.side) + " × " +
                                           std::to_string(form.side) +
                                           (form.channels == 3 ? " pixels in colour" : " pixels in grey") +
                                           " would take more than 2 GiB. Make them smaller (data.side), or grey.");
    }
    Decoded all;
    all.pixels.resize(count * size);
    all.marks.resize(count);
    all.refusals.resize(count);
    const auto of = static_cast<Index>(count), every = std::max<Index>(1, std::min<Index>(of / 200, 64));
    std::atomic<Index> done = 0;
    std::mutex telling;
    Index told = 0;
    pool.forEach(of, [&](Index i, int) {
        const auto at = static_cast<std::size_t>(i);
        const PictureFile& file = files.files[at];
        const std::filesystem::path path = placeOf(files, file);
        const std::string refusal =
            decodeInto(path, form, reader, std::span(all.pixels).subspan(at * size, size), all.marks[at]);
        if (!refusal.empty()) {
            all.refusals[at] = shortened(refusal, path, file.path);
        }
        if (const Index now = ++done; reader.tell && (now % every == 0 || now == of)) {
            const std::scoped_lock lock(telling);
            if (now > told) { // else another thread was faster
                told = now;
                reader.tell(now, of);
            }
        }
    });
    return all;
}

/// The pictures of one part, learned or test, with labels that leave no class out, and their marks.
std::pair<LabelledImages, std::vector<PictureMark>> partOf(const PictureFiles& files, const Decoded& decoded,
                                                           const PictureForm& form, bool test,
                                                           const std::vector<std::uint8_t>& labels)
{
    const std::size_t size = static_cast<std::size_t>(form.side * form.side * form.channels);
    LabelledImages images;
    std::vector<PictureMark> marks;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        if (files.files[i].test == test && decoded.refusals[i].empty()) {
            which.push_back(i);
        }
    }
    images.count = static_cast<Index>(which.size());
    images.height = images.width = form.side;
    images.channels = form.channels;
    images.pixels.resize(which.size() * size);
    for (std::size_t n = 0; n < which.size(); ++n) {
        std::copy_n(decoded.pixels.begin() + static_cast<std::ptrdiff_t>(which[n] * size), size,
                    images.pixels.begin() + static_cast<std::ptrdiff_t>(n * size));
        images.labels.push_back(labels[static_cast<std::size_t>(files.files[which[n]].label)]);
        marks.push_back(decoded.marks[which[n]]);
    }
    return {std::move(images), std::move(marks)};
}

/// Names the classes that have pictures, gives the others' names to `skipped`, and the new label of each.
std::vector<std::uint8_t> nameClasses(const PictureFiles& files, const Decoded& decoded, PictureSet& set)
{
    std::vector<bool> used(files.classes.size(), false);
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        if (decoded.refusals[i].empty()) {
            used[static_cast<std::size_t>(files.files[i].label)] = true;
        }
    }
    std::vector<std::uint8_t> labels(files.classes.size(), 0);
    for (std::size_t c = 0; c < used.size(); ++c) {
        if (used[c]) {
            labels[c] = static_cast<std::uint8_t>(set.classes.size());
            set.classes.push_back(files.classes[c]);
        } else {
            set.skipped.push_back(shown(files.classes[c]) + " has no picture that can be read, so it is no class.");
        }
    }
    return labels;
}

PictureSet setOf(const PictureFiles& files, const Decoded& decoded, const PictureForm& form, ThreadPool& pool)
{
    PictureSet set;
    set.form = form;
    const std::vector<std::uint8_t> labels = nameClasses(files, decoded, set);
    set.skipped.insert(set.skipped.end(), files.skipped.begin(), files.skipped.end());
    for (const std::string& refusal : decoded.refusals) {
        if (!refusal.empty()) {
            set.skipped.push_back(refusal);
        }
    }
    set.skippedCount = static_cast<Index>(set.skipped.size());
    set.skipped.resize(std::min(set.skipped.size(), kMostSentences));
    std::vector<PictureMark> marks;
    std::tie(set.images, marks) = partOf(files, decoded, form, false, labels);
    set.images.groups = alikeGroups(marks, set.images.labels, pool);
    if (LabelledImages test = partOf(files, decoded, form, true, labels).first; test.count > 0) {
        set.test = std::move(test);
    }
    return set;
}

} // namespace

void setPictureReader(PictureReader reader)
{
    theReader() = std::move(reader);
}

const PictureReader& pictureReader()
{
    return theReader();
}

Index alikeCount(const LabelledImages& images)
{
    Index count = 0;
    for (std::size_t i = 0; i < images.groups.size(); ++i) {
        count += images.groups[i] != static_cast<Index>(i) ? 1 : 0;
    }
    return count;
}

PictureSet readPictureFolder(const std::filesystem::path& folder, const PictureForm& form, const PictureReader& reader,
                             ThreadPool& pool)
{
    FOVEA_CHECK(reader.decode != nullptr, "a program that can decode pictures");
    const PictureFiles files = findPictures(folder);
    if (!reader.cache.empty()) {
        if (std::optional<PictureSet> kept = fromPictureCache(reader.cache, files, form)) {
            return std::move(*kept);
        }
    }
    PictureSet set = setOf(files, decodeAll(files, form, reader, pool), form, pool);
    if (set.images.count == 0) {
        throw Error(Error::Kind::Data,
                    "In the folders of " + shownPath(folder) + " lies no picture to learn from" +
                        (set.skipped.empty() ? "." : ": " + set.skipped.front()) +
                        " PNG and JPEG files can be read, each in a folder with the name of its class.");
    }
    if (!reader.cache.empty()) {
        toPictureCache(reader.cache, files, set);
    }
    return set;
}

} // namespace fovea
