// Which keys belong to the control that has the focus, before they are shortcuts of the window: letters and Space while
// typing, Space and Enter on a control that was reached by Tab, letters in a list.
#pragma once

#include <QObject>

namespace fovea {

class KeysFirst : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace fovea
