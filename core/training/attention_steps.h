// Attention, step by step: the numbers that one row of a map is made of, from the products of its query with each key to what
// the query is given. For whoever wants to follow the formula with the real numbers of one picture.
#pragma once

#include "core/training/answer.h"

#include <optional>

namespace fovea {

/// Which row is followed. What does not exist is read as the nearest that does.
struct StepsAsked
{
    std::string layer; ///< AttentionMap::layer
    Index head = 0;
    Index query = 0;        ///< tokens that are no places come first
    double temperature = 1; ///< T: what the scores are divided by once more; 1 is the network as it is
    bool operator==(const StepsAsked&) const = default;
};

/// Why a row of a map has no steps.
enum class NoSteps
{
    Nothing,    ///< the network weighs nothing
    Gaze,       ///< gazes are drawn, aimed or chosen; no query asks keys
    Gate,       ///< each weight stands for itself, between 0 and 1
    Uniform,    ///< all weights are alike by definition
    OtherLayers ///< put together from the rows of other layers
};

/// For one query q of one head, and keys kₙ, n < N:
///
///     products   pₙ = ⟨q, kₙ⟩
///     scores     sₙ = pₙ / δ + bₙ
///     weights    a = softmax(s / T)             or a = s / Σ s where nothing is exponential; then T does nothing
///     given      y = Σₙ aₙ vₙ
struct AttentionSteps
{
    StepsAsked asked;                 ///< with what exists
    std::optional<NoSteps> none = {}; ///< why there is nothing to follow; then all that stands below is empty
    MapGrid keys, queryGrid;          ///< as in AttentionMap
    Index extra = 0, heads = 1;       ///< as in AttentionMap; how many heads there are
    bool exponential = true;
    bool fixedQuery = false; ///< whether the query is learned, the same for every picture

    std::vector<double> query;               ///< q (d)
    std::vector<std::vector<double>> key;    ///< kₙ (N × d)
    std::vector<std::vector<double>> terms;  ///< q ⊙ kₙ (N × d): what the product is the sum of
    std::vector<double> products;            ///< p (N)
    double divisor = 1;                      ///< δ
    std::vector<double> scaled;              ///< p / δ (N)
    std::vector<double> offset;              ///< b (N); −∞ where a key is not asked; empty: 0
    std::vector<double> scores;              ///< s (N); −∞ where a key is not asked
    std::vector<double> powers;              ///< exp((sₙ − max s) / T), or sₙ (N): what is divided by its sum
    double sum = 0;                          ///< of the powers
    std::vector<double> weights;             ///< a (N)
    std::vector<double> own;                 ///< the network's own weights, as it used them (N)
    double spread = 0;                       ///< exp H(a): over so many keys
    std::vector<std::vector<double>> value;  ///< vₙ (N × d′)
    std::vector<std::vector<double>> shares; ///< aₙ vₙ (N × d′)
    std::vector<double> given;               ///< y (d′)

    Index count() const { return static_cast<Index>(products.size()); }
};

/// The steps for a picture as it is stored, or why there are none.
AttentionSteps attentionSteps(const Examined& examined, const Picture& picture, const StepsAsked& asked,
                              std::uint64_t seed, Tape& tape);

/// The layers whose steps can be followed, by their names.
std::vector<std::string> layersWithSteps(const Examined& examined, const Picture& picture, std::uint64_t seed,
                                         Tape& tape);

} // namespace fovea
