#include "ui/views/reward_view.h"

#include "core/attention/catalog.h"
#include "ui/form/field_words.h"
#include "ui/views/variance_bars.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTextDocumentFragment>

#include <cmath>

namespace fovea {

RewardView::RewardView(QWidget* parent)
    : QWidget(parent)
    , explained_(new QLabel(this))
    , said_(new QLabel(this))
    , measure_(new QPushButton(this))
    , bars_(new VarianceBars(this))
{
    for (QLabel* label : {explained_, said_}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setTextInteractionFlags(Qt::NoTextInteraction);
    }
    explained_->setTextFormat(Qt::RichText);
    measure_->setFocusPolicy(Qt::TabFocus);
    measure_->setToolTip(
        tr("Draws new paths of looks on some training pictures, with the weights of this moment, and measures "
           "how much the gradient differs from draw to draw; on a thread of its own. Training goes on."));
    auto* row = new QHBoxLayout;
    row->addWidget(measure_);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(explained_);
    column->addLayout(row);
    column->addWidget(bars_);
    column->addWidget(said_);
    column->addStretch(1);
    connect(measure_, &QPushButton::clicked, this, &RewardView::measureAsked);
    refresh();
}

void RewardView::showScene(const Scene& scene)
{
    if (scene.looking != scene_.looking) {
        scene_ = scene;
        refresh();
    }
}

void RewardView::showVariance(const std::optional<std::array<double, kBaselines>>& variance, const QString& moment)
{
    variance_ = variance;
    moment_ = moment;
    measuring_ = false;
    refresh();
}

void RewardView::showMeasuring()
{
    measuring_ = true;
    refresh();
}

void RewardView::setBrief(bool brief)
{
    brief_ = brief;
    measure_->setVisible(!brief);
    refresh();
}

QString RewardView::explanation() const
{
    return QTextDocumentFragment::fromHtml(explained_->text()).toPlainText();
}

void RewardView::refresh()
{
    const QString formula = catalogText(lookNamed("glimpses").formula).toHtmlEscaped();
    const QString source = catalogText(lookNamed("glimpses").source).toHtmlEscaped();
    const bool confident = scene_.looking.reward == "confidence";
    const QString why =
        tr("Where a look goes is drawn by chance around an aim μ that follows from what was seen. Nobody can ask "
           "how the loss would change if the look moved a little: what was drawn was drawn, and has no slope.");
    const QString how =
        tr("So reward R takes the place of a slope: %1. Where R is more than was expected (b), the aim moves "
           "towards where it looked; where it is less, away from it. The right looks are never shown to it.")
            .arg(confident ? tr("the log probability of the right answer, from −1 to 1")
                           : tr("1 where the answer at the end of the path is right, else 0"));
    const QString noise =
        tr("b changes nothing in the mean, because no look changes it: E[∇ log π] = 0. But the nearer it is to "
           "R, the less the gradient differs from draw to draw. <i>%1</i>")
            .arg(source);
    const QString law = QStringLiteral("<b>%1</b>").arg(formula);
    const QStringList all = brief_ ? QStringList{law} : QStringList{why, law, how, noise};
    explained_->setText(QStringLiteral("<p style='margin:0 0 5px 0'>%1</p>")
                            .arg(all.join(QStringLiteral("</p><p style='margin:0 0 5px 0'>"))));
    measure_->setEnabled(!measuring_);
    measure_->setText(measuring_ ? tr("measuring …") : variance_ ? tr("Measure again") : tr("Measure the noise"));
    measure_->setAccessibleName(measure_->text());
    bars_->setVisible(variance_.has_value());
    if (variance_) {
        bars_->showVariance(*variance_, scene_.looking.baseline);
    }
    said_->setText(sentence());
}

QString RewardView::sentence() const
{
    if (!variance_) {
        return tr(
            "How much the gradient differs from draw to draw with no, a constant, a learned baseline, and with the other "
            "tries on the same picture: measure it.");
    }
    const double none = variance_->front();
    if (!std::isfinite(none)) {
        return tr("Nothing here learns from reward: somebody else than the network chooses the looks.");
    }
    if (none == 0) {
        return tr("Variance %1: every draw gave the same reward, so there is nothing to learn from any.").arg(0);
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < kBaselines; ++i) {
        best = (*variance_)[i] < (*variance_)[best] ? i : best;
    }
    return tr("Variance of the gradient, %1. Least noise: %2, %3 times less than nothing.")
        .arg(moment_, baselineName(best), QLocale().toString(none / (*variance_)[best], 'g', 3));
}

} // namespace fovea
