#include "ui/window/shortcut_sheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace fovea {

ShortcutSheet::ShortcutSheet(QWidget* window) : QDialog(window)
{
    setWindowTitle(tr("Shortcuts"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    int count = 0;
    const int rows = static_cast<int>(window->actions().size() + 1) / 2;
    for (const QAction* action : window->actions()) {
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts()) {
            keys << sequence.toString(QKeySequence::NativeText);
        }
        const int column = count / rows * 2, row = count % rows;
        grid->addWidget(new QLabel(QStringLiteral("<b>%1</b>").arg(keys.join(tr(" or ")).toHtmlEscaped())), row,
                        column);
        grid->addWidget(new QLabel(action->text()), row, column + 1);
        ++count;
    }
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(grid);
    column->addWidget(
        new QLabel(tr("While typing, letters and Space belong to the text. A control reached by Tab keeps "
                      "Space; Ctrl+Return always runs.")));
    column->addWidget(close);
}

} // namespace fovea
