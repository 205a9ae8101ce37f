#include "core/tensor/shape.h"

namespace fovea {

Shape::Shape(std::initializer_list<Index> sizes)
{
    for (const Index size : sizes) {
        append(size);
    }
}

void Shape::append(Index size)
{
    FOVEA_CHECK(rank_ < kMaxRank, "more than five dimensions");
    FOVEA_CHECK(size >= 0, "negative size " + std::to_string(size));
    sizes_[static_cast<std::size_t>(rank_++)] = size;
}

Index Shape::dim(int i) const
{
    const int at = i < 0 ? rank_ + i : i;
    FOVEA_CHECK(at >= 0 && at < rank_, "dimension " + std::to_string(i) + " of " + text());
    return sizes_[static_cast<std::size_t>(at)];
}

Index Shape::size() const
{
    Index product = 1;
    for (int i = 0; i < rank_; ++i) {
        product *= sizes_[static_cast<std::size_t>(i)];
    }
    return product;
}

Index Shape::rows() const
{
    Index product = 1;
    for (int i = 0; i + 1 < rank_; ++i) {
        product *= sizes_[static_cast<std::size_t>(i)];
    }
    return product;
}

Shape Shape::withLast(Index size) const
{
    FOVEA_CHECK(rank_ > 0, "a shape without dimensions has no last one");
    Shape other = *this;
    other.sizes_[static_cast<std::size_t>(rank_ - 1)] = size;
    return other;
}

Shape Shape::withFirst(Index size) const
{
    FOVEA_CHECK(rank_ > 0, "a shape without dimensions has no first one");
    Shape other = *this;
    other.sizes_[0] = size;
    return other;
}

Shape Shape::without(int i) const
{
    const int left = i < 0 ? rank_ + i : i;
    FOVEA_CHECK(left >= 0 && left < rank_, "dimension " + std::to_string(i) + " of " + text());
    Shape rest;
    for (int d = 0; d < rank_; ++d) {
        if (d != left) {
            rest.append(dim(d));
        }
    }
    return rest;
}

std::string Shape::text() const
{
    std::string text = "(";
    for (int i = 0; i < rank_; ++i) {
        text += (i > 0 ? " × " : "") + std::to_string(sizes_[static_cast<std::size_t>(i)]);
    }
    return text + ")";
}

} // namespace fovea
