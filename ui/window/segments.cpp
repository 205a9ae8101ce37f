#include "ui/window/segments.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace fovea {

Segments::Segments(const QString& name, const QList<Segment>& segments, QWidget* parent)
    : QWidget(parent), group_(new QButtonGroup(this))
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
    connect(group_, &QButtonGroup::idClicked, this, &Segments::picked);
}

int Segments::chosen() const
{
    return group_->checkedId();
}

void Segments::choose(int index)
{
    group_->button(index)->setChecked(true);
}

} // namespace fovea
