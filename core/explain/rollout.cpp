#include "core/explain/rollout.h"

#include "core/tensor/views.h"

namespace fovea {
namespace {

/// ½ Ā + ½ I of one layer (heads × N × N).
Matrix halfWay(const Tensor& layer)
{
    const Index heads = layer.dim(0), N = layer.dim(1);
    FOVEA_CHECK(layer.shape() == Shape({heads, N, N}) && heads > 0, "a layer of " + layer.shape().text());
    Matrix mean = Matrix::Zero(N, N);
    for (Index h = 0; h < heads; ++h) {
        mean += ConstMatrixView(layer.data() + h * N * N, N, N);
    }
    return mean / static_cast<Real>(2 * heads) + Matrix::Identity(N, N) / 2;
}

} // namespace

Tensor rollout(std::span<const Tensor> layers)
{
    FOVEA_CHECK(!layers.empty(), "rollout of no layers");
    Matrix R = halfWay(layers.front());
    for (const Tensor& layer : layers.subspan(1)) {
        FOVEA_CHECK(layer.dim(1) == R.rows(), "a layer of " + layer.shape().text() + " after others");
        R = (halfWay(layer) * R).eval(); // the later layer on the left
    }
    Tensor result({R.rows(), R.cols()});
    matrix(result) = R;
    return result;
}

Tensor readThrough(const Tensor& weights, const Tensor& rollout)
{
    const Index N = rollout.dim(0);
    FOVEA_CHECK(weights.size() == N, weights.shape().text() + " weights for " + rollout.shape().text());
    Tensor read({N});
    matrix(read).noalias() = ConstMatrixView(weights.data(), 1, N) * matrix(rollout);
    return read;
}

} // namespace fovea
