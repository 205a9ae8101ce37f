// The figures of a test as sentences on standard output, for train and evaluate.
#pragma once

#include "core/training/report.h"

#include <string>

namespace fovea {

/// "0.8125"; "undefined" where there is no finite value.
std::string shownNumber(double value);

/// "1 epoch", "3 epochs", "3 batches".
std::string counted(long count, const std::string& thing);

/// Accuracy, loss, what attention lies on, further tests and ceilings; a line each.
void printTest(const TestReport& test);

} // namespace fovea
