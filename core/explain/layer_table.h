// Layer by layer: what a network is made of, what each layer gives, what is learned in it, and what it costs.
#pragma once

#include "core/networks/network.h"

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace fovea {

/// One layer, or what is calculated as one: a convolution and the pooling that follows it.
struct LayerRow
{
    enum class Part
    {
        Trunk,
        Mix,   ///< all blocks in which tokens look at each other
        Pool,  ///< tokens become one vector
        Dense, ///< the hidden layer
        Answer,
    };
    Part part = Part::Trunk;
    std::string text;  ///< "conv 16 5x5, pool" as in the settings; of other parts the key of the mechanism
    Shape output;      ///< of one image
    Index learned = 0; ///< numbers
    /// Of one image: multiplications whose results are added up, in convolutions, in products with weights, and in products
    /// of tokens with each other. What is done to each number by itself (norms, ReLUs) is not counted. NaN: not known.
    double multiplyAdds = 0;
    Index field = 0; ///< pixels a side of what one place of the output sees; 0: all of the image
    std::vector<std::pair<std::string, Shape>> parameters; ///< name and shape
};

/// The layers in the order of the pass. Of a network that looks at parts of the image: one row for each of its parts, with
/// what is learned there; shapes are empty, multiply-adds not known.
std::vector<LayerRow> layerTable(const Config& config, const Interface& interface);

/// Processor time of one image forward through each row of the table, milliseconds of one thread: the least of several passes
/// through all up to there, less that through all before. Never below 0. Empty where `stop` came first.
std::vector<double> measureLayers(const Config& config, const Interface& interface, double seconds = 0.05,
                                  std::stop_token stop = {});

} // namespace fovea
