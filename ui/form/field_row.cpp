#include "ui/form/field_row.h"

#include "ui/form/field_control.h"

#include <QVBoxLayout>

namespace fovea {

FieldRow::FieldRow(const Field& field, QWidget* parent)
    : QWidget(parent)
    , field_(field)
    , heading_{new ToneLabel(ToneLabel::Tone::Ink, this), new EffectMark(field, this)}
    , control_(makeControl(field, heading_, this))
    , refusal_(new ToneLabel(ToneLabel::Tone::Refusal, this))
{
    setObjectName(QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size())));
    heading_.label->setObjectName("label");
    heading_.label->setWordWrap(true);
    refusal_->setObjectName("refusal");
    refusal_->setWordWrap(true);
    refusal_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(control_);
    column->addWidget(refusal_);

    connect(control_, &FieldControl::edited, this, [this](const QString& text) {
        refuse({});
        emit edited(text);
    });
    connect(control_, &FieldControl::finished, this, &FieldRow::finished);
    connect(control_, &FieldControl::accepted, this, [this] { refuse({}); });
    connect(control_, &FieldControl::refused, this, &FieldRow::refuse);
}

void FieldRow::setWording(Wording wording)
{
    heading_.label->setText(labelOf(field_, wording));
    heading_.label->setToolTip(asToolTip(helpOf(field_, wording)));
    control_->setWording(wording);
}

void FieldRow::showValue(const Config& config)
{
    std::string value = textOf(field_, config);
    if (value != value_) {
        value_ = std::move(value);
        refuse({});
    }
    control_->showValue(config);
}

void FieldRow::showWaiting(const QString& inRun)
{
    heading_.mark->setWaiting(inRun);
}

void FieldRow::showProblem(const QString& sentence)
{
    problem_ = sentence;
    sayWhatIsRefused();
}

void FieldRow::refuse(const QString& sentence)
{
    refused_ = sentence;
    sayWhatIsRefused();
}

void FieldRow::sayWhatIsRefused()
{
    const QString& sentence = refused_.isEmpty() ? problem_ : refused_;
    refusal_->setText("✗ " + sentence);
    refusal_->setVisible(!sentence.isEmpty());
}

} // namespace fovea
