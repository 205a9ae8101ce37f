// What people read of the table of settings: labels, values, ranges and help, in the user's language and locale. Plain
// words in the simple form, the field's terms in the full one; each has the other on hover.
#pragma once

#include "core/settings/fields.h"
#include "core/settings/rules.h"

#include <QString>

namespace fovea {

/// In which words a form speaks.
enum class Wording
{
    Plain,
    Term
};

/// A text of core's catalogs in the user's language.
QString catalogText(std::string_view text);

QString labelOf(const Field& field, Wording wording);
QString titleOf(const GroupRow& group, Wording wording);
QString nameOf(const Choice& choice, Wording wording);

/// The idea of a choice, and below it its formula and where it comes from, where it has them.
QString helpOf(const Choice& choice);

/// The value as it is read: numbers in the user's locale with their unit, choices by name, switches as on and off.
QString shownValue(const Field& field, const Config& config, Wording wording);

/// "a number from 0 to 0.95", in the user's locale.
QString allowedWords(const Field& field);

/// Other words for the label, help, what is allowed, default and key: one line each.
QString helpOf(const Field& field, Wording wording);

/// Lines as a tooltip that breaks its lines.
QString asToolTip(const QString& lines);

/// "live", "next pass", "new run".
QString effectWords(TakesEffect effect);
QString effectHelp(TakesEffect effect);

/// A rule's sentence, with the labels that the form shows in place of keys.
QString sentenceOf(const Problem& problem, Wording wording);

} // namespace fovea
