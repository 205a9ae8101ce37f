// A window whose screen is unplugged does not stay where nobody sees it.
#pragma once

#include <QObject>

class QWidget;

namespace fovea {

/// From now on, where a screen goes, this window is brought back, all of it, onto one that is there.
void keepOnAScreen(QWidget* window);

} // namespace fovea
