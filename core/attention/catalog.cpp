#include "core/attention/catalog.h"

#include "core/settings/choices.h"

namespace fovea {

const std::vector<Mechanism>& mechanisms()
{
    static const std::vector<Mechanism> kMechanisms = {
        {"none", "everywhere alike", "Mean pooling", "Every place counts the same: what all others are compared with.",
         "y = 1/N Σₙ xₙ", "N", "Lin, Chen, Yan 2014, section 3.2", makeMeanPool},
        {"essay", "the essay's layer", "The essay's attention layer",
         "One score for the whole image, and a softmax over that single number: always 1, so it does "
         "nothing.",
         "y = softmax(x w) x, over an axis of length 1", "N", "the essay; a Keras snippet for sequences",
         makeEssayAttention},
        {"soft", "one weight for each place", "Soft attention",
         "A score for each place, a softmax over all places, and the mean of the features under those "
         "weights.",
         "e = tanh(x V + b) w + c,  a = softmax(e / τ),  y = Σₙ aₙ xₙ", "N", "Ilse, Tomczak, Welling 2018, eq. 8",
         makeSoftAttention},
        {"gated", "one weight for each place, gated", "Gated soft attention",
         "Soft attention whose score may also fall where a feature grows.",
         "e = (tanh(x V + b) ⊙ σ(x U + d)) w + c,  a = softmax(e / τ),  y = Σₙ aₙ xₙ", "N",
         "Ilse, Tomczak, Welling 2018, eq. 9", makeGatedAttention},
    };
    return kMechanisms;
}

const Mechanism& mechanismNamed(std::string_view key)
{
    for (const Mechanism& mechanism : mechanisms()) {
        if (mechanism.key == key) {
            return mechanism;
        }
    }
    checkFailed("mechanism is known", __FILE__, __LINE__, std::string(key));
}

std::vector<Choice> mechanismChoices()
{
    std::vector<Choice> choices;
    for (const Mechanism& mechanism : mechanisms()) {
        choices.push_back({mechanism.key, mechanism.plain, mechanism.title, mechanism.idea});
    }
    return choices;
}

} // namespace fovea
