// The data sets, in plain sight. A new one is a file that makes it and a row in catalog.cpp.
#pragma once

#include "core/data/dataset.h"
#include "core/settings/config.h"
#include "core/settings/rules.h"

#include <memory>
#include <string_view>

namespace fovea {

struct DataSetRow
{
    std::string_view key;
    std::string_view plain;
    std::string_view title;
    std::string_view idea;
    Shape image; ///< (H × W × C), with settings as they are at first
    int classes;
    bool knowsEvidence;
    /// Makes or reads the images. Throws Error (Data, Files) where files are missing or wrong.
    std::shared_ptr<const Dataset> (*make)(const Config&, ThreadPool&);
    /// Adds what this set forbids: augmentations that would change a label, counts that it does not have.
    void (*check)(const Config&, std::vector<Problem>&);
    /// The shape of its images where settings decide it; null where it is always `image`.
    Shape (*imageOf)(const Config&) = nullptr;
};

const std::vector<DataSetRow>& dataSets();

/// The row with this key; a check fails where there is none (settings are checked before).
const DataSetRow& dataSetNamed(std::string_view key);

/// The shape of a configuration's images.        (H × W × C)
Shape imageShape(const Config& config);

/// The data of a configuration.
std::shared_ptr<const Dataset> makeDataset(const Config& config, ThreadPool& pool);

std::shared_ptr<const Dataset> makeBrightness(const Config& config, ThreadPool& pool); // brightness.cpp
std::shared_ptr<const Dataset> makeNeedle(const Config& config, ThreadPool& pool);     // needle.cpp
std::shared_ptr<const Dataset> makeFashion(const Config& config, ThreadPool& pool);    // fashion.cpp
std::shared_ptr<const Dataset> makeOddOneOut(const Config& config, ThreadPool& pool);  // odd_one_out.cpp
std::shared_ptr<const Dataset> makePair(const Config& config, ThreadPool& pool);       // pair.cpp
std::shared_ptr<const Dataset> makeCorners(const Config& config, ThreadPool& pool);    // corners.cpp
Shape cornersShape(const Config& config);
std::shared_ptr<const Dataset> makeColouredNoise(const Config& config, ThreadPool& pool); // coloured_noise.cpp
Shape imageOfColouredNoise(const Config& config);
std::shared_ptr<const Dataset> makeShortcut(const Config& config, ThreadPool& pool); // shortcut.cpp
std::shared_ptr<const Dataset> makeDigits(const Config& config, ThreadPool& pool);   // stroke_digits.cpp
std::shared_ptr<const Dataset> makeClutter(const Config& config, ThreadPool& pool);  // clutter.cpp
Shape imageOfClutter(const Config& config);
std::shared_ptr<const Dataset> makeOwnFiles(const Config& config, ThreadPool& pool); // own_files.cpp
Shape imageOfOwnFiles(const Config& config);
void checkBrightness(const Config& config, std::vector<Problem>& problems);
void checkNeedle(const Config& config, std::vector<Problem>& problems);
void checkFashion(const Config& config, std::vector<Problem>& problems);
void checkOddOneOut(const Config& config, std::vector<Problem>& problems);
void checkPair(const Config& config, std::vector<Problem>& problems);
void checkCorners(const Config& config, std::vector<Problem>& problems);
void checkColouredNoise(const Config& config, std::vector<Problem>& problems);
void checkShortcut(const Config& config, std::vector<Problem>& problems);
void checkDigits(const Config& config, std::vector<Problem>& problems);
void checkClutter(const Config& config, std::vector<Problem>& problems);
void checkOwnFiles(const Config& config, std::vector<Problem>& problems);

} // namespace fovea
