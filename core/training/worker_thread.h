// WorkerThread: a thread of its own that trains or answers, one task after the other, with a pool and memory that it keeps. Who
// owns it says how it waits for a task and how it is told to end; the end waits for it.
#pragma once

#include "core/settings/error.h"
#include "core/training/workspace.h"

#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace fovea {

class WorkerThread
{
public:
    struct Work
    {
        std::function<void()> onStart; ///< first, in each thread of its pool (priority)
        /// Waits for a task and does it, in this thread; false: it was told to end.
        std::function<bool(Workspace&)> next;
        std::function<void()> tellToEnd; ///< in the owner's thread, before the end is waited for; must wake next()
    };

    /// Begins at once. What `work` uses must be there already, and must be there until this is gone.
    WorkerThread(int threads, Work work);
    /// Waits for the task in hand.
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

private:
    const Work work_;
    std::thread thread_;
};

/// How a task of a worker ended: as it should, called off, or with a sentence for people.
struct TaskEnd
{
    bool calledOff = false;
    std::optional<Error> error;
};

/// Does it, as the outermost frame of a worker's task. `tooLittleMemory`: what people should do where there was too little of
/// it. Afterwards the pool heeds nobody.
TaskEnd endOf(Workspace& workspace, const std::string& tooLittleMemory, const std::function<void()>& task);

} // namespace fovea
