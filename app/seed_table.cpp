#include "app/seed_table.h"

#include "app/result_text.h"
#include "core/training/seed_statistics.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>

namespace fovea {
namespace {

void printFigures(const SeedTable::Row& row)
{
    for (std::size_t i = 1; i < row.size(); ++i) {
        std::printf("%14s", shownNumber(row[i]).c_str());
    }
    std::printf("\n");
}

nlohmann::ordered_json defined(double value)
{
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

} // namespace

std::string SeedTable::interruption() const
{
    std::string seeds;
    for (std::size_t i = 0; i < unfinished_.size(); ++i) {
        seeds += (i == 0 ? "" : i + 1 == unfinished_.size() ? " and " : ", ") + std::to_string(unfinished_[i]);
    }
    return unfinished_.size() == 1 ? "seed " + seeds + " was not finished and does not count"
                                   : "seeds " + seeds + " were not finished and do not count";
}

void SeedTable::print() const
{
    if (!unfinished_.empty()) {
        std::printf("interrupted: %s\n", interruption().c_str());
    }
    for (const auto& [seed, sentence] : diverged_) {
        std::printf("seed %llu diverged: %s\n", static_cast<unsigned long long>(seed), sentence.c_str());
    }
    if (rows_.empty()) {
        return;
    }
    for (const char* name : kNames) {
        std::printf("%14s", name);
    }
    std::printf("\n");
    for (const Row& row : rows_) {
        std::printf("%14.0f", row[0]);
        printFigures(row);
    }
    const auto [mean, deviation] = statistics();
    std::printf("%14s", "mean");
    printFigures(mean);
    std::printf("%14s", "deviation");
    printFigures(deviation);
}

nlohmann::ordered_json SeedTable::json() const
{
    nlohmann::ordered_json json;
    json["seeds"] = nlohmann::ordered_json::array();
    for (const Row& row : rows_) {
        nlohmann::ordered_json one;
        one[kNames[0]] = static_cast<std::uint64_t>(row[0]);
        for (std::size_t i = 1; i < kNames.size(); ++i) {
            one[kNames[i]] = defined(row[i]);
        }
        json["seeds"].push_back(std::move(one));
    }
    if (!unfinished_.empty()) {
        json["unfinished"] = unfinished_;
    }
    for (const auto& [seed, sentence] : diverged_) {
        json["diverged"].push_back(seed);
    }
    const auto [mean, deviation] = statistics();
    for (std::size_t i = 1; i < kNames.size() && !rows_.empty(); ++i) {
        json["mean"][kNames[i]] = defined(mean[i]);
        json["deviation"][kNames[i]] = defined(deviation[i]);
    }
    return json;
}

std::pair<SeedTable::Row, SeedTable::Row> SeedTable::statistics() const
{
    Row mean{}, deviation{};
    for (std::size_t i = 0; i < mean.size(); ++i) {
        std::vector<double> values;
        for (const Row& row : rows_) {
            values.push_back(row[i]);
        }
        const SeedMean of = meanOverSeeds(values);
        mean[i] = of.mean;
        deviation[i] = of.deviation;
    }
    return {mean, deviation};
}

} // namespace fovea
