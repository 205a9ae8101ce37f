// Values for figures that are made when somebody first asks for them, in whatever thread asks: what the window's thread has no
// time for.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace fovea {

/// A list whose length is known before its items are. It may be read from any thread; the first that asks makes it.
template<class Item>
class MadeLater
{
public:
    using Make = std::function<std::vector<Item>()>;

    /// `make` gives `count` items.
    MadeLater(std::size_t count, Make make) : count_(count), make_(std::move(make)) {}

    std::size_t size() const { return count_; }
    const std::vector<Item>& items() const
    {
        std::call_once(made_, [this] { items_ = make_(); });
        return items_;
    }

private:
    std::size_t count_;
    Make make_;
    mutable std::once_flag made_;
    mutable std::vector<Item> items_;
};

} // namespace fovea
