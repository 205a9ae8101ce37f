#include "ui/form/field_words.h"

#include "ui/form/number_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace fovea {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FieldWords", text);
}

QString plainText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isSwitch(const Field& field)
{
    Config any;
    return std::holds_alternative<bool*>(field.place(any));
}

bool isText(const Field& field)
{
    Config any;
    return std::holds_alternative<std::string*>(field.place(any)) && field.choices == nullptr;
}

QString choiceNamed(const Field& field, const std::string& key, Wording wording)
{
    for (const Choice& choice : field.choices()) {
        if (choice.key == key) {
            return nameOf(choice, wording);
        }
    }
    return plainText(key);
}

QString capitalised(const QString& sentence)
{
    return sentence.left(1).toUpper() + sentence.mid(1);
}

} // namespace

QString catalogText(std::string_view text)
{
    return QCoreApplication::translate("Catalog", std::string(text).c_str());
}

QString labelOf(const Field& field, Wording wording)
{
    return catalogText(wording == Wording::Plain ? field.plain : field.term);
}

QString titleOf(const GroupRow& group, Wording wording)
{
    return catalogText(wording == Wording::Plain ? group.plain : group.term);
}

QString nameOf(const Choice& choice, Wording wording)
{
    return catalogText(wording == Wording::Plain ? choice.plain : choice.term);
}

QString helpOf(const Choice& choice)
{
    QStringList lines{catalogText(choice.idea)};
    for (const std::string_view more : {choice.formula, choice.source}) {
        if (!more.empty()) {
            lines << catalogText(more);
        }
    }
    return lines.join('\n');
}

QString shownValue(const Field& field, const Config& config, Wording wording)
{
    const std::string text = textOf(field, config);
    if (field.choices != nullptr) {
        return choiceNamed(field, text, wording);
    }
    if (isSwitch(field)) {
        return text == "true" ? tr("on") : tr("off");
    }
    if (isText(field)) {
        return text.empty() ? tr("empty") : plainText(text);
    }
    const QString number = shownNumber(text);
    return field.unit.empty() ? number : number + QChar(0x00a0) + catalogText(field.unit);
}

QString allowedWords(const Field& field)
{
    if (field.choices != nullptr || isSwitch(field) || isText(field)) {
        return plainText(allowed(field));
    }
    Config any;
    const bool whole = !std::holds_alternative<double*>(field.place(any));
    return (whole ? tr("a whole number from %1 to %2") : tr("a number from %1 to %2"))
        .arg(shownNumber(field.least), shownNumber(field.most));
}

QString helpOf(const Field& field, Wording wording)
{
    QStringList lines;
    const QString other = labelOf(field, wording == Wording::Plain ? Wording::Term : Wording::Plain);
    if (other != labelOf(field, wording)) {
        lines += (wording == Wording::Plain ? tr("Term: %1.") : tr("In plain words: %1.")).arg(other);
    }
    lines += catalogText(field.help);
    if (field.choices == nullptr && !isSwitch(field) && !isText(field)) {
        lines += tr("Allowed: %1.").arg(allowedWords(field));
    }
    lines += tr("Default: %1.").arg(shownValue(field, Config(), wording));
    lines += tr("Setting: %1").arg(plainText(field.key));
    return lines.join('\n');
}

QString asToolTip(const QString& lines)
{
    return "<p>" + lines.toHtmlEscaped().replace("\n", "<br>") + "</p>";
}

QString effectWords(TakesEffect effect)
{
    switch (effect) {
    case TakesEffect::Live:
        return tr("live");
    case TakesEffect::NextEpoch:
        return tr("next pass");
    case TakesEffect::NewRun:
        return tr("new run");
    }
    return {};
}

QString effectHelp(TakesEffect effect)
{
    switch (effect) {
    case TakesEffect::Live:
        return tr("A change reaches a running training at its next batch.");
    case TakesEffect::NextEpoch:
        return tr("A change reaches a running training when its next pass begins.");
    case TakesEffect::NewRun:
        return tr("A change needs a new run. While one is running, the change waits.");
    }
    return {};
}

QString sentenceOf(const Problem& problem, Wording wording)
{
    static const QRegularExpression kKey("\\b[a-z0-9_]+\\.[a-z0-9_]+\\b");
    const QString sentence = QString::fromStdString(problem.sentence);
    QString words;
    qsizetype copied = 0;
    for (auto match = kKey.globalMatch(sentence); match.hasNext();) {
        const QRegularExpressionMatch key = match.next();
        const Field* field = findField(key.captured().toStdString());
        words += sentence.mid(copied, key.capturedStart() - copied);
        words += field == nullptr ? key.captured() : labelOf(*field, wording);
        copied = key.capturedEnd();
    }
    words += sentence.mid(copied);
    return capitalised(words.replace(" %", QString(QChar(0x00a0)) + "%")); // a number stays with its sign
}

} // namespace fovea
