// Forward, two rows of the convolution live only until they are pooled; what is kept is the pooled value and which of its
// four places it came from, or that it was dead (below zero everywhere).
//
// Backward is sparse: of four places only one carries gradient, of a dead four none. So instead of products with matrices
// of mostly zeros there are short lists: for each output channel the places it saw alive, for each place its living
// channels.
#include "core/ops/convolution_pooled.h"

#include "core/ops/kernels/kernels.h"
#include "core/ops/product.h"
#include "core/ops/windows.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr Index kPlaces = 4; // of a 2 × 2 square; as a winner it means dead

/// A list of weights and of the rows that they weigh.
struct List
{
    Real* weight;
    std::int32_t* offset;
    Index count = 0;

    void add(Real w, Index at)
    {
        weight[count] = w;
        offset[count++] = static_cast<std::int32_t>(at);
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
        convolveRows(p.z, p.windows, sample, 2 * i, 2, weight, rows, false); // (2 × W′ × O)
        for (Index j = 0; j < p.w; ++j, y += O, winner += O) {
            const Real* first = rows + 2 * j * O;
            kernels::active().reluOfLargest(O, first, first + O, first + rowLength, first + rowLength + O, bias, y,
                                            winner);
        }
    }
}

/// dWᵀ (O × k·k·C) += for one sample: each channel sums the windows it saw alive, weighted by its gradients.
void addWeightGradient(const Pooled& p, Index sample, const Real* dy, std::vector<List>& lists, Real* dWt)
{
    const Index O = p.z.O;
    for (List& list : lists) {
        list.count = 0;
    }
    const std::uint8_t* winner = p.winner + sample * p.size();
    for (Index i = 0; i < p.h; ++i) {
        for (Index j = 0; j < p.w; ++j, winner += O, dy += O) {
            const Index at[kPlaces] = {p.window(i, j, 0), p.window(i, j, 1), p.window(i, j, 2), p.window(i, j, 3)};
            for (Index o = 0; o < O; ++o) {
                if (winner[o] < kPlaces) {
                    lists[static_cast<std::size_t>(o)].add(dy[o], at[winner[o]]);
                }
            }
        }
    }
    for (Index o = 0; o < O; ++o) {
        const List& list = lists[static_cast<std::size_t>(o)];
        kernels::active().rowSum({.count = list.count,
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

/// The gradient of one padded sample: each place adds, to the pixels it saw, the weights of its living channels.
void inputGradient(const Pooled& p, Index sample, const Real* dy, const Real* Wt, List (&lists)[kPlaces], Real* padded)
{
    const Index O = p.z.O, piece = p.z.k * p.z.C;
    std::fill_n(padded, p.z.padded(), Real(0));
    const std::uint8_t* winner = p.winner + sample * p.size();
    for (Index i = 0; i < p.h; ++i) {
        for (Index j = 0; j < p.w; ++j, winner += O, dy += O) {
            for (List& list : lists) {
                list.count = 0;
            }
            for (Index o = 0; o < O; ++o) {
                if (winner[o] < kPlaces) {
                    lists[winner[o]].add(dy[o], o * p.z.weights());
                }
            }
            for (Index which = 0; which < kPlaces; ++which) {
                kernels::active().rowSum({.count = lists[which].count,
                                          .weight = lists[which].weight,
                                          .offset = lists[which].offset,
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

List listOf(Tape& tape, Index most)
{
    return {tape.scratch<Real>(most), tape.scratch<std::int32_t>(most)};
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
    Real* rows = tape.scratch<Real>(2 * z.outW * z.O);
    for (Index n = 0; n < z.B; ++n) {
        forward(p, n, W.data(), b.data(), rows, y.data() + n * p.size(), winner + n * p.size());
    }

    tape.undo(y, [=, &tape] { // given dy (B × H′/2 × W′/2 × O)
        Real* dy = y.gradData();
        for (Index i = 0; i < y.size(); ++i) {
            dy[i] = winner[i] < kPlaces ? dy[i] : Real(0); // relu: nothing passes where it was dead
        }
        if (b.wantsGrad()) {
            kernels::active().addColumnSums(z.B * p.places(), z.O, dy, b.gradData()); // db = Σ dy
        }
        if (W.wantsGrad()) {
            std::vector<List> lists;
            for (Index o = 0; o < z.O; ++o) {
                lists.push_back(listOf(tape, p.places()));
            }
            Real* dWt = tape.scratch<Real>(W.size());
            std::fill_n(dWt, W.size(), Real(0));
            for (Index n = 0; n < z.B; ++n) {
                addWeightGradient(p, n, dy + n * p.size(), lists, dWt);
            }
            W.grad() += MatrixView(dWt, z.O, z.weights()).transpose();
        }
        if (x.wantsGrad()) {
            List lists[kPlaces] = {listOf(tape, z.O), listOf(tape, z.O), listOf(tape, z.O), listOf(tape, z.O)};
            Real* Wt = tape.scratch<Real>(W.size() + kernels::kSlack);
            Real* padded = tape.scratch<Real>(z.padded());
            transpose(W.data(), z.O, z.weights(), z.O, Wt, z.weights());
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
