// The presets in a menu, by the data that they look at; its button names the one that was chosen, and says so when settings have been changed since.
#pragma once

#include "core/settings/presets.h"

#include <QPushButton>

namespace fovea {

/// A text of a preset in the user's language.
QString presetText(std::string_view text);

class PresetMenu : public QPushButton
{
    Q_OBJECT

public:
    explicit PresetMenu(QWidget* parent = nullptr);

    /// Names the preset that these settings are, whatever the seed; else the one that they differ least from, marked with *.
    void showConfig(const Config& config);
    const Preset& shown() const { return *preset_; }
    bool isChanged() const { return changed_; } ///< whether more than the seed differs from it

signals:
    void chosen(const QString& key);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fillMenu();
    QMenu* menuOf(const Preset& preset);

    const Preset* preset_;
    bool changed_ = false;
};

} // namespace fovea
