// The table of a training over several seeds: a row for each, and their mean ± standard deviation.
#pragma once

#include "core/training/history.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <utility>
#include <vector>

namespace fovea {

class SeedTable
{
public:
    static constexpr std::array<const char*, 8> kNames = {"seed",      "accuracy", "val_accuracy",  "test_accuracy",
                                                          "test_loss", "pointing", "evidence_mass", "seconds"};
    /// A number for each of kNames; undefined ones are NaN.
    using Row = std::array<double, kNames.size()>;

    void add(const Row& row, const std::vector<EpochRecord>& history);

    void print() const;
    /// {"seeds": [{…}, …], "mean": {…}, "deviation": {…}}
    nlohmann::ordered_json json() const;
    const std::vector<std::vector<EpochRecord>>& histories() const { return histories_; }

private:
    /// Mean and standard deviation (n − 1), undefined for one seed.
    std::pair<Row, Row> statistics() const;

    std::vector<Row> rows_;
    std::vector<std::vector<EpochRecord>> histories_;
};

} // namespace fovea
