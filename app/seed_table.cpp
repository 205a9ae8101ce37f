#include "app/seed_table.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>

namespace fovea {
namespace {

void printFigures(const SeedTable::Row& row)
{
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (std::isnan(row[i])) {
            std::printf("%14s", "");
        } else {
            std::printf("%14.4f", row[i]);
        }
    }
    std::printf("\n");
}

nlohmann::ordered_json defined(double value)
{
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

} // namespace

void SeedTable::add(const Row& row, const std::vector<EpochRecord>& history)
{
    rows_.push_back(row);
    histories_.push_back(history);
}

void SeedTable::print() const
{
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
    for (const Row& row : rows_) {
        nlohmann::ordered_json one;
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            one[kNames[i]] = defined(row[i]);
        }
        json["seeds"].push_back(std::move(one));
    }
    const auto [mean, deviation] = statistics();
    for (std::size_t i = 1; i < kNames.size(); ++i) {
        if (std::isfinite(mean[i])) {
            json["mean"][kNames[i]] = mean[i];
            json["deviation"][kNames[i]] = defined(deviation[i]);
        }
    }
    return json;
}

std::pair<SeedTable::Row, SeedTable::Row> SeedTable::statistics() const
{
    Row mean{}, deviation{};
    const auto n = static_cast<double>(rows_.size());
    for (std::size_t i = 0; i < mean.size(); ++i) {
        for (const Row& row : rows_) {
            mean[i] += row[i] / n;
        }
        for (const Row& row : rows_) {
            deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
        }
        deviation[i] = n > 1 ? std::sqrt(deviation[i] / (n - 1)) : kUndefined;
    }
    return {mean, deviation};
}

} // namespace fovea
