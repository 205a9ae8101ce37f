// ComparedMaps: what each of the compared networks makes of the same pictures. It asks an analyst of its own, one network after
// the other, each with its newest state. All signals come on the window's thread.
#pragma once

#include "core/training/analyst.h"
#include "ui/views/run_story.h"
#include "ui/views/shown.h"

#include <QObject>

#include <memory>
#include <vector>

namespace fovea {

class ComparedMaps : public QObject
{
    Q_OBJECT

public:
    explicit ComparedMaps(QObject* parent = nullptr);
    ~ComparedMaps() override;

    /// So many other networks: of those before nothing more is told.
    void begin(std::size_t rows);
    /// A newer state of one; its maps are told once they are there.
    void see(std::size_t row, const SnapshotPtr& newest);
    void setPictures(int count); ///< of the validation images that all are asked about

signals:
    void sceneChanged(const fovea::Scene& scene);
    void mapsShown(int row, const std::vector<fovea::ShownSample>& samples);

private:
    struct Network
    {
        SnapshotPtr newest, asked; ///< the newest state, and the one that was asked about last
    };

    void ask();
    void take();
    void choosePictures(const Snapshot& snapshot);

    std::vector<Network> networks_;
    std::vector<PicturePtr> pictures_;
    int count_ = 6;
    std::size_t turn_ = 0;             ///< the network that is asked next
    long number_ = 0;                  ///< of the pictures; answers about others are dropped
    std::unique_ptr<Analyst> analyst_; ///< from the first state on
};

} // namespace fovea
