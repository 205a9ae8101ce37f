// Watch: what is looked at. It asks the analyst about each new snapshot: the pinned pictures, the one in the inspector, and,
// where somebody asks, the attention switch and the test images. Answers come back as signals on the window's thread.
#pragma once

#include "app/pin_order.h"
#include "core/training/analyst.h"
#include "ui/views/run_story.h"
#include "ui/views/shown.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace fovea {

class Watch : public QObject
{
    Q_OBJECT

public:
    explicit Watch(QObject* parent = nullptr);
    ~Watch() override;

    /// Whether the next snapshot can be answered at once.
    bool ready() const;
    int openings() const { return openings_; }
    void setOpenings(int openings) { openings_ = openings; } ///< of a sitting that goes on
    const SnapshotPtr& snapshot() const { return snapshot_; }
    MapOverride maps() const { return maps_; }
    /// The first so many validation pictures in the order of the pinned, however many of them are pinned.
    std::vector<PicturePtr> firstPictures(int count) const;

public slots:
    void open(const fovea::RunHead& head, const fovea::SnapshotPtr& first); ///< another run
    void see(const fovea::SnapshotPtr& snapshot);                           ///< a newer state of the same
    /// An earlier moment instead of the newest, of the same run or of one before it, or (null) the newest again. `training`:
    /// the present run goes on.
    void lookBackAt(const fovea::SnapshotPtr& past, bool training, const std::optional<fovea::RunHead>& earlier = {});
    void setCount(int pictures);
    void setOrder(fovea::PinOrder order);
    void inspect(int index);                               ///< a pinned picture
    void inspectNext(int by);                              ///< the pinned picture so many further on, round and round
    void inspectPicture(const fovea::PicturePtr& picture); ///< one that was dropped, or comes back by undo
    void askAbout(const fovea::PicturePtr& picture);       ///< what is being drawn in the inspector
    void restore();                                        ///< the inspected picture as the data has it
    void setMaps(fovea::MapOverride maps);
    void setUntrained(bool wanted);
    void askSwitch();
    void openTest();
    void setGates(bool wanted); ///< the gates of each class, now and every few seconds
    /// One row of a map of the inspected picture, step by step, again with each state of the network; nothing: no longer.
    void follow(const std::optional<fovea::StepsAsked>& row);
    void setJudging(bool wanted); ///< what is counted about all validation images, now and a few times a second at most
    void pinCell(int is, int answered); ///< the pictures of one class that were taken for another, as last counted
    void setGazes(bool wanted);         ///< where it looks in all validation pictures, likewise
    void askVariance();                 ///< how noisy the policy gradient is with each baseline

signals:
    void sceneChanged(const fovea::Scene& scene);
    void samplesShown(const std::vector<fovea::ShownSample>& samples);
    void inspectedShown(const fovea::ShownSample& sample);
    void looked(int number, const fovea::LookRecord& look);
    void switched(int run, const fovea::SwitchResult& result, const QString& moment);
    void testOpened(const std::shared_ptr<const fovea::TestReport>& report, const QString& moment, int openings);
    void gatesMeasured(const std::shared_ptr<const fovea::GateMeans>& means, const QString& moment);
    void stepsTaken(const std::shared_ptr<const fovea::AttentionSteps>& steps); ///< or why there are none
    void judged(const std::shared_ptr<const fovea::Judgement>& judgement, const QString& moment); ///< null: not yet
    void cellPinned(int is, int answered); ///< or (−1, −1): other data came, and the first pictures are pinned again
    void gazesMeasured(const std::shared_ptr<const fovea::GazeSurvey>& survey, const QString& moment);
    void varianceMeasured(const std::optional<std::array<double, fovea::kBaselines>>& variance, const QString& moment);

private:
    void enter(const RunHead& head, const SnapshotPtr& snapshot);
    void show(const SnapshotPtr& snapshot);
    void collect();
    void take(const Reply& reply);
    void pin(const std::vector<Index>& order);
    void orderPins();
    std::vector<Index> orderFor(int count) const;
    std::vector<PicturePtr> picturesOf(const std::vector<Index>& order, int count) const;
    void askGallery();
    void askInspected();
    void askGates();
    void askSteps();
    void askJudgement();
    void takeJudgement(const std::shared_ptr<const Judgement>& judgement, const QString& moment);
    void showPinned();
    void askGazes();
    QString runAndMoment(const Snapshot& snapshot) const;
    QString momentInView(const Snapshot& snapshot) const;

    RunHead head_, present_; ///< of the run in view, and of the present one
    Scene scene_;
    SnapshotPtr snapshot_; ///< in view
    SnapshotPtr newest_;   ///< while an earlier one is in view; else null
    bool goesOn_ = false;  ///< training, while one looks back
    std::vector<PicturePtr> pinned_;
    std::vector<ShownSample> shown_; ///< the pinned pictures as last shown, with what the network in view answered
    PicturePtr inspected_, original_;
    int index_ = 0; ///< of original_ among the pinned
    int count_ = 8;
    PinOrder order_ = PinOrder::First;
    MapOverride maps_ = MapOverride::None;
    bool untrained_ = false;
    bool gates_ = false;
    SnapshotPtr gatesOf_; ///< whose gates were asked for last
    QTimer gatesAgain_;
    std::optional<StepsAsked> followed_;
    bool judging_ = false;
    SnapshotPtr judgedOf_; ///< who was judged last
    std::shared_ptr<const Judgement> judgement_;
    std::vector<Index> chosen_; ///< pinned by PinOrder::Chosen
    std::vector<Index> ranked_; ///< all, as they were last ranked; empty: not yet
    QElapsedTimer sinceJudged_; ///< since it was asked for
    QTimer judgeAgain_;
    bool gazes_ = false;
    SnapshotPtr gazesOf_; ///< whose gazes were asked for last
    QTimer gazesAgain_;
    int openings_ = 0;
    long inspection_ = 0; ///< counts the pictures that came into the inspector; a stroke is one
    long number_ = 0;     ///< of the questions; an answer from before the last change of pictures is dropped
    QElapsedTimer sinceGallery_;
    qint64 galleryRest_ = 0;            // ms from then until the pinned pictures are asked about again
    std::unique_ptr<Analyst> analyst_;  ///< answers about pictures, at once
    std::unique_ptr<Analyst> surveyor_; ///< answers about whole splits, which takes longer; last, so that both go first
};

} // namespace fovea
