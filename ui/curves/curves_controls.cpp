#include "ui/curves/curves_controls.h"

#include "ui/curves/curve_words.h"
#include "ui/paint/figure.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>

namespace fovea {

CurvesControls::CurvesControls(QWidget* parent)
    : QWidget(parent)
    , smoothingLabel_(new QLabel(this))
    , smoothing_(new QSlider(Qt::Horizontal, this))
    , logarithmic_(new QCheckBox(tr("log axis"), this))
    , across_(new QComboBox(this))
{
    smoothing_->setRange(0, 99);
    smoothing_->setFixedWidth(90);
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setToolTip(tr("How much of the past each point takes in; what was measured stays visible, faint"));
    logarithmic_->setAccessibleName(tr("Logarithmic axis"));
    logarithmic_->setToolTip(tr("Equal steps upwards are equal factors, so that small losses can be told apart"));
    across_->addItem(acrossName(Across::Passes));
    across_->addItem(acrossName(Across::Batches));
    across_->setAccessibleName(tr("Counted across"));
    across_->setToolTip(tr("What the horizontal axis counts"));
    smoothingLabel_->setBuddy(smoothing_);
    for (QWidget* widget :
         {static_cast<QWidget*>(smoothing_), static_cast<QWidget*>(logarithmic_), static_cast<QWidget*>(across_)}) {
        widget->setFocusPolicy(Qt::TabFocus);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(8);
    for (QWidget* widget : {static_cast<QWidget*>(smoothingLabel_), static_cast<QWidget*>(smoothing_),
                            static_cast<QWidget*>(logarithmic_), static_cast<QWidget*>(across_)}) {
        layout->addWidget(widget);
    }
    const auto sayAndTell = [this] {
        smoothingLabel_->setText(tr("smoothing %1").arg(QLocale().toString(smoothing(), 'f', 2)));
        emit changed();
    };
    connect(smoothing_, &QSlider::valueChanged, this, sayAndTell);
    connect(logarithmic_, &QCheckBox::toggled, this, &CurvesControls::changed);
    connect(across_, &QComboBox::currentIndexChanged, this, &CurvesControls::changed);
    sayAndTell();
}

double CurvesControls::smoothing() const
{
    return smoothing_->value() / 100.0;
}

bool CurvesControls::logarithmic() const
{
    return logarithmic_->isChecked();
}

Across CurvesControls::across() const
{
    return across_->currentIndex() == 1 ? Across::Batches : Across::Passes;
}

void CurvesControls::setLogarithmicOffered(bool offered)
{
    logarithmic_->setVisible(offered);
}

void CurvesControls::setTextPixels(double pixels)
{
    for (QWidget* widget : {static_cast<QWidget*>(smoothingLabel_), static_cast<QWidget*>(logarithmic_),
                            static_cast<QWidget*>(across_)}) {
        widget->setFont(figureFont(pixels));
    }
}

} // namespace fovea
