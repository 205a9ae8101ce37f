#include "core/explain/cost.h"

#include "core/attention/catalog.h"
#include "core/tensor/random.h"
#include "core/tensor/thread_time.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

constexpr int kLeastTimes = 5;
constexpr double kAlike = 0.3; // difference of exponents

Tensor someTokens(Index places, Index width)
{
    Tensor tokens({1, places, width});
    Stream stream(0, Purpose::Probe, {hash("cost")});
    for (Index i = 0; i < tokens.size(); ++i) {
        tokens[i] = static_cast<Real>(stream.normal());
    }
    return tokens;
}

} // namespace

double logLogSlope(std::span<const double> n, std::span<const double> y)
{
    const auto count = static_cast<double>(n.size());
    double meanX = 0, meanY = 0;
    for (std::size_t i = 0; i < n.size(); ++i) {
        meanX += std::log(n[i]) / count;
        meanY += std::log(y[i]) / count;
    }
    double along = 0, across = 0;
    for (std::size_t i = 0; i < n.size(); ++i) {
        const double x = std::log(n[i]) - meanX;
        along += x * x;
        across += x * (std::log(y[i]) - meanY);
    }
    return along > 0 ? across / along : std::numeric_limits<double>::quiet_NaN();
}

CostSlopes slopesOf(const CostCurve& curve, Index from, Index to)
{
    std::vector<double> n, time, bytes;
    for (const CostPoint& point : curve.points) {
        if (point.places >= from && point.places <= to) {
            n.push_back(static_cast<double>(point.places));
            time.push_back(point.milliseconds);
            bytes.push_back(point.bytes);
        }
    }
    return {logLogSlope(n, time), logLogSlope(n, bytes)};
}

std::optional<double> crossing(const CostCurve& a, const CostCurve& b)
{
    const std::size_t count = std::min(a.points.size(), b.points.size());
    const auto lead = [&](std::size_t i) { return std::log(a.points[i].milliseconds / b.points[i].milliseconds); };
    std::size_t from = count; // the first point from which a takes longer for good
    while (from > 0 && lead(from - 1) > 0) {
        --from;
    }
    if (from == 0 || from == count) {
        return {};
    }
    const double before = lead(from - 1), after = lead(from), part = -before / (after - before);
    const double x = std::log(static_cast<double>(a.points[from - 1].places)),
                 next = std::log(static_cast<double>(a.points[from].places));
    return std::exp(x + part * (next - x));
}

std::vector<Crossing> crossingsOf(const std::vector<CostCurve>& curves)
{
    std::vector<Crossing> all;
    for (std::size_t a = 0; a < curves.size(); ++a) {
        for (std::size_t b = 0; b < curves.size(); ++b) {
            const double difference =
                slopesOf(curves[a], kSlopeFrom, kSlopeTo).time - slopesOf(curves[b], kSlopeFrom, kSlopeTo).time;
            const std::optional<double> places = difference > kAlike ? crossing(curves[a], curves[b]) : std::nullopt;
            if (places) {
                all.push_back({a, b, *places});
            }
        }
    }
    return all;
}

const std::vector<std::string>& comparedMixes()
{
    static const std::vector<std::string> kMixes = {"global", "windowed", "linear"};
    return kMixes;
}

const std::vector<Index>& measuredSides()
{
    static const std::vector<Index> kSides = {4, 8, 12, 16, 20, 24, 28, 32}; // multiples of a window's side
    return kSides;
}

MixConfig measuredLayer()
{
    MixConfig layer;
    layer.depth = 1;
    layer.width = 64;
    return layer;
}

CostPoint measureLayer(const std::string& mechanism, Index side, double seconds)
{
    MixConfig config = measuredLayer();
    config.mechanism = mechanism;
    const Index places = side * side;
    ParameterTable table;
    const std::unique_ptr<Mix> mix =
        mixNamed(mechanism).make({table, "mix.0", config, config.width, MapGrid{side, side}, 0});
    table.layOut();
    const Weights weights = table.initialWeights(0);
    const Tensor tokens = someTokens(places, config.width);
    const Context context;
    Tape tape(false);

    CostPoint point{places, std::numeric_limits<double>::infinity(), 0};
    const double start = threadSeconds();
    for (int times = -1; times < kLeastTimes || threadSeconds() < start + seconds; ++times) {
        tape.restart(false);
        Pass pass(tape, table, weights, context);
        const Var x = tape.constant(tokens.data(), tokens.shape());
        const double before = threadSeconds();
        mix->mix(pass, x);
        if (times >= 0) { // the first time takes memory from the system
            point.milliseconds = std::min(point.milliseconds, 1000 * (threadSeconds() - before));
        }
        point.bytes = static_cast<double>(tape.taken());
    }
    return point;
}

std::optional<std::vector<CostCurve>> measureCosts(const std::function<void(const std::vector<CostCurve>&)>& grown,
                                                   std::stop_token stop)
{
    std::vector<CostCurve> curves;
    for (const std::string& mechanism : comparedMixes()) {
        curves.push_back({mechanism, {}});
    }
    for (const Index side : measuredSides()) {
        for (CostCurve& curve : curves) {
            if (stop.stop_requested()) {
                return {};
            }
            curve.points.push_back(measureLayer(curve.mechanism, side));
            if (grown) {
                grown(curves);
            }
        }
    }
    return curves;
}

} // namespace fovea
