// What the random hand can reach: controls of a window, and what lies at a place of it.
#pragma once

#include <QList>
#include <QPoint>

#include <string>
#include <utility>

class QWidget;

namespace fovea {

/// What a widget is in words, for a report.
std::string nameOf(const QWidget* widget);

/// Controls of a window that can be used now, in the order in which they were made.
QList<QWidget*> controlsOf(const QWidget* window);

/// The widget at a place of a window, and the place in its own coordinates.
std::pair<QWidget*, QPoint> widgetAt(QWidget* window, const QPoint& at);

} // namespace fovea
