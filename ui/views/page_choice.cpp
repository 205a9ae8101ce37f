#include "ui/views/page_choice.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace fovea {

PageChoice::PageChoice(QWidget* parent) : QWidget(parent), group_(new QButtonGroup(this))
{
    const struct
    {
        InspectorPage page;
        QString text, help;
    } kPages[] = {
        {InspectorPage::Picture, tr("picture"), tr("One map over the picture, what the network says, and the figures")},
        {InspectorPage::Glimpses, tr("glimpses"),
         tr("The parts of the picture that the network looked at, in order, and what it saw there")},
        {InspectorPage::Gazes, tr("gazes"),
         tr("Where it looks in all validation pictures, beside looks that know nothing")},
        {InspectorPage::Reward, tr("reward"), tr("How looks drawn by chance are learned, and how noisy that is")},
        {InspectorPage::Heads, tr("heads"), tr("The maps of all heads side by side, and how far each head looks")},
        {InspectorPage::Gates, tr("gates"),
         tr("How much of each channel passes: for this picture, and for each class")},
        {InspectorPage::Cost, tr("cost"), tr("What tokens that look at each other cost as patches become more")},
    };
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const auto& [page, text, help] : kPages) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(tr("Inspector: %1").arg(text));
        button->setToolTip(help);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        group_->addButton(button, static_cast<int>(page));
        buttons_[page] = button;
        row->addWidget(button);
    }
    offer({InspectorPage::Picture});
    connect(group_, &QButtonGroup::idClicked, this, [this](int id) {
        chosen_ = static_cast<InspectorPage>(id);
        emit picked(chosen_);
    });
}

void PageChoice::offer(const QList<InspectorPage>& pages)
{
    offered_ = pages;
    for (const auto& [page, button] : buttons_) {
        button->setVisible(pages.contains(page));
    }
    setVisible(pages.size() > 1);
    const bool lost = !pages.contains(chosen_);
    choose(lost ? InspectorPage::Picture : chosen_);
    if (lost) {
        emit picked(chosen_);
    }
}

void PageChoice::choose(InspectorPage page)
{
    chosen_ = page;
    buttons_.at(page)->setChecked(true);
}

} // namespace fovea
