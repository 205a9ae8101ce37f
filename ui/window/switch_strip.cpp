#include "ui/window/switch_strip.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <cmath>

namespace fovea {
namespace {

QString percent(double share)
{
    return std::isfinite(share) ? QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %") : QStringLiteral("–");
}

QString counted(int count, const QString& one, const QString& several)
{
    return count == 1 ? one : several.arg(count);
}

QString nameOf(const std::string& control)
{
    return control == "learned"   ? SwitchStrip::tr("the network")
           : control == "sampled" ? SwitchStrip::tr("the same by chance, averaged")
           : control == "random"  ? SwitchStrip::tr("anywhere")
           : control == "centre"  ? SwitchStrip::tr("the middle")
           : control == "frozen"  ? SwitchStrip::tr("untrained aim")
           : control == "oracle"  ? SwitchStrip::tr("the object itself")
                                  : QString::fromStdString(control);
}

/// "the network 92.1 % · anywhere 60.2 % · …"
QString gazeText(const std::vector<GazeFigure>& gazes)
{
    QStringList parts;
    for (const GazeFigure& figure : gazes) {
        parts << SwitchStrip::tr("%1 %2").arg(nameOf(figure.key), percent(figure.accuracy));
    }
    return parts.join(QStringLiteral(" · "));
}

/// A line each, with what is not in the row: how far from the object they fall.
QString gazeHelp(const std::vector<GazeFigure>& gazes)
{
    QStringList lines;
    for (const GazeFigure& figure : gazes) {
        lines << (std::isfinite(figure.distance)
                      ? SwitchStrip::tr("%1: %2, looks fall %3 px from the object in the mean")
                            .arg(nameOf(figure.key), percent(figure.accuracy),
                                 QLocale().toString(figure.distance, 'f', 1))
                      : SwitchStrip::tr("%1: %2").arg(nameOf(figure.key), percent(figure.accuracy)));
    }
    return lines.join(QLatin1Char('\n'));
}

QLabel* sentence(const QString& name)
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setAccessibleName(name);
    return label;
}

} // namespace

SwitchStrip::SwitchStrip(QWidget* parent) : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 2, 8, 2);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    replaced_ = sentence(tr("same weights, attention replaced"));
    retrained_ = sentence(tr("network retrained without attention"));
    test_ = sentence(tr("test images"));
    measure_ = addButton(tr("Measure"), tr("Replace the maps and measure"));
    retrain_ = addButton(tr("Train without"), tr("Start a run with the same settings and seed, but without attention"));
    open_ =
        addButton(tr("Open test"), tr("Look at the sealed test images; each opening is counted, because whoever looks "
                                      "often and chooses learns from them"));
    grid->addWidget(replaced_, 0, 0);
    grid->addWidget(measure_, 0, 1);
    grid->addWidget(retrained_, 1, 0);
    grid->addWidget(retrain_, 1, 1);
    grid->addWidget(test_, 2, 0);
    grid->addWidget(open_, 2, 1);
    connect(measure_, &QToolButton::clicked, this, &SwitchStrip::measureAsked);
    connect(retrain_, &QToolButton::clicked, this, &SwitchStrip::retrainAsked);
    connect(open_, &QToolButton::clicked, this, &SwitchStrip::testAsked);
    showReplaced({}, true);
    showRetrained({}, true);
    clearTest();
}

QToolButton* SwitchStrip::addButton(const QString& text, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleName(text);
    button->setAccessibleDescription(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

void SwitchStrip::showReplaced(const std::optional<SwitchFigures>& figures, bool measurable, bool gated)
{
    measure_->setEnabled(measurable);
    measure_->setToolTip(measurable ? tr("Measure with the weights of this moment, on the validation images")
                                    : tr("This run has no attention that could be replaced"));
    if (!figures) {
        replaced_->setText(
            measurable ? tr("<b>%1:</b> not measured yet").arg(replacedTitle())
            : gated    ? tr("<b>%1:</b> no map here competes over places, so there is none to replace; the gates stay")
                          .arg(replacedTitle())
            : rival_ == Rival::RandomGazes
                ? tr("<b>%1:</b> somebody else than this network chooses where it looks").arg(replacedTitle())
                : tr("<b>%1:</b> this network learns nowhere where to look; every place counts the same by "
                     "definition")
                      .arg(replacedTitle()));
        replaced_->setToolTip({});
        emit resized();
        return;
    }
    const QString measured =
        !figures->gazes.empty() ? gazeText(figures->gazes)
        : std::isfinite(figures->uniform)
            ? tr("learned %1 · uniform %2 · shuffled %3")
                  .arg(percent(figures->real), percent(figures->uniform), percent(figures->shuffled))
            : tr("learned %1; filters have no map that could be replaced").arg(percent(figures->real));
    replaced_->setText(tr("<b>%1:</b> %2 (%3)").arg(replacedTitle(), measured, figures->moment));
    replaced_->setToolTip(tr("%1 validation images. A fall means that this network uses its attention.")
                              .arg(QLocale().toString(static_cast<qlonglong>(figures->images))) +
                          (figures->gazes.empty() ? QString() : QLatin1Char('\n') + gazeHelp(figures->gazes)));
    emit resized();
}

void SwitchStrip::showMeasuring()
{
    measure_->setEnabled(false);
    replaced_->setText(tr("<b>%1:</b> measuring …").arg(replacedTitle()));
    emit resized();
}

void SwitchStrip::showRetrained(const std::optional<WithoutAttention>& without, bool attends)
{
    retrain_->setEnabled(attends);
    if (!without || !std::isfinite(without->accuracy)) {
        retrained_->setText(
            (attends ? tr("<b>%1:</b> not trained in this sitting") : tr("<b>%1:</b> no pass is done yet"))
                .arg(retrainedTitle()));
        retrained_->setToolTip({});
    } else {
        QString text = tr("<b>%1:</b> %2 after %3")
                           .arg(retrainedTitle(), percent(without->accuracy),
                                counted(without->epochs, tr("1 pass"), tr("%1 passes")));
        if (std::isfinite(without->withAttention)) {
            const QString passes = counted(without->withEpochs, tr("1 pass"), tr("%1 passes"));
            text += without->equalPasses()
                        ? tr(" (with attention after as many: %1)").arg(percent(without->withAttention))
                        : tr(" (with attention: %1 after %2; <b>unequal passes, no fair comparison yet</b>)")
                              .arg(percent(without->withAttention), passes);
        } else {
            text += tr(" (with attention: no pass is measured)");
        }
        retrained_->setText(text);
        retrained_->setToolTip(
            without->equalPasses()
                ? tr("%1. As good as with attention means that the task does not need attention.").arg(without->run)
                : tr("%1. Train both for as many passes: who has learned longer is ahead for that alone.")
                      .arg(without->run));
    }
    emit resized();
}

QString SwitchStrip::replacedTitle() const
{
    return rival_ == Rival::RandomGazes ? tr("Same weights, who chooses where to look")
                                        : tr("Same weights, attention replaced");
}

QString SwitchStrip::retrainedTitle() const
{
    return rival_ == Rival::RandomGazes  ? tr("Retrained with looks that go anywhere")
           : rival_ == Rival::WholeImage ? tr("Retrained on the whole image")
                                         : tr("Retrained without it");
}

void SwitchStrip::setRival(Rival rival)
{
    rival_ = rival;
    retrain_->setToolTip(
        rival == Rival::RandomGazes ? tr("Start a run with the same settings and seed, but with looks that go anywhere")
        : rival == Rival::WholeImage ? tr("Start a run with the same settings and seed, but on the whole image")
                                     : tr("Start a run with the same settings and seed, but without attention"));
    retrain_->setAccessibleDescription(retrain_->toolTip());
}

void SwitchStrip::showTest(double accuracy, long images, const QString& moment, int openings,
                           const QStringList& further, const std::vector<GazeFigure>& gazes)
{
    QString text = tr("<b>Test images:</b> %1 of %2 (%3), opened %4")
                       .arg(percent(accuracy), QLocale().toString(static_cast<qlonglong>(images)), moment,
                            counted(openings, tr("once"), tr("%1 times")));
    if (!further.isEmpty()) {
        text += QStringLiteral("; ") + further.join(QStringLiteral("; "));
    }
    if (!gazes.empty()) {
        text += tr("; who chooses where to look: %1").arg(gazeText(gazes));
    }
    test_->setText(text);
    test_->setToolTip(gazeHelp(gazes));
    emit resized();
}

void SwitchStrip::clearTest()
{
    test_->setText(tr("<b>Test images:</b> sealed"));
    emit resized();
}

QString SwitchStrip::text() const
{
    return replaced_->text() + QLatin1Char('\n') + retrained_->text() + QLatin1Char('\n') + test_->text();
}

} // namespace fovea
