// A curve of training: a number against the epoch (or step) for one split of one run, and the mean over several seeds.
#pragma once

#include <QString>

#include <span>
#include <vector>

namespace fovea {

struct Curve
{
    enum class Role
    {
        Training,
        Validation,
        Named ///< no split: its name says what it is
    };

    QString name;          ///< the run's name; in the legend where there are several runs
    std::vector<double> x; ///< finite, rising: epochs or steps
    std::vector<double> y; ///< as many; NaN or infinite values are gaps
    Role role = Role::Training;
    int run = 0;            ///< which colour
    std::vector<double> sd; ///< empty, or as many: a band y ± sd
    bool faint = false;     ///< one of many seeds behind their mean: thin, and not in the legend
};

/// Mean and standard deviation (n − 1) over the same curve of several seeds, as far as the shortest goes; a value exists
/// only where every seed has a finite one, so that a seed that diverged is not left out silently. One seed: no band.
/// Name, role and colour are the first one's.
Curve meanOfSeeds(std::span<const Curve> seeds);

/// Whether some value has gaps on both sides: a line alone would not show it.
bool hasLonePoint(const Curve& curve);

} // namespace fovea
