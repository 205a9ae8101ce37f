// Reliability: of the images about which a network says it is 80 % sure, are 80 % right?
//
// Source: Guo, Pleiss, Sun, Weinberger 2017, *On Calibration of Modern Neural Networks*, eqs. 2 to 5.
#pragma once

#include "core/tasks/confusion.h"

#include <array>

namespace fovea {

/// Images whose answer has a probability in (low, high]; the first bin also has 0.
struct ReliabilityBin
{
    double low = 0, high = 0;
    long images = 0, right = 0;
    double confidence = std::numeric_limits<double>::quiet_NaN(); ///< mean probability of their answers
    double accuracy = std::numeric_limits<double>::quiet_NaN();   ///< right / images
    Interval interval;                                            ///< of the accuracy
};

struct Reliability
{
    static constexpr int kBins = 10;

    std::array<ReliabilityBin, kBins> bins;
    long images = 0; ///< with an answer
    /// Σ images of a bin / images · |accuracy − confidence|; undefined without images.
    double expectedError = std::numeric_limits<double>::quiet_NaN();
    double largestError = std::numeric_limits<double>::quiet_NaN(); ///< of the bins that have images
};

/// Of the images that were answered.
Reliability reliabilityOf(const Predictions& predictions);

} // namespace fovea
