// Compare: two to four settings side by side. It keeps the list and lends it to the comparison's thread; a list that was changed
// is not lost: what was measured is kept where it still holds, and can be brought back where it does not. All signals come on
// the window's thread.
#pragma once

#include "app/contest.h"
#include "ui/views/run_story.h"
#include "ui/views/shown.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>

namespace fovea {

class ComparedMaps;

/// A list as it was at some time, to be brought back; what was measured on it comes too, for as long as it is kept.
struct PastList
{
    std::vector<Config> plan;
    std::weak_ptr<Contest> contest;
};

class Compare : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t kKept = 4; ///< lists with their measurements that are kept beside the present one

    /// `threads` train, once something is compared.
    explicit Compare(int threads, QObject* parent = nullptr);
    ~Compare() override;

    /// The present list with all that is known of it.
    const Contest& contest() const { return *contest_; }
    std::vector<Config> plan() const { return contest_->plan(); }
    CompareState state() const { return contest_->state; }
    std::vector<ComparedRow> rows() const { return comparedRows(*contest_); }
    /// What each has reached, one a row; empty before they are made.
    std::vector<LearningCurves> curves() const { return comparedCurves(*contest_); }
    /// The list of some time changes places with the present one.
    void bringBack(const PastList& past);
    /// Lets go of what is kept beside the present list.
    void forgetPast() { kept_.clear(); }

public slots:
    /// One more row. Says why not where it cannot be compared with the first.
    void add(const fovea::Config& config);
    void addAttention(const QString& key); ///< the first row with another way of looking
    void addRate(double factor);           ///< the first row at another learning rate
    void remove(int row);
    /// Trains the rows that are not over, or goes on; all of them anew where all are over.
    void go();
    void pause();
    void setPictures(int count); ///< of the validation images that all are asked about

signals:
    void rowsChanged();
    void stateChanged(fovea::CompareState state, const QString& sentence);
    void listChanged(const fovea::PastList& before, const fovea::PastList& after); ///< by hand, so it can be undone
    void cleared();                                                                ///< another list is shown
    void begun(const std::vector<fovea::RunHead>& heads);                          ///< numbered as the rows
    void sceneChanged(const fovea::Scene& scene);
    void measured(int row, const std::vector<fovea::StepRecord>& steps, const std::vector<fovea::EpochRecord>& epochs);
    void mapsShown(int row, const std::vector<fovea::ShownSample>& samples);

private:
    QString change(std::shared_ptr<Contest> next);
    void put(std::shared_ptr<Contest> next);
    void showAll();
    std::shared_ptr<const Dataset> dataInHand() const;
    void start(const QString& sentence);
    void collect();
    void begin(const std::vector<Contestant>& made);
    void note(std::size_t row, const Delivery& delivery);
    void say(CompareState state, const QString& sentence = {});

    const int threads_;
    QTimer look_;
    ComparedMaps* maps_;
    std::deque<std::shared_ptr<Contest>> kept_; ///< the newest last
    std::shared_ptr<Contest> contest_;          ///< the present one
};

} // namespace fovea
