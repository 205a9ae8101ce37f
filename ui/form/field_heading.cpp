#include "ui/form/field_heading.h"

#include "ui/form/field_words.h"

#include <algorithm>

namespace fovea {
namespace {

QString whileWaiting(TakesEffect effect)
{
    return "● " + effectWords(effect);
}

} // namespace

EffectMark::EffectMark(const Field& field, QWidget* parent) : ToneLabel(Tone::Quiet, parent), field_(field)
{
    setObjectName("mark");
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setWaiting({});
}

void EffectMark::setWaiting(const QString& inRun)
{
    const QString help = effectHelp(field_.takesEffect);
    const bool waits = !inRun.isEmpty();
    setText(waits ? whileWaiting(field_.takesEffect) : effectWords(field_.takesEffect));
    setTone(waits ? Tone::Ink : Tone::Quiet);
    setToolTip(asToolTip(waits ? help + "\n" + tr("The run still has: %1.").arg(inRun) : help));
}

void EffectMark::keepRoom()
{
    keepsRoom_ = true;
    updateGeometry();
}

QSize EffectMark::sizeHint() const
{
    if (!keepsRoom_) {
        return ToneLabel::sizeHint();
    }
    int widest = 0;
    for (const TakesEffect effect : {TakesEffect::NextEpoch, TakesEffect::NewRun}) {
        widest = std::max(widest, fontMetrics().horizontalAdvance(whileWaiting(effect)));
    }
    return {widest, ToneLabel::sizeHint().height()};
}

} // namespace fovea
