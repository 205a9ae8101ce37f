#include "core/attention/catalog.h"

#include "core/settings/choices.h"

namespace fovea {

const std::vector<Mechanism>& mechanisms()
{
    static const std::vector<Mechanism> kMechanisms = {
        {"none", "everywhere alike", "Mean pooling", "Every place counts the same: what all others are compared with.",
         "y = 1/N Σₙ xₙ", "N", "Lin, Chen, Yan 2014, section 3.2", makeMeanPool},
        {"flatten", "side by side", "All places side by side",
         "No mean and no weights: every feature of every place goes on by itself, so it counts where something lies.",
         "y = (x₁, …, x_N)", "N, in the layer after it", "LeCun, Bottou, Bengio, Haffner 1998, section 2",
         makeSideBySide},
        {"essay", "the essay's layer", "The essay's attention layer",
         "One score for the whole image, and a softmax over that single number: always 1, so it does "
         "nothing.",
         "y = softmax(x w) x, over an axis of length 1", "N", "the essay; a Keras snippet for sequences",
         makeEssayAttention, true},
        {"soft", "one weight for each place", "Soft attention",
         "A score for each place, a softmax over all places, and the mean of the features under those "
         "weights.",
         "e = tanh(x V + b) w + c,  a = softmax(e / τ),  y = Σₙ aₙ xₙ", "N", "Ilse, Tomczak, Welling 2018, eq. 8",
         makeSoftAttention},
        {"gated", "one weight for each place, gated", "Gated soft attention",
         "Soft attention whose score may also fall where a feature grows.",
         "e = (tanh(x V + b) ⊙ σ(x U + d)) w + c,  a = softmax(e / τ),  y = Σₙ aₙ xₙ", "N",
         "Ilse, Tomczak, Welling 2018, eq. 9", makeGatedAttention},
        {"jetley-dot", "what fits the whole", "Compatibility, dot product",
         "A place counts as its features fit the mean of all features; at up to three depths of the trunk.",
         "cₙ = ⟨lₙ, g⟩,  a = softmax(c / τ),  y = Σₙ aₙ lₙ", "N", "Jetley, Lord, Lee, Torr 2018, section 3 (dp)",
         makeGlobalDot},
        {"jetley", "what fits the whole, learned", "Compatibility, learned",
         "A place and the mean of all places are added and scored; the softmax cancels the mean again.",
         "cₙ = ⟨u, lₙ + g⟩,  a = softmax(c / τ),  y = Σₙ aₙ lₙ", "N", "Jetley, Lord, Lee, Torr 2018, section 3 (pc)",
         makeGlobalLearned},
        {"queries", "a few learned questions", "Learned queries",
         "A few vectors, the same for every image, each ask the places for something, in several heads.",
         "A = softmax(q kᵀ / √dₕ),  y = [Aₕ vₕ] Wₒ", "M N, for M queries", "Lee et al. 2019, eq. 11", makeQueryPool},
        {"sequence", "each token says its weight", "Sequence pooling",
         "A linear score for each token, a softmax over all tokens, and their mean under those weights.",
         "a = softmax((x w + b) / τ),  y = Σₙ aₙ xₙ", "N", "Hassani et al. 2021, section 3.3", makeSequencePool},
        {"class", "a token that collects", "Class token",
         "A learned token goes through the mixing with all others, and the answer is read from it alone.", "y = x₀",
         "1, beside what the mixing costs", "Dosovitskiy et al. 2021, eq. 4", makeClassToken},
    };
    return kMechanisms;
}

const std::vector<LookMechanism>& lookMechanisms()
{
    static const std::vector<LookMechanism> kLooks = {
        {"none", "the image as a whole", "The whole image", "Everything is seen, and attention weighs it afterwards.",
         "x", "N", "", [](const LookSite&) { return std::unique_ptr<Look>(); }},
        {"glimpses", "glimpses drawn by chance", "Recurrent glimpses",
         "A few small glimpses, one after the other; where the next one goes is drawn by chance and learned from reward.",
         "l ~ N(μ(h), σ²),  ∇ = Σₜ (R − bₜ) ∇ log π(lₜ | μₜ)", "T g²", "Mnih, Heess, Graves, Kavukcuoglu 2014",
         makeGazePolicy},
        {"gumbel", "one place of a grid", "Straight-through Gumbel",
         "Each glimpse is one place of a grid, chosen by chance; the gradient pretends the choice was soft.",
         "y = softmax((e + γ) / τ),  ŷ = onehot(max y),  dy = dŷ", "N, while learning", "Jang, Gu, Poole 2017, eq. 2",
         makeGridChoice},
        {"draw", "soft spots on a grid", "DRAW's filter bank",
         "Glimpses through a grid of Gaussian filters that can be moved and stretched; nothing is left to chance.",
         "γ F_y X F_xᵀ", "T N", "Gregor et al. 2015, eqs. 19 to 27", makeFilterLook},
        {"transformer", "one window, zooming", "Spatial transformer",
         "A small network lays one window over the image, and all else reads only that.",
         "V = Σ U max(0, 1 − |x − m|) max(0, 1 − |y − n|),  (x, y) = θ (u, v, 1)", "N",
         "Jaderberg et al. 2015, eqs. 1 and 5", makeSpatialTransformer},
    };
    return kLooks;
}

const std::vector<GateMechanism>& gateMechanisms()
{
    static const std::vector<GateMechanism> kGates = {
        {"none", "no gate", "No gate", "Every channel and every place passes as it is.", "y = x", "0", "",
         [](const GateSite&) { return std::unique_ptr<Gate>(); }},
        {"se", "how much each channel counts", "Squeeze and excitation",
         "The mean of all channels decides, through a narrow layer, how much of each channel passes.",
         "g = σ(relu(s W₁) W₂),  y = g ⊙ x", "N", "Hu, Shen, Sun 2018, eqs. 2 to 4", makeSqueezeExcitation},
        {"eca", "each channel hears its neighbours", "Efficient channel attention",
         "As squeeze and excitation, but with the same few weights for each channel and its neighbours.",
         "g = σ(conv₁(s)),  y = g ⊙ x", "N", "Wang et al. 2020, eqs. 9 and 12", makeEfficientGate},
        {"cbam", "which channels, then which places", "Convolutional block attention",
         "First a gate for each channel, then, on what is left, one for each place.",
         "g = σ(M(mean x) + M(max x)),  p = σ(f([mean; max] of g ⊙ x)),  y = p ⊙ g ⊙ x", "N",
         "Woo, Park, Lee, Kweon 2018, eqs. 1 to 3", makeBlockAttention},
    };
    return kGates;
}

const std::vector<MixMechanism>& mixMechanisms()
{
    static const std::vector<MixMechanism> kMixes = {
        {"global", "every token asks all", "Multi-head self-attention",
         "Each token gathers from all tokens, weighted by how well their keys fit its query.",
         "A = softmax(q kᵀ / √dₕ),  y = [Aₕ vₕ] Wₒ", "N²", "Vaswani et al. 2017, eq. 1", makeSelfAttention},
        {"windowed", "every token asks its window", "Window attention",
         "Each token gathers from the tokens of its own window alone; windows never hear of each other.",
         "A = softmax(q kᵀ / √dₕ + b) within w × w places", "N w²", "Liu et al. 2021, eq. 4", makeWindowAttention},
        {"shifted", "windows that move", "Shifted window attention",
         "Window attention whose windows lie half a window further in every other layer.",
         "A = softmax(q kᵀ / √dₕ + b) within w × w places, shifted by w / 2", "N w²", "Liu et al. 2021, eqs. 3 and 4",
         makeShiftedAttention},
        {"linear", "sums instead of weights", "Linear attention",
         "Without the softmax all keys and values can be summed up once for all queries.",
         "oᵢ = φ(qᵢ) Σⱼ φ(kⱼ) vⱼᵀ / ⟨φ(qᵢ), Σⱼ φ(kⱼ)⟩,  φ(u) = elu(u) + 1", "N",
         "Katharopoulos et al. 2020, eqs. 5 and 7", makeLinearAttention},
    };
    return kMixes;
}

namespace {

template<class Row>
const Row& named(const std::vector<Row>& rows, std::string_view key)
{
    for (const Row& row : rows) {
        if (row.key == key) {
            return row;
        }
    }
    checkFailed("mechanism is known", __FILE__, __LINE__, std::string(key));
}

template<class Row>
std::vector<Choice> choicesOf(const std::vector<Row>& rows)
{
    std::vector<Choice> choices;
    for (const Row& row : rows) {
        choices.push_back({row.key, row.plain, row.title, row.idea, row.formula, row.source});
    }
    return choices;
}

} // namespace

const Mechanism& mechanismNamed(std::string_view key)
{
    return named(mechanisms(), key);
}
const LookMechanism& lookNamed(std::string_view key)
{
    return named(lookMechanisms(), key);
}
const GateMechanism& gateNamed(std::string_view key)
{
    return named(gateMechanisms(), key);
}
const MixMechanism& mixNamed(std::string_view key)
{
    return named(mixMechanisms(), key);
}

std::vector<Choice> mechanismChoices()
{
    return choicesOf(mechanisms());
}
std::vector<Choice> lookChoices()
{
    return choicesOf(lookMechanisms());
}
std::vector<Choice> gateChoices()
{
    return choicesOf(gateMechanisms());
}
std::vector<Choice> mixChoices()
{
    return choicesOf(mixMechanisms());
}

} // namespace fovea
