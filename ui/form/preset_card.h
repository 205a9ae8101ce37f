// What to watch in the chosen preset, and what to try next, which opens by itself once the run is over. Both fold away for
// those who know them.
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

    /// `changed`: other settings are in the form now, and the texts may no longer fit.
    void showPreset(const Preset& preset, bool changed);
    /// The run is over: now is the time for what comes next.
    void suggestNext();

private:
    /// A heading that opens and closes the text below it.
    struct Fold
    {
        QToolButton* heading = nullptr;
        ToneLabel* text = nullptr;
        bool open = true;
    };

    void make(Fold& fold, const char* name, const QString& heading, const QString& help);
    static void setOpen(Fold& fold, bool open);

    const Preset* shown_ = nullptr;
    Fold watch_, next_;
};

} // namespace fovea
