#include "ui/window/segments.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace fovea {

Segments::Segments(const QString& name, const QList<Segment>& segments, QWidget* parent)
    : QWidget(parent), segments_(segments), group_(new QButtonGroup(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (const Segment& segment : segments) {
        auto* button = new QToolButton;
        button->setText(segment.text);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(segment.help);
        button->setAccessibleName(name + QStringLiteral(": ") + segment.text);
        button->setAccessibleDescription(segment.help);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
        group_->addButton(button, static_cast<int>(group_->buttons().size()));
        row->addWidget(button);
    }
    group_->buttons().first()->setChecked(true);
    connect(group_, &QButtonGroup::idClicked, this, [this](int index) {
        chosen_ = index;
        emit picked(index);
    });
}

int Segments::chosen() const
{
    return chosen_;
}

void Segments::choose(int index)
{
    chosen_ = index;
    if (group_->exclusive()) {
        group_->button(index)->setChecked(true);
    }
}

void Segments::setOffered(bool offered, const QString& why)
{
    group_->setExclusive(offered);
    for (int i = 0; i < static_cast<int>(segments_.size()); ++i) {
        QAbstractButton* button = group_->button(i);
        button->setEnabled(offered);
        button->setChecked(offered && i == chosen_);
        button->setToolTip(offered ? segments_[i].help : why);
        button->setAccessibleDescription(button->toolTip());
    }
}

} // namespace fovea
