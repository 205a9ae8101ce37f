// Priority of a thread: who calculates steps aside for who draws, so the window stays quick on a machine with two cores.
#pragma once

namespace fovea {

/// Makes the calling thread `steps` (0 … 19) less urgent than the others of this program. It cannot be undone. Nothing where
/// the system does not know such a thing.
void lowerPriority(int steps);

} // namespace fovea
