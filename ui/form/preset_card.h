// What to watch in the chosen preset and what to try next; folds away for those who know it.
#pragma once

#include "core/settings/presets.h"

#include <QWidget>

class QToolButton;

namespace fovea {

class ToneLabel;

class PresetCard : public QWidget
{
    Q_OBJECT

public:
    explicit PresetCard(QWidget* parent = nullptr);

    void showPreset(const Preset& preset);

private:
    void setOpen(bool open);

    QToolButton* fold_;
    ToneLabel* text_;
    bool open_ = true;
};

} // namespace fovea
