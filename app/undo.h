// One step of undo: what was done, how it is taken back, how it is done again.
#pragma once

#include "core/settings/config.h"

#include <QUndoCommand>

#include <functional>

namespace fovea {

/// Something that was done already when it is pushed.
class DoneStep : public QUndoCommand
{
public:
    DoneStep(const QString& text, std::function<void()> undo, std::function<void()> redo);

    void undo() override { undo_(); }
    void redo() override;

private:
    std::function<void()> undo_, redo_;
    bool done_ = true;
};

/// Settings that changed. Steps of one gesture (a slider that is dragged) become one.
class SettingsStep : public QUndoCommand
{
public:
    using Apply = std::function<void(const Config&)>;
    SettingsStep(const Config& from, const Config& to, int gesture, Apply apply);

    void undo() override { apply_(from_); }
    void redo() override { apply_(to_); }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* next) override;

private:
    Config from_, to_;
    int gesture_;
    Apply apply_;
};

} // namespace fovea
