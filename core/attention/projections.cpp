#include "core/attention/projections.h"

#include <cmath>

namespace fovea {

Projections::Projections(const MixSite& site)
    : query(site.table, site.name + ".query", site.width, site.width, {.bias = false})
    , key(site.table, site.name + ".key", site.width, site.width, {.bias = false})
    , value(site.table, site.name + ".value", site.width, site.width, {.bias = false})
    , out(site.table, site.name + ".out", site.width, site.width,
          {.weights = Initialiser::normal(1 / std::sqrt(2.0 * site.config.depth * static_cast<double>(site.width)))})
{
}

} // namespace fovea
