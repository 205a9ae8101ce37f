#include "core/training/cue_gates.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace fovea {
namespace {

/// What one gate did on all images.
struct Gates
{
    std::string layer;
    Index channels = 0;
    std::vector<double> values; ///< (images × channels)

    const double* of(std::size_t image) const { return values.data() + image * static_cast<std::size_t>(channels); }
};

bool isOnChannels(const AttentionMap& map)
{
    return !map.shares && map.keys.places() == 0;
}

std::vector<Gates> gatesOf(const Examined& examined, const Split& split, std::uint64_t seed, Workspace& workspace)
{
    const Index perChunk = examined.network.samplesPerChunk(), images = split.size();
    const Shape one = split.images.shape;
    std::vector<std::vector<Gates>> chunks(static_cast<std::size_t>((images + perChunk - 1) / perChunk));
    workspace.pool().forEach(static_cast<Index>(chunks.size()), [&](Index chunk, int thread) {
        const Index first = chunk * perChunk, count = std::min(perChunk, images - first);
        Tape& tape = workspace.tape(thread);
        tape.restart(false, nullptr, first);
        const Var image = tape.make({count, one.dim(0), one.dim(1), one.dim(2)});
        for (Index i = 0; i < count; ++i) {
            readImage(split.images, first + i, examined.data.scale, image.data() + i * one.size());
        }
        Pass pass(tape, examined.network.parameters(), examined.weights, {.seed = seed});
        for (const AttentionMap& map : examined.network.forward(pass, {image}).maps) {
            if (isOnChannels(map)) {
                const Real* from = map.weights.data();
                chunks[static_cast<std::size_t>(chunk)].push_back(
                    {map.layer, map.weights.dim(3), std::vector<double>(from, from + map.weights.size())});
            }
        }
    });
    std::vector<Gates> all;
    for (const std::vector<Gates>& chunk : chunks) {
        for (std::size_t g = 0; g < chunk.size(); ++g) {
            if (g == all.size()) {
                all.push_back({chunk[g].layer, chunk[g].channels, {}});
            }
            all[g].values.insert(all[g].values.end(), chunk[g].values.begin(), chunk[g].values.end());
        }
    }
    return all;
}

/// The mean gates of the images with each cue; NaN for a cue that no image has.
std::vector<std::vector<double>> meansOf(const Gates& gates, const std::vector<int>& cues, std::size_t kinds)
{
    std::vector<std::vector<double>> means(kinds, std::vector<double>(static_cast<std::size_t>(gates.channels)));
    std::vector<double> counts(kinds);
    for (std::size_t i = 0; i < cues.size(); ++i) {
        const auto cue = static_cast<std::size_t>(cues[i]);
        counts[cue] += 1;
        for (std::size_t c = 0; c < means[cue].size(); ++c) {
            means[cue][c] += gates.of(i)[c];
        }
    }
    for (std::size_t cue = 0; cue < kinds; ++cue) {
        for (double& mean : means[cue]) {
            mean /= counts[cue];
        }
    }
    return means;
}

double squaredDistance(const double* a, const std::vector<double>& b)
{
    double sum = 0;
    for (std::size_t c = 0; c < b.size(); ++c) {
        sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
}

/// The mean gates of all images.
std::vector<double> overallMean(const Gates& gates, std::size_t images)
{
    return meansOf(gates, std::vector<int>(images, 0), 1).front();
}

/// 1 − what varies within the cues / what varies in all, over all channels.
double explainedBy(const Gates& gates, const std::vector<int>& cues, const std::vector<std::vector<double>>& means)
{
    const std::vector<double> overall = overallMean(gates, cues.size());
    double within = 0, all = 0;
    for (std::size_t i = 0; i < cues.size(); ++i) {
        within += squaredDistance(gates.of(i), means[static_cast<std::size_t>(cues[i])]);
        all += squaredDistance(gates.of(i), overall);
    }
    return all > 0 ? 1 - within / all : kUndefined;
}

double toldBy(const Gates& gates, const std::vector<int>& cues, const std::vector<std::vector<double>>& means)
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
std::vector<std::vector<double>> sharesOfColours(const Examined& examined, const Gates& gates)
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

double correlationWithShares(const Gates& gates, const std::vector<int>& cues,
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
    for (const Gates& gates : gatesOf(examined, split, seed, workspace)) {
        CueGate gate{.layer = gates.layer, .means = meansOf(gates, split.cues, examined.data.cues.size())};
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
