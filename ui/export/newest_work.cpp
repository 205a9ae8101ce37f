#include "ui/export/newest_work.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <utility>

namespace fovea {

NewestWork::NewestWork(QThreadPool& pool, QObject* parent) : QObject(parent), pool_(pool) {}

NewestWork::~NewestWork()
{
    stop_.request_stop();
}

void NewestWork::ask(Work work)
{
    if (running_) {
        stop_.request_stop();
        waiting_ = std::move(work);
        return;
    }
    start(std::move(work));
    emit busyChanged(true);
}

void NewestWork::stop()
{
    waiting_ = nullptr;
    stop_.request_stop();
}

void NewestWork::start(Work work)
{
    running_ = true;
    stop_ = std::stop_source();
    QObject* const here = QCoreApplication::instance(); // outlives the pool's workers
    pool_.start([work = std::move(work), stop = stop_.get_token(), here, self = QPointer<NewestWork>(this)] {
        const auto tell = [self, answer = work(stop)] {
            if (self) {
                self->finish(answer);
            }
        };
        QMetaObject::invokeMethod(here, tell, Qt::QueuedConnection);
    });
}

void NewestWork::finish(const Answer& answer)
{
    if (waiting_) { // what it was about is no longer wanted
        start(std::exchange(waiting_, nullptr));
        return;
    }
    running_ = false;
    if (answer) {
        answer();
    }
    emit busyChanged(false);
}

} // namespace fovea
