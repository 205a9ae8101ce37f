// The newest of what is asked, done by a worker of the pool: one at a time. What is asked meanwhile takes the place of what
// waits, and stops what runs; its answer comes in the thread of the owner, and never after the owner has gone.
#pragma once

#include <QObject>

#include <functional>
#include <stop_token>

class QThreadPool;

namespace fovea {

class NewestWork : public QObject
{
    Q_OBJECT

public:
    /// What the owner's thread does with the answer; may be empty.
    using Answer = std::function<void()>;
    /// Runs in the pool and throws nothing. It must hold all that it needs: its owner may go while it runs.
    using Work = std::function<Answer(const std::stop_token& stop)>;

    explicit NewestWork(QThreadPool& pool, QObject* parent = nullptr);
    /// Stops what runs, without waiting for it.
    ~NewestWork() override;

    void ask(Work work);
    /// Stops what runs and forgets what waits; what runs still answers.
    void stop();
    bool busy() const { return running_; }

signals:
    void busyChanged(bool busy);

private:
    void start(Work work);
    void finish(const Answer& answer);

    QThreadPool& pool_;
    std::stop_source stop_;
    Work waiting_;
    bool running_ = false;
};

} // namespace fovea
