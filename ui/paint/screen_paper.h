// The paper of the screen: figures and views follow the user's palette, dark or light.
#pragma once

#include "ui/paint/figure.h"

class QWidget;

namespace fovea {

/// Dark or light ink, lines and grid for a widget, on the widget's own background.
Paper paperUnder(const QWidget& widget);

} // namespace fovea
