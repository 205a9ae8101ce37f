#include "ui/form/preset_menu.h"

#include "core/settings/choices.h"
#include "ui/form/differences.h"

#include <QMenu>
#include <QStyleOptionButton>
#include <QStylePainter>

#include <algorithm>

namespace fovea {
namespace {

/// In how many settings a configuration differs from the preset; seed and folder are the user's own.
std::size_t distance(Config config, const Preset& preset)
{
    const Config own = configOf(preset);
    config.seed = own.seed;
    config.data.path = own.data.path;
    return changedFields(own, config).size();
}

} // namespace

QString presetText(std::string_view text)
{
    return catalogText(text);
}

PresetMenu::PresetMenu(QWidget* parent) : QPushButton(parent), preset_(&presets().front())
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setMenu(new QMenu(this));
    setAccessibleDescription(tr("Chooses an experiment with all its settings."));
    fillMenu();
    showConfig(configOf(*preset_));
}

/// The menu of those presets that look at the same data.
QMenu* PresetMenu::menuOf(const Preset& preset)
{
    const std::string set = configOf(preset).data.set;
    const QString name = QString::fromStdString(set);
    auto* made = menu()->findChild<QMenu*>(name);
    if (made == nullptr) {
        const std::vector<Choice> sets = dataChoices();
        const auto row =
            std::find_if(sets.begin(), sets.end(), [&](const Choice& choice) { return choice.key == set; });
        made = menu()->addMenu(catalogText(row->term));
        made->setObjectName(name);
        made->setToolTipsVisible(true);
    }
    return made;
}

void PresetMenu::fillMenu()
{
    for (const Preset& preset : presets()) {
        QAction* action = menuOf(preset)->addAction(presetText(preset.title));
        action->setToolTip(asToolTip(presetText(preset.watch)));
        connect(action, &QAction::triggered, this, [this, &preset] {
            emit chosen(QString::fromUtf8(preset.key.data(), static_cast<qsizetype>(preset.key.size())));
        });
    }
}

/// As any button, with a title that ends in … where there is no room for it; the tooltip has the whole.
void PresetMenu::paintEvent(QPaintEvent*)
{
    constexpr int kAroundText = 12;
    const QString mark = text().mid(presetText(preset_->title).size());
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int arrow = style()->pixelMetric(QStyle::PM_MenuButtonIndicator, &option, this);
    const int room = width() - arrow - kAroundText - fontMetrics().horizontalAdvance(mark);
    option.text = fontMetrics().elidedText(presetText(preset_->title), Qt::ElideRight, room) + mark;
    painter.drawControl(QStyle::CE_PushButton, option);
}

void PresetMenu::showConfig(const Config& config)
{
    for (const Preset& preset : presets()) {
        if (distance(config, preset) < distance(config, *preset_)) {
            preset_ = &preset;
        }
    }
    const QString title = presetText(preset_->title);
    changed_ = distance(config, *preset_) > 0;
    setText(changed_ ? title + " *" : title);
    setAccessibleName(tr("Preset: %1").arg(changed_ ? tr("%1, changed").arg(title) : title));
    setToolTip(asToolTip(accessibleName() + "\n" + tr("Chooses an experiment with all its settings.")));
}

} // namespace fovea
