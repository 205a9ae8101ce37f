#include "core/training/cue_gates.h"

#include "core/tensor/check.h"
#include "core/training/channel_gates.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace fovea {
namespace {

double squaredDistance(const double* a, const std::vector<double>& b)
{
    double sum = 0;
    for (std::size_t c = 0; c < b.size(); ++c) {
        sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
}

/// The mean gates of all images.
std::vector<double> overallMean(const ChannelGates& gates, std::size_t images)
{
    return meansOfGroups(gates, std::vector<int>(images, 0), 1).front();
}

/// 1 − what varies within the cues / what varies in all, over all channels.
double explainedBy(const ChannelGates& gates, const std::vector<int>& cues,
                   const std::vector<std::vector<double>>& means)
{
    const std::vector<double> overall = overallMean(gates, cues.size());
    double within = 0, all = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        within += squaredDistance(gates.of(i), means[static_cast<std::size_t>(cues[i])]);
        all += squaredDistance(gates.of(i), overall);
    }
    return all > 0 ? 1 - within / all : kUndefined;
}

double toldBy(const ChannelGates& gates, const std::vector<int>& cues, const std::vector<std::vector<double>>& means)
{
    double told = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        const auto nearest = std::min_element(means.begin(), means.end(), [&](const auto& a, const auto& b) {
            return squaredDistance(gates.of(i), a) < squaredDistance(gates.of(i), b);
        });
        told += nearest - means.begin() == cues[i] ? 1 : 0;
    }
    return told / static_cast<double>(cues.size());
}

/// How much of the squared weights of each channel reads each colour, (channels × colours), where the gate's channels come
/// from one convolution; else empty.
std::vector<std::vector<double>> sharesOfColours(const Examined& examined, const ChannelGates& gates)
{
    const ParameterTable& table = examined.network.parameters();
    const int depth = std::stoi(gates.layer.substr(gates.layer.find('.') + 1)); // "gate.1" follows layer 1
    std::optional<int> reader;
    for (int p = 0; p < table.count(); ++p) {
        const std::string& name = table[p].name;
        if (name.starts_with("trunk.") && name.ends_with(".weight") && std::stoi(name.substr(6)) <= depth) {
            if (reader) {
                return {};
            }
            reader = p;
        }
    }
    if (!reader || table[*reader].shape.rank() != 4 || table[*reader].shape.dim(3) != gates.channels) {
        return {};
    }
    const Index colours = table[*reader].shape.dim(2), channels = gates.channels;
    const Real* weights = examined.weights.data() + table.slot(*reader).offset; // (size × size × colours × channels)
    std::vector<std::vector<double>> shares(static_cast<std::size_t>(channels),
                                            std::vector<double>(static_cast<std::size_t>(colours)));
    for (Index i = 0; i < table[*reader].shape.size(); ++i) {
        const auto w = static_cast<double>(weights[i]);
        shares[static_cast<std::size_t>(i % channels)][static_cast<std::size_t>(i / channels % colours)] += w * w;
    }
    for (std::vector<double>& share : shares) {
        double sum = 0;
        for (const double part : share) {
            sum += part;
        }
        for (double& part : share) {
            part /= std::max(sum, 1e-30);
        }
    }
    return shares;
}

double correlationWithShares(const ChannelGates& gates, const std::vector<int>& cues,
                             const std::vector<std::vector<double>>& shares)
{
    const std::vector<double> mean = overallMean(gates, cues.size());
    double both = 0, ofGates = 0, ofShares = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        for (std::size_t c = 0; c < shares.size(); ++c) {
            const double above = gates.of(i)[c] - mean[c];
            const double share =
                shares[c][static_cast<std::size_t>(cues[i])] - 1 / static_cast<double>(shares[c].size());
            both += above * share;
            ofGates += above * above;
            ofShares += share * share;
        }
    }
    return ofGates > 0 && ofShares > 0 ? both / std::sqrt(ofGates * ofShares) : kUndefined;
}

} // namespace

std::vector<CueGate> cueGates(const Examined& examined, const Split& split, std::uint64_t seed, Workspace& workspace)
{
    std::vector<CueGate> found;
    if (split.cues.empty()) {
        return found;
    }
    const auto layers = channelGates(examined, split, split.size(), seed, workspace);
    FOVEA_CHECK(layers.has_value(), "nobody can call off a question without a stop token");
    for (const ChannelGates& gates : *layers) {
        CueGate gate{.layer = gates.layer, .means = meansOfGroups(gates, split.cues, examined.data.cues.size())};
        gate.explained = explainedBy(gates, split.cues, gate.means);
        gate.told = toldBy(gates, split.cues, gate.means);
        if (const auto shares = sharesOfColours(examined, gates);
            !shares.empty() && shares.front().size() == examined.data.cues.size()) {
            gate.correlation = correlationWithShares(gates, split.cues, shares);
        }
        found.push_back(std::move(gate));
    }
    return found;
}

nlohmann::ordered_json toJson(const std::vector<CueGate>& gates, const std::vector<std::string>& cues)
{
    using Json = nlohmann::ordered_json;
    const auto defined = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
    Json list = Json::array();
    for (const CueGate& gate : gates) {
        Json json{{"layer", gate.layer},
                  {"variance_explained_by_cue", defined(gate.explained)},
                  {"cue_told_by_gates", defined(gate.told)},
                  {"cue_told_by_chance", 1 / static_cast<double>(cues.size())},
                  {"correlation_with_colour_read", defined(gate.correlation)}};
        for (std::size_t cue = 0; cue < cues.size(); ++cue) {
            for (const double mean : gate.means[cue]) {
                json["mean_gates"][cues[cue]].push_back(defined(mean));
            }
        }
        list.push_back(std::move(json));
    }
    return list;
}

} // namespace fovea
