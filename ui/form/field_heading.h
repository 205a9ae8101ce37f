// What stands beside a control: the field's label and, quietly, when a change takes effect. While a change waits, a dot
// says so. Each control places both where they fit best.
#pragma once

#include "ui/form/tone_label.h"

namespace fovea {

struct Field;

/// "live", "next pass", "new run".
class EffectMark : public ToneLabel
{
    Q_OBJECT

public:
    /// `field` is a row of fields().
    EffectMark(const Field& field, QWidget* parent);

    /// `inRun`: the value that the run still has while another is wanted; empty where nothing waits.
    void setWaiting(const QString& inRun);

    /// As wide as the widest mark with its dot, so that a slider beside it stays where it is while it is dragged.
    void keepRoom();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    const Field& field_;
    bool keepsRoom_ = false;
};

struct FieldHeading
{
    ToneLabel* label;
    EffectMark* mark;
};

} // namespace fovea
