#include "core/data/generated.h"

namespace fovea {

Split generate(std::uint64_t seed, std::string_view set, SplitId split, Index first, Index count, Shape image,
               bool knowsEvidence, const DrawSample& draw, ThreadPool& pool)
{
    Split made;
    made.images.shape = image;
    made.images.reals.resize(static_cast<std::size_t>(count * image.size()));
    made.labels.resize(static_cast<std::size_t>(count));
    made.evidence.resize(static_cast<std::size_t>(count));
    pool.forEach(count, [&](Index i, int) {
        const auto at = static_cast<std::size_t>(i);
        Stream stream(seed, Purpose::Sample,
                      {hash(set), static_cast<std::uint64_t>(split), static_cast<std::uint64_t>(first + i)});
        made.labels[at] = draw(stream, first + i, made.images.reals.data() + i * image.size(), made.evidence[at]);
    });
    if (!knowsEvidence) {
        made.evidence.clear();
    }
    return made;
}

void checkGenerated(const Config& config, std::vector<Problem>& problems)
{
    if (config.data.samples == 0) {
        problems.push_back(
            {"data.samples", "data.samples is 0, but generated images have no end: ask for at least 1."});
    }
    if (config.data.test == 0) {
        problems.push_back({"data.test", "data.test is 0, but generated images have no end: ask for at least 1."});
    }
}

} // namespace fovea
