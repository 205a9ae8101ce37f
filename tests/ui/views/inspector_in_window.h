// An inspector in a window of its own, and how tests find and read its parts.
#pragma once

#include "tests/ui/views/shown_samples.h"
#include "ui/views/inspector_view.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/scale_bar.h"

#include <QLabel>
#include <QTest>

#include <memory>

namespace fovea {

inline constexpr int kOnObject = 2 * 8 + 4; // row 3, column 5

inline std::unique_ptr<InspectorView> inspector(QSize size = {332, 564})
{
    auto view = std::make_unique<InspectorView>();
    view->resize(size);
    view->showScene(needleScene());
    view->show();
    static_cast<void>(QTest::qWaitForWindowActive(view.get())); // shortcuts and focus belong to active windows
    return view;
}

template<class Widget>
Widget* named(QWidget& view, const QString& accessibleName)
{
    for (Widget* widget : view.findChildren<Widget*>()) {
        if (widget->accessibleName() == accessibleName) {
            return widget;
        }
    }
    return nullptr;
}

inline PictureCanvas& canvasOf(InspectorView& view)
{
    return *view.findChildren<PictureCanvas*>()[0];
}

inline PictureCanvas& twinOf(InspectorView& view)
{
    return *view.findChildren<PictureCanvas*>()[1];
}

/// All that the labels say.
inline QString words(InspectorView& view)
{
    QStringList texts;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
        texts << label->text();
    }
    return texts.join('\n');
}

inline QString barText(InspectorView& view)
{
    return view.findChild<ScaleBar*>()->text();
}

} // namespace fovea
