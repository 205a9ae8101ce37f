#include "app/undo.h"

#include <QCoreApplication>

#include <utility>

namespace fovea {

DoneStep::DoneStep(const QString& text, std::function<void()> undo, std::function<void()> redo)
    : QUndoCommand(text), undo_(std::move(undo)), redo_(std::move(redo))
{
}

void DoneStep::redo()
{
    if (!std::exchange(done_, false)) { // pushing calls it once, for what is done already
        redo_();
    }
}

SettingsStep::SettingsStep(const Config& from, const Config& to, int gesture, Apply apply)
    : QUndoCommand(QCoreApplication::translate("Undo", "settings"))
    , from_(from)
    , to_(to)
    , gesture_(gesture)
    , apply_(std::move(apply))
{
}

bool SettingsStep::mergeWith(const QUndoCommand* next)
{
    const auto* other = static_cast<const SettingsStep*>(next);
    if (other->gesture_ != gesture_) {
        return false;
    }
    to_ = other->to_;
    return true;
}

} // namespace fovea
