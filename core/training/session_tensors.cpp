#include "core/training/session_tensors.h"

#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fovea {
namespace {

[[noreturn]] void damaged(const Safetensors& file, const std::string& what)
{
    throw Error(Error::Kind::Data, shown(file.source()) + " is damaged: " + what + ". Open an earlier copy of it.");
}

struct StepColumn
{
    const char* name;
    double StepRecord::*of;
};

constexpr std::array<StepColumn, 7> kStepColumns = {{
    {".epoch", &StepRecord::epoch},
    {".loss", &StepRecord::loss},
    {".accuracy", &StepRecord::accuracy},
    {".rate", &StepRecord::rate},
    {".gradient_norm", &StepRecord::gradientNorm},
    {".reward", &StepRecord::reward},
    {".promised", &StepRecord::promised},
}};

constexpr double kMostPasses = 1e9;

/// The numbers of an array that has to have exactly these sizes.
template<class T>
std::vector<T> sized(const Safetensors& file, const std::string& name, const std::vector<Index>& shape)
{
    std::vector<T> numbers = file.numbers<T>(name);
    if (file.array(name).shape != shape) {
        damaged(file, "array " + shownBriefly(name) + " has other sizes than what it belongs to");
    }
    return numbers;
}

/// m arrays of one parameter, one behind the other.
std::vector<Index> stacked(Index m, const Shape& shape)
{
    std::vector<Index> sizes{m};
    for (int d = 0; d < shape.rank(); ++d) {
        sizes.push_back(shape.dim(d));
    }
    return sizes;
}

/// How many there are, from the one column that says when each was. 0 where it is missing.
Index lengthOf(const Safetensors& file, const std::string& name)
{
    if (!file.has(name)) {
        return 0;
    }
    const std::vector<Index>& shape = file.array(name).shape;
    return shape.size() == 1 ? shape[0] : Index{-1}; // which fits no array: see sized()
}

/// Time goes on from each to the next.
void requireTime(const Safetensors& file, const std::vector<std::int64_t>& steps, const std::vector<double>& epochs,
                 std::int64_t first)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool later = i == 0 ? steps[i] >= first : steps[i] > steps[i - 1] && epochs[i] >= epochs[i - 1];
        if (!later || !(epochs[i] >= 0 && epochs[i] <= kMostPasses)) {
            damaged(file, "time runs backwards in its records");
        }
    }
}

/// The settings of a run when so many batches were done: later changes taken back.
Config configAt(const Run& run, long step)
{
    Config config = run.config;
    for (auto change = run.changes.rbegin(); change != run.changes.rend() && change->step > step; ++change) {
        setFromText(config, change->key, change->from);
    }
    return config;
}

} // namespace

void addSteps(Safetensors& file, const std::string& prefix, const StepLog& steps, std::size_t parameters)
{
    if (steps.empty()) {
        return;
    }
    const auto count = static_cast<Index>(steps.size());
    std::vector<std::int64_t> numbers;
    steps.forEach([&](const StepRecord& record) { numbers.push_back(record.step); });
    file.add(prefix + ".step", {count}, numbers);
    for (const StepColumn& column : kStepColumns) {
        std::vector<double> values;
        steps.forEach([&](const StepRecord& record) { values.push_back(record.*column.of); });
        file.add(prefix + column.name, {count}, values);
    }
    std::vector<double> norms;
    norms.reserve(steps.size() * parameters);
    steps.forEach([&](const StepRecord& record) {
        for (std::size_t p = 0; p < parameters; ++p) {
            norms.push_back(p < record.parameterNorms.size() ? record.parameterNorms[p] : kUndefined);
        }
    });
    file.add(prefix + ".parameter_norms", {count, static_cast<Index>(parameters)}, norms);
}

StepLog stepsFrom(const Safetensors& file, const std::string& prefix, std::size_t parameters)
{
    const Index count = lengthOf(file, prefix + ".step");
    if (count == 0) {
        return {};
    }
    const auto numbers = sized<std::int64_t>(file, prefix + ".step", {count});
    std::vector<StepRecord> records(numbers.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        records[i].step = static_cast<long>(numbers[i]);
    }
    for (const StepColumn& column : kStepColumns) {
        const auto values = sized<double>(file, prefix + column.name, {count});
        for (std::size_t i = 0; i < records.size(); ++i) {
            records[i].*column.of = values[i];
        }
        if (column.of == &StepRecord::epoch) {
            requireTime(file, numbers, values, 1);
        }
    }
    const auto norms = sized<double>(file, prefix + ".parameter_norms", {count, static_cast<Index>(parameters)});
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto at = norms.begin() + static_cast<std::ptrdiff_t>(i * parameters);
        records[i].parameterNorms.assign(at, at + static_cast<std::ptrdiff_t>(parameters));
    }
    StepLog log;
    log.append(records);
    return log;
}

void addMoments(Safetensors& file, const std::vector<SnapshotPtr>& moments)
{
    if (moments.empty()) {
        return;
    }
    const auto count = static_cast<Index>(moments.size());
    std::vector<std::int64_t> steps;
    std::vector<double> epochs;
    for (const SnapshotPtr& moment : moments) {
        steps.push_back(moment->step);
        epochs.push_back(moment->epoch);
    }
    file.add("moments.step", {count}, steps);
    file.add("moments.epoch", {count}, epochs);
    const ParameterTable& table = moments.front()->network->parameters();
    for (int p = 0; p < table.count(); ++p) {
        std::vector<Real> values;
        values.reserve(moments.size() * static_cast<std::size_t>(table[p].shape.size()));
        for (const SnapshotPtr& moment : moments) {
            const Real* from = moment->weights.data() + table.slot(p).offset;
            values.insert(values.end(), from, from + table.slot(p).size);
        }
        file.add("moments." + table[p].name, stacked(count, table[p].shape), values);
    }
}

std::vector<SnapshotPtr> momentsOf(const OpenedSession& opened, const Run& run)
{
    const Safetensors& file = opened.file;
    const Index count = lengthOf(file, "moments.step");
    if (count == 0) {
        return {};
    }
    const auto steps = sized<std::int64_t>(file, "moments.step", {count});
    const auto epochs = sized<double>(file, "moments.epoch", {count});
    requireTime(file, steps, epochs, 0);
    const ParameterTable& table = run.network->parameters();
    for (int p = 0; p < table.count(); ++p) { // before any memory is asked for
        const std::string name = "moments." + table[p].name;
        if (file.array(name).shape != stacked(count, table[p].shape)) {
            damaged(file, "array " + shownBriefly(name) + " has other sizes than what it belongs to");
        }
    }
    std::vector<Snapshot> moments;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        moments.push_back({static_cast<long>(steps[i]), epochs[i], epochs[i] / std::max(1, run.horizon),
                           configAt(run, static_cast<long>(steps[i])), run.data, run.task, run.network,
                           Weights(static_cast<std::size_t>(table.arraySize()), Real(0))});
    }
    for (int p = 0; p < table.count(); ++p) {
        const auto values = file.numbers<Real>("moments." + table[p].name);
        const auto size = static_cast<std::ptrdiff_t>(table.slot(p).size);
        for (std::size_t i = 0; i < moments.size(); ++i) {
            const auto from = values.begin() + static_cast<std::ptrdiff_t>(i) * size;
            std::copy(from, from + size,
                      moments[i].weights.begin() + static_cast<std::ptrdiff_t>(table.slot(p).offset));
        }
    }
    std::vector<SnapshotPtr> result;
    for (Snapshot& moment : moments) {
        result.push_back(std::make_shared<const Snapshot>(std::move(moment)));
    }
    return result;
}

std::string fingerprintText(std::uint64_t fingerprint)
{
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) {
        text += kDigits[fingerprint >> shift & 15];
    }
    return text;
}

std::optional<std::uint64_t> fingerprintFrom(const std::string& text)
{
    std::uint64_t value = 0;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && !(c >= 'a' && c <= 'f')) {
            return {};
        }
        value = value << 4 | static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
    }
    return text.size() == 16 ? std::optional(value) : std::nullopt;
}

} // namespace fovea
