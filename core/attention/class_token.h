// The class token: a learned vector that goes through the mixing with the image's tokens, to collect what the answer needs.
#pragma once

#include "core/settings/config.h"

namespace fovea {

/// Whether the answer is read from a class token, which then has to be put before the others (networks/transformer.h).
inline bool readsClassToken(const AttentionConfig& config)
{
    return config.mechanism == "class";
}

} // namespace fovea
