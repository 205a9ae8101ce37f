// The number type of the whole core, and the letters that its shapes are written in.
//
// The program is built with float. The same sources are built a second time with double for the proofs, where finite
// differences need the digits.
//
// Glossary of dimensions, used in every comment at a line's end:
//
//     B  samples (of a batch, or of the part of it that goes through the network at once)
//     H W  height and width of an image or feature map
//     C  channels of a pixel, or features of a token
//     N  tokens, places: N = H·W where they come from a map
//     L  hidden units of a score      K  classes
//     d  width of a transformer       h  heads        dₕ = d / h
//     F  features after flattening
#pragma once

#include <cstddef>

#ifndef FOVEA_REAL
#define FOVEA_REAL float
#endif

namespace fovea {

using Real = FOVEA_REAL;
using Index = std::ptrdiff_t; ///< sizes and positions; signed, as in Eigen

} // namespace fovea
