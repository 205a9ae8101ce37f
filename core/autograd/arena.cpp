#include "core/autograd/arena.h"

#include <algorithm>
#include <iterator>

namespace fovea {
namespace {

constexpr std::size_t kSmallestBlock = std::size_t{1} << 20;

} // namespace

void* Arena::take(std::size_t bytes)
{
    const std::size_t need = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    while (block_ < blocks_.size() && used_ + need > blocks_[block_].size) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        const std::size_t size = std::max(kSmallestBlock, std::max(need, capacity()));
        blocks_.push_back({std::unique_ptr<std::byte, Free>(
                               static_cast<std::byte*>(::operator new (size, std::align_val_t{kAlignment}))),
                           size});
        used_ = 0;
    }
    void* taken = blocks_[block_].bytes.get() + used_;
    used_ += need;
    taken_ += need;
    return taken;
}

Real* Arena::takeReals(Index count)
{
    const auto last = std::find_if(given_.rbegin(), given_.rend(), [&](const Given& g) { return g.count == count; });
    if (last == given_.rend()) {
        return static_cast<Real*>(take(sizeof(Real) * static_cast<std::size_t>(count)));
    }
    Real* const numbers = last->numbers;
    given_.erase(std::next(last).base());
    return numbers;
}

void Arena::reset()
{
    given_.clear();
    if (blocks_.size() > 1) { // the pass outgrew its block: next time one block holds it all
        const std::size_t size = capacity();
        blocks_.clear();
        blocks_.push_back({std::unique_ptr<std::byte, Free>(
                               static_cast<std::byte*>(::operator new (size, std::align_val_t{kAlignment}))),
                           size});
    }
    block_ = 0;
    used_ = 0;
    taken_ = 0;
}

std::size_t Arena::capacity() const
{
    std::size_t total = 0;
    for (const Block& block : blocks_) {
        total += block.size;
    }
    return total;
}

} // namespace fovea
