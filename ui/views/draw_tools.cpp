#include "ui/views/draw_tools.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

namespace fovea {

DrawTools::DrawTools(QWidget* parent)
    : QWidget(parent)
    , brush_(new QSlider(Qt::Horizontal, this))
    , untrained_(new QPushButton(tr("Untrained"), this))
    , restore_(new QPushButton(tr("Original"), this))
{
    brush_->setRange(1, 9);
    brush_->setValue(2);
    brush_->setPageStep(2);
    brush_->setFocusPolicy(Qt::TabFocus);
    brush_->setAccessibleName(tr("Size of the brush"));
    brush_->setToolTip(
        tr("How many pixels of the picture the brush covers. Drag on the picture to draw; with the right "
           "button or Shift to erase."));
    untrained_->setCheckable(true);
    untrained_->setFocusPolicy(Qt::TabFocus);
    untrained_->setAccessibleName(tr("Show the untrained network beside"));
    untrained_->setToolTip(tr("Shows beside the map where the same network looked before its first batch, on the same "
                              "scale (U)."));
    restore_->setFocusPolicy(Qt::TabFocus);
    restore_->setAccessibleName(tr("Back to the original picture"));
    restore_->setToolTip(tr("Shows the picture as the data has it again, without what was drawn or dropped."));
    setPicture(false, false);

    auto* label = new QLabel(tr("Brush"), this);
    label->setToolTip(brush_->toolTip());
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(label);
    line->addWidget(brush_, 1);
    line->addWidget(untrained_);
    line->addWidget(restore_);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    connect(untrained_, &QPushButton::toggled, this, &DrawTools::untrainedAsked);
    connect(restore_, &QPushButton::clicked, this, &DrawTools::restoreAsked);
}

int DrawTools::brush() const
{
    return brush_->value();
}

bool DrawTools::wantsUntrained() const
{
    return untrained_->isChecked();
}

void DrawTools::toggleUntrained()
{
    untrained_->toggle();
}

void DrawTools::setPicture(bool shown, bool changed)
{
    brush_->setEnabled(shown);
    restore_->setEnabled(changed);
}

} // namespace fovea
