#include "ui/experiment_panel.h"

#include "ui/form/field_row.h"
#include "ui/form/preset_card.h"
#include "ui/form/preset_menu.h"
#include "ui/form/tone_label.h"
#include "ui/form/waiting_bar.h"

#include <QApplication>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

constexpr int kMargin = 10;
constexpr int kBetweenRows = 8;
constexpr int kRoomy = 320; ///< a form as wide as this has larger type
constexpr int kType = 13, kRoomyType = 15;

QVBoxLayout* columnOf(QWidget* widget, int top, int bottom)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(kMargin, top, kMargin, bottom);
    column->setSpacing(kBetweenRows);
    return column;
}

void setType(QWidget* widget, int pixels)
{
    QFont font = widget->font();
    if (font.pixelSize() != pixels) {
        font.setPixelSize(pixels);
        widget->setFont(font);
    }
}

} // namespace

ExperimentPanel::ExperimentPanel(QWidget* parent) : QWidget(parent)
{
    setType(this, kType);
    build();
    connect(presetMenu_, &PresetMenu::chosen, this, &ExperimentPanel::presetChosen);
    connect(waitingBar_, &WaitingBar::newRunAsked, this, &ExperimentPanel::newRunAsked);
    connect(waitingBar_, &WaitingBar::undoAsked, this, &ExperimentPanel::undoWaitingAsked);
    setWordings();
    refresh();
}

/// From top to bottom: Tab goes in the order in which widgets are made.
void ExperimentPanel::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* head = new QWidget(this);
    presetMenu_ = new PresetMenu(head);
    columnOf(head, 6, 6)->addWidget(presetMenu_);
    column->addWidget(head);

    scroll_ = new QScrollArea(this);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else text is given the height it needs without a bar
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidget(buildPage());
    column->addWidget(scroll_, 1);

    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    column->addWidget(line);
    column->addWidget(buildFoot());
}

/// What scrolls.
QWidget* ExperimentPanel::buildPage()
{
    auto* page = new QWidget(scroll_);
    QVBoxLayout* column = columnOf(page, 2, kMargin);
    topProblems_ = new ToneLabel(ToneLabel::Tone::Refusal, page);
    topProblems_->setObjectName("problems");
    topProblems_->setWordWrap(true);
    column->addWidget(topProblems_);
    presetCard_ = new PresetCard(page);
    column->addWidget(presetCard_);
    for (const GroupRow& row : fieldGroups()) {
        if (row.group != FieldGroup::Seed) {
            addGroup(row, column);
        }
    }
    column->addStretch(1);
    return page;
}

/// What is always in sight.
QWidget* ExperimentPanel::buildFoot()
{
    auto* foot = new QWidget(this);
    QVBoxLayout* column = columnOf(foot, 6, 6);
    for (const Field& field : fields()) {
        if (field.group == FieldGroup::Seed) {
            addRow(field, column);
        }
    }
    waitingBar_ = new WaitingBar(foot);
    column->addWidget(waitingBar_);
    differences_ = new ElidedLabel(ToneLabel::Tone::Quiet, foot);
    differences_->setMostLines(2);
    differences_->setObjectName("differences");
    column->addWidget(differences_);
    return foot;
}

void ExperimentPanel::addGroup(const GroupRow& row, QVBoxLayout* column)
{
    Group group{&row, new ToneLabel(ToneLabel::Tone::Quiet, column->parentWidget()), {}};
    group.title->setObjectName("group");
    group.title->setWordWrap(true);
    QFont bold;
    bold.setBold(true); // the size stays the form's
    group.title->setFont(bold);
    column->addSpacing(4);
    column->addWidget(group.title);
    for (const Field& field : fields()) {
        if (field.group == row.group) {
            group.rows.push_back(addRow(field, column));
            if (field.key == "data.set") {
                addPicturesButton(column);
            }
        }
    }
    groups_.push_back(std::move(group));
}

void ExperimentPanel::addPicturesButton(QVBoxLayout* column)
{
    auto* button = new QPushButton(tr("My pictures…"), column->parentWidget());
    button->setAccessibleName(tr("my pictures"));
    button->setToolTip(
        tr("Pictures of your own: a folder with a folder for each class. Dropping one on the window does "
           "the same"));
    button->setAccessibleDescription(button->toolTip());
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QPushButton::clicked, this, &ExperimentPanel::picturesAsked);
    column->addWidget(button);
}

FieldRow* ExperimentPanel::addRow(const Field& field, QVBoxLayout* column)
{
    auto* row = new FieldRow(field, column->parentWidget());
    column->addWidget(row);
    connect(row, &FieldRow::edited, this, [this, row](const QString& text) { takeEdit(row, text); });
    connect(row, &FieldRow::finished, this, &ExperimentPanel::editFinished);
    rows_.push_back(row);
    return row;
}

void ExperimentPanel::showWanted(const Config& wanted)
{
    wanted_ = wanted;
    refresh();
}

void ExperimentPanel::showRun(const std::optional<Config>& run, bool going)
{
    run_ = run;
    going_ = going;
    markWhatWaits();
    sayWhatDiffers();
}

void ExperimentPanel::showEnded(bool ended)
{
    if (std::exchange(ended_, ended) != ended) {
        markWhatWaits();
    }
}

void ExperimentPanel::showProblems(const std::vector<Problem>& problems)
{
    problems_ = problems;
    placeProblems();
}

void ExperimentPanel::showBefore(const std::optional<Config>& before)
{
    before_ = before;
    restored_.reset();
    sayWhatDiffers();
}

void ExperimentPanel::showRestored(const Config& config)
{
    restored_ = config;
    markWhatWaits();
    sayWhatDiffers();
}

bool ExperimentPanel::isRestored() const
{
    return restored_ && wanted_ == *restored_;
}

void ExperimentPanel::suggestNext()
{
    if (underMouse() || QApplication::activePopupWidget() != nullptr) {
        suggested_ = &presetMenu_->shown();
    } else {
        presetCard_->suggestNext();
    }
}

void ExperimentPanel::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    if (std::exchange(suggested_, nullptr) == &presetMenu_->shown()) { // else another preset was chosen meanwhile
        presetCard_->suggestNext();
    }
}

void ExperimentPanel::setFull(bool full)
{
    wording_ = full ? Wording::Term : Wording::Plain;
    setWordings();
    refresh();
}

void ExperimentPanel::takeEdit(FieldRow* row, const QString& text)
{
    setFromText(wanted_, row->field().key, text.toStdString()); // the control has asked whether it is allowed
    refresh();
    emit edited(wanted_);
}

void ExperimentPanel::refresh()
{
    for (FieldRow* row : rows_) {
        row->showValue(wanted_);
    }
    presetMenu_->showConfig(wanted_);
    presetCard_->showPreset(presetMenu_->shown(), presetMenu_->isChanged());
    arrange();
    markWhatWaits();
    placeProblems();
    sayWhatDiffers();
}

void ExperimentPanel::setWordings()
{
    for (FieldRow* row : rows_) {
        row->setWording(wording_);
    }
    const Wording other = wording_ == Wording::Plain ? Wording::Term : Wording::Plain;
    for (const Group& group : groups_) {
        group.title->setText(titleOf(*group.row, wording_));
        group.title->setToolTip(titleOf(*group.row, other));
    }
}

bool ExperimentPanel::isShown(const Field& field) const
{
    return (field.simple || wording_ == Wording::Term) && field.applies(wanted_);
}

void ExperimentPanel::arrange()
{
    for (const Group& group : groups_) {
        bool any = false;
        for (FieldRow* row : group.rows) {
            row->setVisible(isShown(row->field()));
            any = any || isShown(row->field());
        }
        group.title->setVisible(any);
    }
}

void ExperimentPanel::markWhatWaits()
{
    const std::vector<const Field*> changed =
        run_ && going_ && !isRestored() ? changedFields(*run_, wanted_) : std::vector<const Field*>();
    int waiting = 0;
    QStringList which;
    for (FieldRow* row : rows_) {
        const Field& field = row->field();
        const bool waits = (ended_ || field.takesEffect != TakesEffect::Live) &&
                           std::find(changed.begin(), changed.end(), &field) != changed.end();
        row->showWaiting(waits ? shownValue(field, *run_, wording_) : QString());
        if (waits && (ended_ || field.takesEffect == TakesEffect::NewRun)) {
            ++waiting;
            which += labelOf(field, wording_) + ": " + shownValue(field, *run_, wording_) + " → " +
                     shownValue(field, wanted_, wording_);
        }
    }
    waitingBar_->showWaiting(waiting, which.join('\n'));
}

void ExperimentPanel::placeProblems()
{
    QStringList onTop;
    for (FieldRow* row : rows_) {
        row->showProblem({});
    }
    for (const Problem& problem : problems_) {
        const auto row = std::find_if(rows_.begin(), rows_.end(),
                                      [&](const FieldRow* each) { return each->field().key == problem.key; });
        if (row != rows_.end() && isShown((*row)->field())) {
            (*row)->showProblem(sentenceOf(problem, wording_));
        } else {
            onTop += "✗ " + sentenceOf(problem, wording_);
        }
    }
    topProblems_->setText(onTop.join('\n'));
    topProblems_->setVisible(!onTop.isEmpty());
}

void ExperimentPanel::sayWhatDiffers()
{
    QString words;
    if (before_ && run_ && !isRestored()) {
        const QString what = differences(*before_, *run_, wording_);
        words = what.isEmpty() ? tr("Same settings as the run before") : tr("Changed: %1").arg(what);
    }
    differences_->setText(words);
    differences_->setToolTip(words.isEmpty() ? QString() : asToolTip(tr("Against the run before.") + "\n" + words));
    differences_->setVisible(!words.isEmpty());
}

void ExperimentPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    setType(this, width() >= kRoomy ? kRoomyType : kType);
}

} // namespace fovea
