#include "core/ops/dropout.h"

#include "core/tensor/random.h"

namespace fovea {

Var dropout(Tape& tape, Var x, double p, const DropoutKey& key)
{
    FOVEA_CHECK(p >= 0 && p < 1, "dropout of " + std::to_string(p));
    if (p == 0) {
        return x;
    }
    const Index B = x.dim(0), perSample = x.size() / B;
    Real* mask = tape.scratch<Real>(x.size());
    const auto threshold = static_cast<std::uint64_t>(p * 0x1p32); // of 32 random bits
    const Real kept = static_cast<Real>(1 / (1 - p));
    for (Index b = 0; b < B; ++b) {
        const auto sample = static_cast<std::uint64_t>(tape.firstSample() + b);
        Stream stream(key.seed, Purpose::Dropout, {key.step, key.layer, sample});
        for (Index i = 0; i < perSample; i += 2) { // two numbers from each 64 bits
            const std::uint64_t bits = stream.next();
            Real* m = mask + b * perSample + i;
            m[0] = (bits & 0xffffffffU) < threshold ? Real(0) : kept;
            if (i + 1 < perSample) {
                m[1] = (bits >> 32) < threshold ? Real(0) : kept;
            }
        }
    }
    const ArrayView m(mask, x.size());
    const Var y = tape.make(x.shape());
    y.array() = x.array() * m;
    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            x.gradArray() += y.gradArray() * ArrayView(mask, x.size());
        }
    });
    return y;
}

} // namespace fovea
