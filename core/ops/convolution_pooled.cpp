// Forward, two rows of the convolution live only until they are pooled; what is kept is the pooled value and which of its
// four places it came from, or that it was dead (below zero everywhere). Windows of 3 × 3 over many channels go Winograd's
// way (winograd.h), whose squares of 2 × 2 results are the squares that are pooled.
//
// Backward is sparse: of four places only one carries gradient, of a dead four none. So instead of products with matrices
// of mostly zeros there are short lists: for each output channel the places it saw alive, for each place its living
// channels.
#include "core/ops/convolution_pooled.h"

#include "core/ops/kernels/kernels.h"
#include "core/ops/windows.h"
#include "core/ops/winograd.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr Index kPlaces = 4; // of a 2 × 2 square; as a winner it means dead

/// A list of weights and of the rows that they weigh.
struct List
{
    Real* weight;
    std::int32_t* offset;

    List(Tape& tape, Index most) : weight(tape.scratch<Real>(most)), offset(tape.scratch<std::int32_t>(most)) {}

    /// Writes the entry with this number, and gives the next one's: the same where this one is not `kept`. So there is no
    /// branch, which nobody could foretell.
    Index put(Index number, Real w, Index at, bool kept = true)
    {
        weight[number] = w;
        offset[number] = static_cast<std::int32_t>(at);
        return number + (kept ? 1 : 0);
    }
};

/// What one operation remembers, and the pooled sizes.
struct Pooled
{
    ConvolutionSizes z;
    Windows windows;
    Index h, w;                 ///< of the pooled map
    const std::uint8_t* winner; ///< (B × h × w × O): 0 … 3, or 4 for dead

    Index places() const { return h * w; }
    Index size() const { return h * w * z.O; }
    /// Start of the window, in a sample's windows, of place `which` of the square (i, j).
    Index window(Index i, Index j, Index which) const
    {
        return (2 * i + which / 2) * windows.rowStep + (2 * j + which % 2) * windows.colStep;
    }
    /// The same in a padded image.
    Index padded(Index i, Index j, Index which) const
    {
        return ((2 * i + which / 2) * z.s * z.paddedW() + (2 * j + which % 2) * z.s) * z.C;
    }
};

void forward(const Pooled& p, Index sample, const Real* weight, const Real* bias, Real* rows, Real* y,
             std::uint8_t* winner)
{
    const Index O = p.z.O, rowLength = p.z.outW * O;
    for (Index i = 0; i < p.h; ++i) {
        convolveRows(p.z, p.windows, sample, 2 * i, 2, weight, nullptr, false, rows); // (2 × W′ × O)
        for (Index j = 0; j < p.w; ++j, y += O, winner += O) {
            const Real* first = rows + 2 * j * O;
            kernels::active().reluOfLargest(O, first, first + O, first + rowLength, first + rowLength + O, bias, y,
                                            winner);
        }
    }
}

/// Whether the windows are so short that walking all places costs less than writing lists of the living.
bool hasShortWindows(const Windows& windows)
{
    return windows.pieces == 1 && windows.size <= 28;
}

/// dW (k·k·C × O) += for all samples, where windows are short.
void addShortWeightGradient(Tape& tape, const Pooled& p, const Real* dy, Real* dW)
{
    auto* const start = tape.scratch<std::int32_t>(p.places());
    for (Index t = 0; t < p.places(); ++t) {
        start[t] = static_cast<std::int32_t>(p.window(t / p.w, t % p.w, 0));
    }
    for (Index n = 0; n < p.z.B; ++n) {
        kernels::active().winnerProduct(
            {.places = p.places(),
             .size = p.windows.size,
             .O = p.z.O,
             .windows = p.windows.data + n * p.windows.perSample,
             .start = start,
             .among = {p.window(0, 0, 0), p.window(0, 0, 1), p.window(0, 0, 2), p.window(0, 0, 3)},
             .dy = dy + n * p.size(),
             .winner = p.winner + n * p.size(),
             .dW = dW});
    }
}

/// dWᵀ (O × k·k·C) += for one sample: each channel sums the windows it saw alive, weighted by its gradients.
void addWeightGradient(const Pooled& p, Index sample, const Real* dy, List list, Real* dWt)
{
    const Index O = p.z.O;
    const std::uint8_t* const winner = p.winner + sample * p.size();
    const Index among[] = {p.window(0, 0, 0), p.window(0, 0, 1), p.window(0, 0, 2), p.window(0, 0, 3), 0};
    for (Index o = 0; o < O; ++o) {
        Index count = 0;
        for (Index i = 0, at = o; i < p.h; ++i) {
            for (Index j = 0; j < p.w; ++j, at += O) {
                count = list.put(count, dy[at], p.window(i, j, 0) + among[winner[at]], winner[at] < kPlaces);
            }
        }
        kernels::active().rowSum({.count = count,
                                  .weight = list.weight,
                                  .offset = list.offset,
                                  .rows = p.windows.data + sample * p.windows.perSample,
                                  .segments = p.windows.pieces,
                                  .size = p.windows.size,
                                  .rowSegment = p.windows.pieceStep,
                                  .out = dWt + o * p.z.weights(),
                                  .outSegment = p.windows.size,
                                  .add = true});
    }
}

/// How long four lists and that of the dead are: 12 bits each of one number, so that counting stays in a register.
class Counts
{
public:
    static constexpr Index kMost = (Index{1} << 12) - 1;
    Index operator[](Index list) const { return static_cast<Index>(bits_ >> (12 * list)) & kMost; }
    void increment(Index list) { bits_ += std::uint64_t{1} << (12 * list); }

private:
    std::uint64_t bits_ = 0;
};

/// The gradient of one padded sample: each place adds, to the pixels it saw, the weights of its living channels.
void inputGradient(const Pooled& p, Index sample, const Real* dy, const Real* Wt, List lists, Real* padded)
{
    const Index O = p.z.O, piece = p.z.k * p.z.C;
    std::fill_n(padded, p.z.padded(), Real(0));
    const std::uint8_t* winner = p.winner + sample * p.size();
    for (Index i = 0; i < p.h; ++i) {
        for (Index j = 0; j < p.w; ++j, winner += O, dy += O) {
            for (Index first = 0; first < O; first += Counts::kMost) {
                Counts counts;
                for (Index o = first; o < std::min(O, first + Counts::kMost); ++o) {
                    const Index which = winner[o];
                    lists.put(which * O + counts[which], dy[o], o * p.z.weights());
                    counts.increment(which);
                }
                for (Index which = 0; which < kPlaces; ++which) {
                    kernels::active().rowSum({.count = counts[which],
                                              .weight = lists.weight + which * O,
                                              .offset = lists.offset + which * O,
                                              .rows = Wt,
                                              .segments = p.z.k,
                                              .size = piece,
                                              .rowSegment = piece,
                                              .out = padded + p.padded(i, j, which),
                                              .outSegment = p.z.paddedW() * p.z.C,
                                              .add = true});
                }
            }
        }
    }
}

/// dx (H × W × C) = or += the inside of the padded gradient.
void cutOut(const ConvolutionSizes& z, const Real* padded, Real* dx, bool add)
{
    const Index row = z.W * z.C;
    for (Index i = 0; i < z.H; ++i) {
        const ConstArrayView from(padded + ((i + z.p) * z.paddedW() + z.p) * z.C, row);
        ArrayView to(dx + i * row, row);
        if (add) {
            to += from;
        } else {
            to = from;
        }
    }
}

} // namespace

Var convolveReluPool(Tape& tape, Var x, Var W, Var b, const Window& window)
{
    const ConvolutionSizes z(x, W, window);
    const Index h = z.outH / 2, w = z.outW / 2;
    FOVEA_CHECK(h > 0 && w > 0 && b.size() == z.O, "nothing to pool in " + x.shape().text());
    const Var y = tape.make({z.B, h, w, z.O});
    auto* winner = tape.scratch<std::uint8_t>(y.size());
    const Pooled p{z, windowsOn(tape, x, z, true), h, w, winner};
    if (goesByWinograd(z)) {
        const Real* const weights = tape.prepared(W, Prepared::Form::Winograd, Winograd::transformedSize(z.C, z.O),
                                                  [&](Real* to) { Winograd::transformed(z.C, z.O, W.data(), to); });
        const Winograd way(tape, 2 * h, 2 * w, z.C, z.O, weights);
        for (Index n = 0; n < z.B; ++n) {
            way.convolvePooled(p.windows.data + n * p.windows.perSample, p.windows.rowStep, b.data(),
                               y.data() + n * p.size(), winner + n * p.size());
        }
    } else {
        Real* rows = tape.scratch<Real>(2 * z.outW * z.O);
        for (Index n = 0; n < z.B; ++n) {
            forward(p, n, W.data(), b.data(), rows, y.data() + n * p.size(), winner + n * p.size());
        }
    }

    tape.undo(y, [=, &tape] { // given dy (B × H′/2 × W′/2 × O)
        Real* dy = y.gradData();
        const Index size = y.size();
        for (Index i = 0; i < size; ++i) {
            dy[i] = winner[i] < kPlaces ? dy[i] : Real(0); // relu: nothing passes where it was dead
        }
        if (b.wantsGrad()) {
            kernels::active().addColumnSums(z.B * p.places(), z.O, dy, b.gradData()); // db = Σ dy
        }
        if (W.wantsGrad() && hasShortWindows(p.windows)) {
            addShortWeightGradient(tape, p, dy, W.gradData());
        } else if (W.wantsGrad()) {
            const List list(tape, p.places() + 1);
            Real* dWt = tape.scratch<Real>(W.size());
            std::fill_n(dWt, W.size(), Real(0));
            for (Index n = 0; n < z.B; ++n) {
                addWeightGradient(p, n, dy + n * p.size(), list, dWt);
            }
            kernels::active().transpose(z.O, z.weights(), dWt, z.weights(), W.gradData(), z.O, true);
        }
        if (x.wantsGrad()) {
            const List lists(tape, (kPlaces + 1) * z.O);
            Real* padded = tape.scratch<Real>(z.padded());
            const Real* const Wt =
                tape.prepared(W, Prepared::Form::Transposed, W.size() + kernels::kSlack, [&](Real* to) {
                    kernels::active().transpose(z.weights(), z.O, W.data(), z.O, to, z.weights(), false);
                });
            const Var::Target dx = x.gradTarget();
            for (Index n = 0; n < z.B; ++n) {
                inputGradient(p, n, dy + n * p.size(), Wt, lists, padded);
                cutOut(z, padded, dx.data + n * z.image(), dx.add);
            }
        }
    });
    return y;
}

} // namespace fovea
