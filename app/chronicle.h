// Chronicle: what the sitting has measured so far, in the form in which it is saved. It listens to the session; reading it out
// costs next to nothing, however long a run is.
#pragma once

#include "app/session.h"

#include <QObject>

namespace fovea {

class Chronicle : public QObject
{
    Q_OBJECT

public:
    explicit Chronicle(Session& session, QObject* parent = nullptr);

    /// Settings and records, without the run itself.
    SessionContents contents() const;
    /// What a run is called; nothing where it was deleted. Without it runs have the names that they began with.
    void setNames(std::function<std::optional<QString>(int)> nameOf) { nameOf_ = std::move(nameOf); }

signals:
    void worked();     ///< there is something new that cannot be had again at the push of a button
    void setChanged(); ///< settings are others

private:
    void begin(const RunHead& head);
    void takeChanges();
    RecordedRun* find(int number);

    Session& session_;
    std::vector<RecordedRun> runs_;
    std::optional<int> present_;
    std::function<std::optional<QString>(int)> nameOf_;
};

} // namespace fovea
