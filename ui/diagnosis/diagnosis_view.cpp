#include "ui/diagnosis/diagnosis_view.h"

#include "core/diagnosis/rules.h"
#include "ui/diagnosis/evidence_plot.h"
#include "ui/form/differences.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kNarrowest = 160; // pixels that a card's text gets at least
constexpr int kAround = 56;     // that a card and its buttons take beside their text

QString translated(std::string_view text)
{
    return QCoreApplication::translate("Diagnosis", std::string(text).c_str());
}

QLabel* paragraph(const QString& text)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

bool showsLoss(const Finding* finding)
{
    return finding != nullptr && !finding->evidence.empty() && finding->evidence.front().curve == Symptom::TrainingLoss;
}

/// What a card offers, to know whether it changed; its figures change from pass to pass, and are only written anew.
std::string offeredBy(const Finding& finding)
{
    std::string text(ruleOf(finding.condition).key);
    for (const Proposal& remedy : finding.remedies) {
        text.append("\n").append(remedy.key);
        for (const SettingChange& change : remedy.changes) {
            text.append(" ").append(change.key).append(change.from).append(change.to);
        }
    }
    return text;
}

} // namespace

QString wordsOf(const Sentence& sentence)
{
    QString text = translated(sentence.text);
    Sentence filled{{}, sentence.values};
    const std::string source = text.toStdString();
    filled.text = source;
    return QString::fromStdString(plain(filled));
}

QString changeWords(const Proposal& remedy, Wording wording)
{
    Config before = remedy.config;
    for (const SettingChange& change : remedy.changes) {
        setFromText(before, change.key, change.from);
    }
    return differences(before, remedy.config, wording);
}

CurvesFigure evidenceFigure(const DiagnosedRun& run, const Finding* finding)
{
    const bool loss = showsLoss(finding);
    CurvesFigure figure;
    Curve training, validation;
    validation.role = Curve::Role::Validation;
    for (const EpochRecord& pass : run.history) {
        for (Curve* curve : {&training, &validation}) {
            curve->x.push_back(pass.epoch);
        }
        training.y.push_back(loss ? pass.trainLoss : pass.trainAccuracy);
        validation.y.push_back(loss ? pass.valLoss : pass.valAccuracy);
    }
    figure.curves = {training, validation};
    figure.training = DiagnosisView::tr("training images");
    figure.xLabel = DiagnosisView::tr("pass");
    if (loss) {
        figure.yLabel = DiagnosisView::tr("loss");
        figure.yRange.reset();
    } else {
        for (const auto& [name, y] : {std::pair(DiagnosisView::tr("chance"), run.chance),
                                      std::pair(DiagnosisView::tr("majority"), run.majority)}) {
            if (std::isfinite(y) && (figure.lines.empty() || std::abs(figure.lines.front().y - y) > 5e-4)) {
                figure.lines.push_back({name, y});
            }
        }
    }
    for (std::size_t i = 0; finding != nullptr && i < finding->evidence.size(); ++i) {
        const Mark& mark = finding->evidence[i];
        if (mark.first > 0) {
            figure.marks.push_back({double(mark.first), double(mark.last), mark.low, mark.high});
        }
    }
    return figure;
}

DiagnosisView::DiagnosisView(QWidget* parent)
    : QWidget(parent)
    , scroll_(new QScrollArea)
    , cards_(new QVBoxLayout)
    , head_(paragraph({}))
    , noise_(paragraph({}))
    , plot_(new EvidencePlot)
{
    head_->setAccessibleName(tr("what the curves tell"));
    noise_->setAccessibleName(tr("what of the validation curve is chance"));
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(8, 4, 8, 4);
    column->addWidget(head_);
    column->addLayout(cards_);
    column->addWidget(noise_);
    column->addStretch(1);
    scroll_->setWidget(inside);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // so that the width is the same with few cards and many
    scroll_->setMinimumWidth(kNarrowest + kAround + style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    scroll_->setFocusPolicy(Qt::TabFocus);
    scroll_->setAccessibleName(tr("findings and remedies"));
    scroll_->viewport()->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(scroll_, 3);
    row->addWidget(plot_, 2);
    showRun({});
}

/// A button has one line: where that is longer than the page is wide, the change stands below it and is wrapped.
int DiagnosisView::textRoom() const
{
    return std::max(kNarrowest, scroll_->viewport()->width() - kAround);
}

bool DiagnosisView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && textRoom() != builtFor_) {
        rebuild();
    }
    return QWidget::eventFilter(watched, event);
}

void DiagnosisView::setFull(bool full)
{
    wording_ = full ? Wording::Term : Wording::Plain;
    rebuild();
}

void DiagnosisView::showRun(const DiagnosedRun& run)
{
    run_ = run;
    const Diagnosis& found = run.diagnosis;
    const int count = static_cast<int>(found.findings.size());
    head_->setText(run.history.empty() && count == 0
                       ? tr("Space trains. After a few passes the curves tell what is wrong, if anything is.")
                   : count > 0   ? (run.goesOn ? tr("%1, so far:") : tr("%1:")).arg(run.name)
                   : found.early ? tr("%1: too few passes yet to say anything.").arg(run.name)
                   : run.goesOn  ? tr("%1: nothing is wrong so far.").arg(run.name)
                                 : tr("%1: nothing wrong is seen in the curves.").arg(run.name));
    noise_->setText(found.noise.text.empty() ? QString() : wordsOf(found.noise));
    noise_->setVisible(!found.noise.text.empty());
    std::vector<std::string> offered;
    for (const Finding& finding : found.findings) {
        offered.push_back(offeredBy(finding));
    }
    if (offered != shown_) {
        shown_ = offered;
        chosen_ = count > 0 ? std::clamp(chosen_, 0, count - 1) : -1;
        rebuild();
    } else {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            words_[i]->setText(wordsOf(found.findings[i].words));
        }
        choose(chosen_);
    }
}

void DiagnosisView::choose(int finding)
{
    const auto count = static_cast<int>(run_.diagnosis.findings.size());
    chosen_ = count == 0 ? -1 : std::clamp(finding, 0, count - 1);
    plot_->show(
        evidenceFigure(run_, chosen_ < 0 ? nullptr : &run_.diagnosis.findings[static_cast<std::size_t>(chosen_)]));
    plot_->setVisible(!run_.history.empty());
    for (int i = 0; i < static_cast<int>(titles_.size()); ++i) {
        titles_[static_cast<std::size_t>(i)]->setChecked(i == chosen_);
    }
}

void DiagnosisView::rebuild()
{
    builtFor_ = textRoom();
    titles_.clear();
    words_.clear();
    while (QLayoutItem* item = cards_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = 0; i < static_cast<int>(run_.diagnosis.findings.size()); ++i) {
        cards_->addWidget(card(i));
    }
    choose(chosen_);
}

QWidget* DiagnosisView::card(int index)
{
    const Finding& finding = run_.diagnosis.findings[static_cast<std::size_t>(index)];
    const DiagnosisRule& rule = ruleOf(finding.condition);
    auto* frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    const bool plainly = wording_ == Wording::Plain;
    auto* title = new QToolButton;
    title->setText(translated(plainly ? rule.plain : rule.term));
    title->setAccessibleName(tr("finding: %1").arg(translated(rule.plain)));
    title->setToolTip(tr("%1. Marks where it is seen in the curve.").arg(translated(plainly ? rule.term : rule.plain)));
    title->setFocusPolicy(Qt::TabFocus);
    title->setCheckable(true); // down: its evidence is what the curve shows
    titles_.push_back(title);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    connect(title, &QToolButton::clicked, this, [this, index] { choose(index); });
    column->addWidget(title, 0, Qt::AlignLeft);
    words_.push_back(paragraph(wordsOf(finding.words)));
    column->addWidget(words_.back());
    column->addWidget(paragraph(translated(rule.meaning)));
    if (!finding.remedies.empty()) {
        column->addWidget(paragraph(tr("Worth a try, each in a new run beside this one:")));
    }
    for (std::size_t r = 0; r < finding.remedies.size(); ++r) {
        const Proposal& remedy = finding.remedies[r];
        const QString name = translated(remedy.plain), changes = changeWords(remedy, wording_);
        const QString words = changes.startsWith(name) ? changes : tr("%1: %2").arg(name, changes);
        auto* button = new QToolButton;
        const bool brief = button->fontMetrics().horizontalAdvance(words) <= builtFor_;
        button->setText(brief ? words : name);
        button->setAccessibleName(words);
        button->setToolTip(tr("%1\nStarts a new run; Ctrl+Z brings the settings back.").arg(translated(remedy.why)));
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, index, r, words] { // of the run as it is by then
            emit remedyAsked(run_.diagnosis.findings[static_cast<std::size_t>(index)].remedies[r].config, words);
        });
        column->addWidget(button, 0, Qt::AlignLeft);
        if (!brief) {
            column->addWidget(paragraph(changes));
        }
    }
    return frame;
}

} // namespace fovea
