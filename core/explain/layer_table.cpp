#include "core/explain/layer_table.h"

#include "core/attention/class_token.h"
#include "core/networks/transformer.h"
#include "core/networks/trunk.h"
#include "core/tensor/random.h"
#include "core/tensor/thread_time.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

namespace fovea {
namespace {

constexpr int kLeastTimes = 5;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Stages of a trunk that are calculated together: first … first + count − 1.
struct Piece
{
    std::size_t first = 0, count = 1;
};

std::vector<Piece> piecesOf(const std::vector<Stage>& stages)
{
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const bool joins = stages[i].kind == Stage::Kind::Pool && i > 0 && stages[i - 1].kind == Stage::Kind::Conv;
        if (joins) {
            ++pieces.back().count;
        } else {
            pieces.push_back({i, 1});
        }
    }
    return pieces;
}

std::string textOf(const Stage& stage)
{
    const std::string size = std::to_string(stage.window.size);
    switch (stage.kind) {
    case Stage::Kind::Conv:
        return "conv " + std::to_string(stage.channels) + " " + size + "x" + size +
               (stage.window.stride > 1 ? " stride " + std::to_string(stage.window.stride) : "");
    case Stage::Kind::Pool:
        return "pool";
    case Stage::Kind::Norm:
        return "norm " + std::to_string(stage.groups);
    case Stage::Kind::Patches:
        return "patches " + size;
    case Stage::Kind::Gate:
        break;
    }
    return "gate";
}

/// All parameters whose name begins with this and a dot.
void addParameters(const ParameterTable& table, const std::string& prefix, LayerRow& row)
{
    for (int i = 0; i < table.count(); ++i) {
        if (table[i].name.starts_with(prefix + ".")) {
            row.parameters.emplace_back(table[i].name, table[i].shape);
            row.learned += table[i].shape.size();
        }
    }
}

LayerRow rowOf(LayerRow::Part part, const std::string& text, const ParameterTable& table, const std::string& prefix)
{
    LayerRow row;
    row.part = part;
    row.text = text;
    addParameters(table, prefix, row);
    return row;
}

/// Of a network that looks at parts of the image, how often each layer is used is a matter of its gazes: a row for each first
/// word of the names, with what is learned there.
std::vector<LayerRow> rowsByName(const ParameterTable& table)
{
    std::vector<LayerRow> rows;
    for (int i = 0; i < table.count(); ++i) {
        const std::string word = table[i].name.substr(0, table[i].name.find('.'));
        if (std::none_of(rows.begin(), rows.end(), [&](const LayerRow& row) { return row.text == word; })) {
            rows.push_back(rowOf(LayerRow::Part::Trunk, word, table, word));
            rows.back().multiplyAdds = kUnknown;
        }
    }
    return rows;
}

/// A matrix (in × out) is used once for each of `rows` tokens.
double productsWithWeights(const LayerRow& row, Index rows)
{
    double sum = 0;
    for (const auto& [name, shape] : row.parameters) {
        if (name.ends_with(".weight") && shape.rank() == 2) {
            sum += static_cast<double>(shape.size()) * static_cast<double>(rows);
        }
    }
    return sum;
}

/// Products of tokens with each other in one block: queries with keys, and weights with values.
double productsOfTokens(const MixConfig& mix, Index tokens, Index width)
{
    const auto n = static_cast<double>(tokens), d = static_cast<double>(width), w = static_cast<double>(mix.window);
    if (mix.mechanism == "global") {
        return 2 * n * n * d;
    }
    if (mix.mechanism == "windowed" || mix.mechanism == "shifted") {
        return 2 * n * w * w * d;
    }
    return mix.mechanism == "linear" ? 2 * n * d * d / mix.heads + n * d : kUnknown; // Σ k vᵀ, q Σ, and q Σ k
}

/// Σ aₙ xₙ, beside what `productsWithWeights` counts; only of mechanisms that are known here.
double productsOfPooling(const std::string& mechanism, Index tokens, Index width)
{
    const double sum = static_cast<double>(tokens) * static_cast<double>(width);
    if (mechanism == "class" || mechanism == "none" || mechanism == "flatten") {
        return 0; // nothing is multiplied
    }
    return mechanism == "soft" || mechanism == "gated" || mechanism == "sequence" ? sum : kUnknown;
}

/// The trunk's layers, with the shapes that they give.
void addTrunk(const Config& config, const Interface& interface, const ParameterTable& table,
              std::vector<LayerRow>& rows)
{
    const std::vector<Stage> stages = trunkStages(config);
    const std::vector<Shape> shapes = trunkShapes(stages, interface.image);
    Index number = 0; // as Trunk counts: gates do not
    for (const Piece& piece : piecesOf(stages)) {
        LayerRow row;
        for (std::size_t i = piece.first; i < piece.first + piece.count; ++i) {
            const Stage& stage = stages[i];
            row.text += (row.text.empty() ? "" : ", ") + textOf(stage);
            const bool gate = stage.kind == Stage::Kind::Gate;
            addParameters(table, gate ? "gate." + std::to_string(number - 1) : "trunk." + std::to_string(number), row);
            number += gate ? 0 : 1;
            if (stage.kind == Stage::Kind::Conv) {
                const Shape& map = shapes[i + 1];
                row.multiplyAdds += static_cast<double>(map.size()) *
                                    static_cast<double>(stage.window.size * stage.window.size * shapes[i].dim(2));
            } else if (gate && config.gate.mechanism != "none") {
                row.multiplyAdds = kUnknown;
            }
        }
        row.output = shapes[piece.first + piece.count];
        const std::vector<Stage> upTo(stages.begin(),
                                      stages.begin() + static_cast<std::ptrdiff_t>(piece.first + piece.count));
        row.field = receptiveField(upTo).size;
        rows.push_back(std::move(row));
    }
}

/// The network's parts up to some row, as one call on the tape.
using Partial = std::function<void(Pass& pass, Var image)>;

/// The least processor time of one image through it, milliseconds.
double millisecondsOf(const Partial& partial, const ParameterTable& table, const Tensor& image, double seconds)
{
    const Weights weights = table.initialWeights(0);
    const Context context;
    Tape tape(false);
    double least = std::numeric_limits<double>::infinity();
    const double start = threadSeconds();
    for (int times = -1; times < kLeastTimes || threadSeconds() < start + seconds; ++times) {
        tape.restart(false);
        Pass pass(tape, table, weights, context);
        const Var x = tape.constant(image.data(), image.shape());
        const double before = threadSeconds();
        partial(pass, x);
        if (times >= 0) { // the first time takes memory from the system
            least = std::min(least, 1000 * (threadSeconds() - before));
        }
    }
    return least;
}

/// A trunk of the first so many stages.
double millisecondsOfTrunk(const Config& config, std::size_t stages, const Tensor& image, double seconds)
{
    const std::vector<Stage> all = trunkStages(config);
    Config shorter = config;
    shorter.model.trunk.clear();
    for (std::size_t i = 0; i < stages; ++i) {
        shorter.model.trunk += (i == 0 ? "" : ", ") + textOf(all[i]) +
                               (all[i].kind == Stage::Kind::Conv && all[i].window.padding == 0 ? " valid" : "");
    }
    if (shorter.model.trunk.find("gate") == std::string::npos) {
        shorter.gate.mechanism = "none"; // else one would be built at the end
    }
    ParameterTable table;
    const Trunk trunk(table, shorter, image.shape().ofOne());
    table.layOut();
    return millisecondsOf([&](Pass& pass, Var x) { trunk(pass, x); }, table, image, seconds);
}

/// Trunk and blocks that mix.
double millisecondsOfMixing(const Config& config, const Tensor& image, double seconds)
{
    ParameterTable table;
    const Trunk trunk(table, config, image.shape().ofOne());
    const Shape map = trunk.output();
    const Transformer transformer(table, config.mix, {map.dim(0), map.dim(1)}, map.dim(2),
                                  readsClassToken(config.attention));
    table.layOut();
    return millisecondsOf(
        [&](Pass& pass, Var x) {
            const Var y = trunk(pass, x).map;
            transformer(pass, y.as({1, map.dim(0) * map.dim(1), map.dim(2)}));
        },
        table, image, seconds);
}

Tensor someImage(const Shape& shape)
{
    Tensor image({1, shape.dim(0), shape.dim(1), shape.dim(2)});
    Stream stream(0, Purpose::Probe, {hash("layers")});
    for (Index i = 0; i < image.size(); ++i) {
        image[i] = static_cast<Real>(stream.normal());
    }
    return image;
}

} // namespace

std::vector<LayerRow> layerTable(const Config& config, const Interface& interface)
{
    const auto network = makeNetwork(config, interface);
    const ParameterTable& table = network->parameters();
    if (config.look.mechanism != "none") {
        return rowsByName(table);
    }
    std::vector<LayerRow> rows;
    addTrunk(config, interface, table, rows);
    const Shape map = trunkShapes(trunkStages(config), interface.image).back();
    Index tokens = map.dim(0) * map.dim(1), width = map.dim(2);
    if (config.mix.depth > 0) {
        LayerRow row = rowOf(LayerRow::Part::Mix, config.mix.mechanism, table, "mix");
        tokens += readsClassToken(config.attention) ? 1 : 0;
        width = config.mix.width > 0 ? config.mix.width : width;
        row.multiplyAdds =
            productsWithWeights(row, tokens) + config.mix.depth * productsOfTokens(config.mix, tokens, width);
        row.output = Shape{tokens, width};
        rows.push_back(std::move(row));
    }
    LayerRow pool = rowOf(LayerRow::Part::Pool, config.attention.mechanism, table, "attention");
    pool.multiplyAdds =
        productsWithWeights(pool, tokens) + productsOfPooling(config.attention.mechanism, tokens, width);
    LayerRow dense = rowOf(LayerRow::Part::Dense, "dense", table, "hidden"),
             answer = rowOf(LayerRow::Part::Answer, "answer", table, "answer");
    const LayerRow& first = config.model.hidden > 0 ? dense : answer;
    pool.output = Shape{first.parameters.front().second.dim(0)};
    rows.push_back(std::move(pool));
    if (config.model.hidden > 0) {
        dense.output = Shape{config.model.hidden};
        dense.multiplyAdds = productsWithWeights(dense, 1);
        rows.push_back(std::move(dense));
    }
    answer.output = Shape{interface.answers};
    answer.multiplyAdds = productsWithWeights(answer, 1);
    rows.push_back(std::move(answer));
    return rows;
}

std::vector<double> measureLayers(const Config& config, const Interface& interface, double seconds,
                                  std::stop_token stop)
{
    const Tensor image = someImage(interface.image);
    const std::vector<LayerRow> rows = layerTable(config, interface);
    std::vector<double> upTo;
    std::size_t stages = 0;
    const bool inParts = config.look.mechanism != "none"; // then only the whole is measured
    const std::vector<Piece> pieces = inParts ? std::vector<Piece>() : piecesOf(trunkStages(config));
    for (const Piece& piece : pieces) {
        stages += piece.count;
        if (stop.stop_requested()) {
            return {};
        }
        upTo.push_back(millisecondsOfTrunk(config, stages, image, seconds));
    }
    if (!inParts && config.mix.depth > 0) {
        upTo.push_back(millisecondsOfMixing(config, image, seconds));
    }
    const auto network = makeNetwork(config, interface);
    if (stop.stop_requested()) {
        return {};
    }
    const double whole =
        millisecondsOf([&](Pass& pass, Var x) { network->forward(pass, {x}); }, network->parameters(), image, seconds);
    std::vector<double> each;
    double before = 0;
    for (const double now : upTo) {
        each.push_back(std::max(0.0, now - before));
        before = std::max(before, now);
    }
    each.push_back(std::max(0.0, whole - before)); // what is left: pooling, dense layer and answer together
    each.resize(rows.size(), kUnknown);
    return each;
}

} // namespace fovea
