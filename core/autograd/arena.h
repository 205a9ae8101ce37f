// Memory for one pass through the network: handed out by moving a pointer, given back all at once.
//
// Every value and gradient of a tape lives here. A fresh allocation for each operation would cost nearly as much as the
// mathematics (page faults); an arena that is reused for every chunk costs nothing. One arena belongs to one thread.
#pragma once

#include "core/tensor/tensor.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace fovea {

class Arena
{
public:
    /// `bytes` of memory, aligned to kAlignment, not initialised. Valid until reset().
    void* take(std::size_t bytes);

    /// Uninitialised numbers, aligned.
    Real* takeReals(Index count);
    /// Numbers that nobody needs any more: the next takeReals() of as many gets them, while they are still in the cache.
    void giveBack(Real* numbers, Index count) { given_.push_back({numbers, count}); }

    /// Forgets everything that was handed out; keeps the memory for the next pass.
    void reset();

    /// Bytes held from the system.
    std::size_t capacity() const;
    /// Bytes handed out since the last reset.
    std::size_t taken() const { return taken_; }

private:
    struct Free
    {
        void operator()(std::byte* p) const { ::operator delete (p, std::align_val_t{kAlignment}); }
    };
    struct Block
    {
        std::unique_ptr<std::byte, Free> bytes;
        std::size_t size = 0;
    };
    struct Given
    {
        Real* numbers;
        Index count;
    };
    std::vector<Block> blocks_;
    std::vector<Given> given_;
    std::size_t block_ = 0; ///< the block in use
    std::size_t used_ = 0;  ///< bytes of it that are taken
    std::size_t taken_ = 0; ///< bytes of all blocks that are taken
};

} // namespace fovea
