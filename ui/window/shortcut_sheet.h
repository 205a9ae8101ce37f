// The shortcuts of a window on one sheet (F1), read from its actions, so that the sheet cannot be wrong.
#pragma once

#include <QDialog>

namespace fovea {

class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    /// Lists the window's actions that have a key.
    explicit ShortcutSheet(QWidget* window);
};

} // namespace fovea
