// Window attention: a token asks only those in its own window of w × w places. What it costs grows with N, and what it sees
// ends at the window; so every other layer lays the windows half a window further.
//
//     q = x W_q   k = x Wₖ   v = x Wᵥ            x, q, k, v (B × N × d), each in h heads of dₕ = d / h
//     A = softmax(qₕ kₕᵀ / √dₕ + bₕ)             within a window of m places: A (m × m), each row sums to one
//     y = [Aₕ vₕ] Wₒ + b′                        y (B × N × d)
//
//     bₕ[i, j] = β[(Δrow + w − 1)(2w − 1) + Δcolumn + w − 1, h]      β ((2w − 1)² × h), learned, for each displacement i − j
//
// Shifted windows lie half a window, ⌊w / 2⌋ places, further. What the border cuts off is smaller, and so is the last of windows
// that do not divide the map. The paper rolls the map round to fill them and masks what does not belong together; the numbers are the same,
// and here nothing is masked: windows of equal size are worked on together.
//
// Source: Liu et al. 2021, "Swin transformer", section 3.2 and eq. 4.
#include "core/attention/projections.h"
#include "core/attention/scoring.h"

#include "core/ops/elementwise.h"
#include "core/ops/heads.h"
#include "core/ops/rearrange.h"
#include "core/ops/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace fovea {
namespace {

/// A stretch of rows or columns.
struct Band
{
    Index from, size;
};

/// One side of the map, cut every w places, first at `shift` where that is not 0.
std::vector<Band> bands(Index length, Index w, Index shift)
{
    std::vector<Band> cut;
    for (Index from = 0; from < length;) {
        const Index to = std::min(length, from == 0 && shift > 0 ? shift : from + w);
        cut.push_back({from, to - from});
        from = to;
    }
    return cut;
}

/// All windows of one size: which places lie in them, window by window, row by row.
struct EqualWindows
{
    Index h, w;
    std::vector<int> places;       ///< (windows · h·w)
    std::vector<int> displacement; ///< (h·w · h·w): the row of β for each pair
    Index size() const { return h * w; }
    Index count() const { return static_cast<Index>(places.size()) / size(); }
};

std::vector<EqualWindows> windowsOf(const MapGrid& grid, Index w, Index shift)
{
    std::map<std::pair<Index, Index>, EqualWindows> bySize;
    for (const Band& rows : bands(grid.h, w, shift)) {
        for (const Band& cols : bands(grid.w, w, shift)) {
            EqualWindows& windows =
                bySize.try_emplace({rows.size, cols.size}, EqualWindows{rows.size, cols.size, {}, {}}).first->second;
            for (Index i = 0; i < windows.size(); ++i) {
                windows.places.push_back(
                    static_cast<int>((rows.from + i / cols.size) * grid.w + cols.from + i % cols.size));
            }
        }
    }
    std::vector<EqualWindows> all;
    for (auto& [size, windows] : bySize) {
        for (Index i = 0; i < windows.size(); ++i) {
            for (Index j = 0; j < windows.size(); ++j) {
                const Index row = i / windows.w - j / windows.w, col = i % windows.w - j % windows.w;
                windows.displacement.push_back(static_cast<int>((row + w - 1) * (2 * w - 1) + col + w - 1));
            }
        }
        all.push_back(std::move(windows));
    }
    return all;
}

class WindowAttention : public Mix
{
public:
    WindowAttention(const MixSite& site, bool shifted)
        : name_(site.name)
        , heads_(site.config.heads)
        , grid_(site.grid)
        , rootOfWidth_(std::sqrt(static_cast<Real>(site.width / heads_)))
        , windows_(windowsOf(grid_, site.config.window, shifted && site.layer % 2 == 1 ? site.config.window / 2 : 0))
        , project_(site)
    {
        FOVEA_CHECK(site.extra == 0, "a token without a place lies in no window");
        const Index side = 2 * site.config.window - 1;
        bias_ = site.table.add({.name = site.name + ".displacement",
                                .shape = {side * side, heads_},
                                .initialiser = Initialiser::normal(0.02),
                                .fanIn = side * side,
                                .fanOut = heads_});
        Index before = 0;
        backToPlace_.resize(static_cast<std::size_t>(grid_.places()));
        for (const EqualWindows& windows : windows_) {
            for (const int place : windows.places) {
                backToPlace_[static_cast<std::size_t>(place)] = static_cast<int>(before++);
            }
        }
    }

    Mixed mix(Pass& pass, Var x) const override
    {
        Tape& tape = pass.tape;
        std::vector<Var> parts;
        Var map;
        for (const EqualWindows& windows : windows_) {
            const Var own = takeRows(tape, x, windows.places); // (B × G·m × d), window by window
            const auto [y, a] = within(pass, own, windows);    // (B × G·m × d), (B × G × h × m × m)
            parts.push_back(y);
            if (pass.context.drawn) {
                const Var placed = amongAll(tape, a, windows.places, grid_.places()); // (B × h × N × N)
                map = map.valid() ? add(tape, map, placed) : placed;
            }
        }
        Mixed mixed{takeRows(tape, concatenate(tape, parts, 1), backToPlace_), {}}; // (B × N × d)
        if (map.valid()) {
            mixed.map = {.weights = map, .keys = grid_, .layer = name_, .queryGrid = grid_};
            if (pass.context.worked) {
                mixed.map->scoring = Scoring{.query = project_.query(pass, x),
                                             .key = project_.key(pass, x),
                                             .value = project_.value(pass, x),
                                             .divisor = static_cast<double>(rootOfWidth_),
                                             .offset = offset(pass)};
            }
        }
        return mixed;
    }

private:
    /// b for every pair of places, −∞ where they lie in different windows.        (h × N × N)
    Tensor offset(Pass& pass) const
    {
        const Index N = grid_.places();
        Tensor all({heads_, N, N});
        std::fill_n(all.data(), all.size(), -std::numeric_limits<Real>::infinity());
        for (const EqualWindows& windows : windows_) {
            const Var bias = biasOf(pass, windows); // (h × m × m)
            const Index m = windows.size();
            for (Index pair = 0; pair < windows.count() * m * m; ++pair) {
                const int* const window = windows.places.data() + pair / (m * m) * m;
                const Index i = pair / m % m, j = pair % m;
                for (Index head = 0; head < heads_; ++head) {
                    all[(head * N + window[i]) * N + window[j]] = bias.data()[(head * m + i) * m + j];
                }
            }
        }
        return all;
    }

    /// Self-attention within each of G windows of m places: the tokens that come out, and the weights.
    std::pair<Var, Var> within(Pass& pass, Var x, const EqualWindows& windows) const
    {
        Tape& tape = pass.tape;
        const Index B = x.dim(0), d = x.dim(2), G = windows.count(), m = windows.size();
        const Shape each{B * G, m, d};
        const Var q = project_.query(pass, x).as(each), k = project_.key(pass, x).as(each),
                  v = project_.value(pass, x).as(each);
        const Var scaled = scale(tape, headScores(tape, q, k, heads_), 1 / rootOfWidth_); // (B·G × h × m × m)
        const Var s = add(tape, scaled, biasOf(pass, windows)).as({B, G, heads_, m, m});  // (B × G × h × m × m)
        const Var a = overridden(pass, softmax(tape, s));                                 // (B × G × h × m × m)
        const Var o = headMix(tape, a.as({B * G, heads_, m, m}), v).as(x.shape());        // (B × G·m × d)
        return {project_.out(pass, o), a};
    }

    /// b: the number for each pair's displacement.        (h × m × m)
    Var biasOf(Pass& pass, const EqualWindows& windows) const
    {
        const Index m = windows.size();
        const Var byPair = lookUp(pass.tape, pass.parameter(bias_), windows.displacement); // (m·m × h)
        return swapDims(pass.tape, byPair, 0, 1).as({heads_, m, m});
    }

    std::string name_;
    Index heads_;
    MapGrid grid_;
    Real rootOfWidth_; ///< √dₕ
    std::vector<EqualWindows> windows_;
    std::vector<int> backToPlace_; ///< where each place's token stands once the windows lie one behind the other
    Projections project_;
    ParameterId bias_;
};

} // namespace

std::unique_ptr<Mix> makeWindowAttention(const MixSite& site)
{
    return std::make_unique<WindowAttention>(site, false);
}

std::unique_ptr<Mix> makeShiftedAttention(const MixSite& site)
{
    return std::make_unique<WindowAttention>(site, true);
}

} // namespace fovea
