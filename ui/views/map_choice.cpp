#include "ui/views/map_choice.h"

#include "ui/views/scale_bar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>

namespace fovea {
namespace {

void describe(QWidget* widget, const QString& name, const QString& help)
{
    widget->setFocusPolicy(Qt::TabFocus);
    widget->setAccessibleName(name);
    widget->setToolTip(help);
}

} // namespace

MapChoice::MapChoice(QWidget* parent)
    : QWidget(parent)
    , bar_(new ScaleBar(this))
    , opacityName_(new QLabel(tr("Map"), this))
    , opacity_(new QSlider(Qt::Horizontal, this))
    , choices_(new QWidget(this))
    , scale_(new QComboBox(this))
    , colours_(new QComboBox(this))
    , smooth_(new QCheckBox(tr("interpolated"), this))
    , framed_(new QCheckBox(tr("frames"), this))
    , evidence_(new QCheckBox(tr("outline the object"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(makeBarRow());
    column->addWidget(makeChoiceRows());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setLook(look_);
    setFull(false);
}

QWidget* MapChoice::makeBarRow()
{
    opacity_->setRange(0, 100);
    opacity_->setPageStep(20);
    opacity_->setFixedWidth(64);
    describe(opacity_, tr("Opacity of the map"),
             tr("How much the map covers the picture. To the left the picture alone, to the right the map alone."));
    connect(opacity_, &QSlider::valueChanged, this, &MapChoice::takeChoices);
    opacityName_->setBuddy(opacity_);
    opacityName_->setToolTip(opacity_->toolTip());
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(bar_, 1);
    line->addWidget(opacityName_);
    line->addWidget(opacity_);
    return row;
}

QWidget* MapChoice::makeChoiceRows()
{
    for (const ScaleKind kind : {ScaleKind::TimesUniform, ScaleKind::Fixed, ScaleKind::PerLayer, ScaleKind::PerImage}) {
        scale_->addItem(scaleTitle(kind), static_cast<int>(kind));
    }
    for (const ColourMapEntry& entry : colourMapCatalog()) {
        if (!entry.signedValues) { // weights have no sign
            const QString title = colourMapTitle(entry.map);
            colours_->addItem(title.section(" (", 0, 0), static_cast<int>(entry.map));
            colours_->setItemData(colours_->count() - 1, title, Qt::ToolTipRole);
        }
    }
    describe(
        scale_, tr("Scale of the weights"),
        tr("Which weight gets which colour. Times uniform, fixed and per layer let pictures compare; per image does "
           "not."));
    describe(colours_, tr("Colours of the map"), tr("Colours in which equal steps look equally large."));
    describe(smooth_, tr("Interpolate between the cells"),
             tr("Draws values between the map's cells that the network never computed. The colour bar says so."));
    describe(framed_, tr("Map as frames"),
             tr("Draws the map as a frame in each of its cells, whose middle shows the picture in its own colours."));
    describe(evidence_, tr("Outline the object"), tr("Outlines where the object lies, white on black."));
    connect(scale_, &QComboBox::activated, this, &MapChoice::takeChoices);
    connect(colours_, &QComboBox::activated, this, &MapChoice::takeChoices);
    connect(smooth_, &QCheckBox::toggled, this, &MapChoice::takeChoices);
    connect(framed_, &QCheckBox::toggled, this, &MapChoice::takeChoices);
    connect(evidence_, &QCheckBox::toggled, this, &MapChoice::takeChoices);

    auto* rows = new QGridLayout(choices_);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    for (QComboBox* box : {scale_, colours_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    rows->addWidget(scale_, 0, 0);
    rows->addWidget(colours_, 0, 1);
    auto* ways = new QHBoxLayout;
    ways->setSpacing(6);
    ways->addWidget(smooth_);
    ways->addWidget(framed_);
    ways->addWidget(evidence_);
    ways->addStretch(1);
    rows->addLayout(ways, 1, 0, 1, 2);
    return choices_;
}

void MapChoice::setLook(const MapLook& look)
{
    const QSignalBlocker quiet[] = {QSignalBlocker(opacity_), QSignalBlocker(scale_),  QSignalBlocker(colours_),
                                    QSignalBlocker(smooth_),  QSignalBlocker(framed_), QSignalBlocker(evidence_)};
    look_ = look;
    opacity_->setValue(static_cast<int>(std::lround(100 * look.style.opacity)));
    scale_->setCurrentIndex(scale_->findData(static_cast<int>(look.scale)));
    colours_->setCurrentIndex(colours_->findData(static_cast<int>(look.style.colours)));
    smooth_->setChecked(look.style.smooth);
    framed_->setChecked(look.style.framed);
    framed_->setEnabled(!look.style.smooth); // between the cells there are no frames
    evidence_->setChecked(look.evidence);
    bar_->showScale(shown_, look_.style, instead_);
}

void MapChoice::showScale(const std::optional<MapScale>& scale, const QString& instead)
{
    shown_ = scale;
    instead_ = instead;
    bar_->showScale(shown_, look_.style, instead_);
    opacity_->setEnabled(scale.has_value());
}

void MapChoice::setKnowsEvidence(bool knows)
{
    evidence_->setVisible(knows);
}

void MapChoice::setFull(bool full)
{
    choices_->setVisible(full);
}

void MapChoice::setPresent(bool present)
{
    opacityName_->setVisible(!present);
    opacity_->setVisible(!present);
}

void MapChoice::takeChoices()
{
    look_.style.opacity = opacity_->value() / 100.0;
    look_.scale = static_cast<ScaleKind>(scale_->currentData().toInt());
    look_.style.colours = static_cast<ColourMap>(colours_->currentData().toInt());
    look_.style.smooth = smooth_->isChecked();
    look_.style.framed = framed_->isChecked();
    look_.evidence = evidence_->isChecked();
    emit lookChanged(look_);
}

} // namespace fovea
