// Safetensors, the file of named arrays that Hugging Face defined: a JSON header, then the numbers, nothing to execute.
//
// Every snapshot, checkpoint and prepared data set is one. Source: https://github.com/huggingface/safetensors (README,
// "Format"). The header has its own file, safetensors_header.h.
#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {

/// The types of numbers that are read and written.
enum class Dtype
{
    F32,
    F64,
    U8,
    I64
};

/// One array as it lies in the file: row-major, little-endian.
struct StoredArray
{
    Dtype dtype = Dtype::F32;
    std::vector<Index> shape; ///< at most Shape::kMaxRank sizes
    std::string bytes;

    bool operator==(const StoredArray& other) const = default;
};

class Safetensors
{
public:
    /// Free text beside the arrays, under "__metadata__" in the header.
    std::map<std::string, std::string> metadata;

    /// Adds an array. A name is given once, is not empty, and is not "__metadata__".
    void add(const std::string& name, const Tensor& tensor);
    /// T is float, double, std::uint8_t or std::int64_t; as many numbers as the shape has places.
    template<class T>
    void add(const std::string& name, const std::vector<Index>& shape, const std::vector<T>& numbers);

    /// All arrays, sorted by name.
    const std::map<std::string, StoredArray>& arrays() const { return arrays_; }
    bool has(const std::string& name) const { return arrays_.contains(name); }
    /// The name of the file that it was read from, for errors; empty where there is none.
    const std::string& source() const { return source_; }
    /// Error(Data) where there is no array of this name.
    const StoredArray& array(const std::string& name) const;
    /// F32 or F64, converted to Real; Error(Data) for other types.
    Tensor tensor(const std::string& name) const;
    /// The numbers of an array of exactly this type; Error(Data) for other types.
    template<class T>
    std::vector<T> numbers(const std::string& name) const;

    /// The file. The bytes are a function of the contents: arrays lie by size of their numbers (largest first, so that
    /// each is aligned to it), then by name; the first starts at a multiple of 64 bytes.
    std::string bytes() const;
    /// Writes the file with writeSafely().
    void write(const std::filesystem::path& path) const;

    /// Reads a file's bytes; `name` is the file's name for errors. Everything is checked against the length of the file
    /// before an array is copied: Error(Data) for JSON that is broken or has anything but what the format names, a name
    /// given twice, an unknown type, a shape with more places than bytes, arrays that overlap or leave gaps.
    static Safetensors parse(std::string_view bytes, const std::string& name);
    /// Reads a file of at most 4 GiB.
    static Safetensors read(const std::filesystem::path& path);

private:
    template<class T>
    void addNumbers(const std::string& name, const std::vector<Index>& shape, std::span<const T> numbers);

    std::map<std::string, StoredArray> arrays_;
    std::string source_; // the name of the file it was read from, for errors
};

} // namespace fovea
