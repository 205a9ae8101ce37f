// Workspace: what the threads calculate in. It holds no part of a run, only memory that is used again for every batch.
#pragma once

#include "core/autograd/tape.h"
#include "core/tensor/thread_pool.h"

#include <memory>
#include <vector>

namespace fovea {

class Workspace
{
public:
    explicit Workspace(ThreadPool& pool) : pool_(pool)
    {
        for (int i = 0; i < pool.threads(); ++i) {
            tapes_.push_back(std::make_unique<Tape>());
        }
    }

    ThreadPool& pool() { return pool_; }
    Tape& tape(int thread) { return *tapes_[static_cast<std::size_t>(thread)]; }

private:
    ThreadPool& pool_;
    std::vector<std::unique_ptr<Tape>> tapes_;
};

} // namespace fovea
