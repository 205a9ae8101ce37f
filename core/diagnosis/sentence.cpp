#include "core/diagnosis/sentence.h"

#include <array>
#include <charconv>
#include <cmath>

namespace fovea {

std::string plain(const Sentence& sentence)
{
    std::string filled;
    for (std::size_t i = 0; i < sentence.text.size(); ++i) {
        const char c = sentence.text[i];
        const auto next = i + 1 < sentence.text.size() ? static_cast<std::size_t>(sentence.text[i + 1] - '1') : 9;
        if (c == '%' && next < sentence.values.size()) {
            filled += sentence.values[next];
            ++i;
        } else {
            filled += c;
        }
    }
    return filled;
}

std::string shareText(double value)
{
    if (!std::isfinite(value)) {
        return "—";
    }
    std::array<char, 64> digits{};
    const double rounded = std::round(value * 1000) / 1000;
    const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), rounded + 0.0);
    return {digits.data(), end};
}

} // namespace fovea
