#include "ui/window/keys_first.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTextEdit>

namespace fovea {
namespace {

bool isPlain(const QKeyEvent& key)
{
    return !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

bool writes(const QObject* widget)
{
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
           qobject_cast<const QTextEdit*>(widget) != nullptr;
}

bool lists(const QObject* widget)
{
    return qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractItemView*>(widget) != nullptr;
}

bool presses(const QObject* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr;
}

} // namespace

bool KeysFirst::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<const QKeyEvent*>(event);
        const bool character = !key->text().isEmpty() && key->text().front().isPrint();
        const bool press = key->key() == Qt::Key_Space;
        if (isPlain(*key) && (((writes(watched) || lists(watched)) && character) || (presses(watched) && press))) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fovea
