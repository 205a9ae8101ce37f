// Numbers as people type and read them: a decimal comma or point whatever the locale, and digits of any script.
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace fovea {

/// In the user's locale, as short as it can be read back exactly, without group separators (8,000 could be 8 here).
QString shownNumber(double value);

/// The same for a number in the C locale's text.
QString shownNumber(std::string_view text);

/// What was typed, as setFromText() reads it: without surrounding or grouping blanks and without the unit. Whether it is a
/// number, and allowed, is for setFromText() to say; so is a comma, where the user's locale has no decimal comma.
std::string typedNumber(const QString& typed, std::string_view unit);

} // namespace fovea
