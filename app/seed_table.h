// The table of a training over several seeds: a row for each, and their mean ± standard deviation.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstdint>
#include <string>
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

    /// A seed that was trained to its end.
    void add(const Row& row) { rows_.push_back(row); }
    /// A seed that was not: it is named, and counts for nothing.
    void leaveOut(std::uint64_t seed) { unfinished_.push_back(seed); }

    /// Why a seed that was added has no finite answers.
    void noteDiverged(std::uint64_t seed, const std::string& sentence) { diverged_.emplace_back(seed, sentence); }

    void print() const;
    /// {"seeds": [{…}, …], "unfinished": [1, 2], "diverged": [3], "mean": {…}, "deviation": {…}}; null is undefined
    nlohmann::ordered_json json() const;

private:
    /// "seeds 1 and 2 were not finished and do not count"
    std::string interruption() const;
    /// Mean and standard deviation (n − 1), undefined for one seed.
    std::pair<Row, Row> statistics() const;

    std::vector<Row> rows_;
    std::vector<std::uint64_t> unfinished_;
    std::vector<std::pair<std::uint64_t, std::string>> diverged_;
};

} // namespace fovea
