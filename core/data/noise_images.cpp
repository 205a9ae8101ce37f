#include "core/data/noise_images.h"

#include "core/tensor/random.h"

namespace fovea {

std::shared_ptr<Dataset> noiseImages(const Shape& image, Index count, int classes)
{
    auto data = std::make_shared<Dataset>();
    data->image = image;
    data->classes.assign(static_cast<std::size_t>(classes), "");
    data->train.images.shape = image;
    data->train.images.reals.reserve(static_cast<std::size_t>(count * image.size()));
    Stream stream(0, Purpose::Test);
    for (Index i = 0; i < count * image.size(); ++i) {
        data->train.images.reals.push_back(static_cast<Real>(stream.normal()));
    }
    for (Index i = 0; i < count; ++i) {
        data->train.labels.push_back(static_cast<int>(stream.below(static_cast<std::uint64_t>(classes))));
    }
    return data;
}

} // namespace fovea
