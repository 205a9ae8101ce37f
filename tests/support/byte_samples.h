// Drawn images for tests: pixels of sets that are kept as bytes, and a stand-in for the files of Fashion-MNIST.
#pragma once

#include "core/tensor/random.h"
#include "tests/support/bytes.h"
#include "tests/support/generated_samples.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string_view>

namespace fovea {

/// Value c of pixel (i, j) of image n, 0 … 255.
inline int byteAt(const Split& split, Index n, Index i, Index j, Index c = 0)
{
    const Shape& one = split.images.shape;
    return split.images.bytes[static_cast<std::size_t>(n * one.size() + (i * one.dim(1) + j) * one.dim(2) + c)];
}

/// Labels, boxes and pixels of the first 16 samples, as one number.
inline std::uint64_t fingerprintOfBytes(const Split& split)
{
    const auto size = static_cast<std::size_t>(16 * split.images.shape.size());
    std::uint64_t all = hash({reinterpret_cast<const char*>(split.images.bytes.data()), size});
    const auto add = [&](Index value) { all = mix(all ^ static_cast<std::uint64_t>(value)); };
    for (std::size_t n = 0; n < 16; ++n) {
        add(split.labels[n]);
        for (const auto* list : {&split.evidence, &split.decoys}) {
            for (const Box& box : list->empty() ? std::vector<Box>{} : (*list)[n].boxes) {
                add(box.top);
                add(box.left);
                add(box.height);
                add(box.width);
            }
        }
    }
    return all;
}

/// A folder with files as Fashion-MNIST has them: 120 training items, the last 10 of which are for validation, and 10 test
/// items, all classes in turn. Every pixel of an item of class y is 20 + y, 100 + y in validation, 200 + y in the test.
class PlainClothes
{
public:
    PlainClothes()
    {
        std::string train, trainLabels, test, testLabels;
        for (int i = 0; i < 130; ++i) {
            const int label = i % 10, tone = (i < 110 ? 20 : i < 120 ? 100 : 200) + label;
            (i < 120 ? train : test) += std::string(28 * 28, static_cast<char>(tone));
            (i < 120 ? trainLabels : testLabels) += static_cast<char>(label);
        }
        put("train", 120, train, trainLabels);
        put("t10k", 10, test, testLabels);
    }

    std::string path() const { return folder_.path().toStdString(); }

private:
    void put(const std::string& name, int count, const std::string& images, const std::string& labels) const
    {
        const auto bigEndian = [](int number) {
            const std::string bytes = littleEndian(static_cast<std::uint64_t>(number), 4);
            return std::string(bytes.rbegin(), bytes.rend());
        };
        write(name + "-images-idx3-ubyte",
              fromHex("00000803") + bigEndian(count) + bigEndian(28) + bigEndian(28) + images);
        write(name + "-labels-idx1-ubyte", fromHex("00000801") + bigEndian(count) + labels);
    }
    void write(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(std::filesystem::path(path()) / name, std::ios::binary) << bytes;
    }

    QTemporaryDir folder_;
};

} // namespace fovea
