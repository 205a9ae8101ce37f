// A film: one picture over training, as the network saw it at moments that were kept. Computed from those, not remembered: so it
// shows the time in which the network learned however fast that went by, and any picture has one at any time.
#pragma once

#include "app/made_later.h"
#include "core/training/snapshot.h"
#include "ui/views/map_rows.h"
#include "ui/views/shown.h"

#include <memory>
#include <vector>

namespace fovea {

/// One moment of the picture.
struct FilmMoment
{
    double passes = 0;
    ShownSample sample;
};

/// By rising passes; the first that asks waits for some milliseconds a moment.
class Film : public MadeLater<FilmMoment>
{
    using MadeLater::MadeLater;
};

using FilmPtr = std::shared_ptr<const Film>;

/// What the network itself said about the picture at these moments, of which at most 48 are taken, evenly; each moment once.
FilmPtr filmOf(const std::vector<SnapshotPtr>& moments, const PicturePtr& picture);

/// Whether a film would show anything: frames that move, or a map that was learned.
bool isFilmable(const AnswerOfSample& answer, const MapRow& row);

/// So many of the moments, the first and the last among them: where the map changes much they stand close together. Where it
/// changes little or not at all they are spread evenly. A moment never comes twice.
std::vector<FilmMoment> momentsOfChange(const std::vector<FilmMoment>& all, std::size_t most, const MapRow& row);

} // namespace fovea
