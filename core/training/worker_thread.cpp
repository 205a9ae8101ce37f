#include "core/training/worker_thread.h"

#include "core/tensor/floating_point.h"

#include <new>
#include <utility>

namespace fovea {

WorkerThread::WorkerThread(int threads, Work work) : work_(std::move(work))
{
    thread_ = std::thread([this, threads] {
        flushDenormals();
        work_.onStart();
        ThreadPool pool(threads, work_.onStart);
        Workspace workspace(pool);
        while (work_.next(workspace)) {
        }
    });
}

WorkerThread::~WorkerThread()
{
    work_.tellToEnd();
    thread_.join();
}

TaskEnd endOf(Workspace& workspace, const std::string& tooLittleMemory, const std::function<void()>& task)
{
    TaskEnd end;
    try {
        task();
    } catch (const CalledOff&) {
        end.calledOff = true;
    } catch (const Error& error) {
        end.error = error;
    } catch (const std::bad_alloc&) {
        end.error = Error(Error::Kind::Usage, tooLittleMemory);
    }
    workspace.pool().heed({});
    return end;
}

} // namespace fovea
