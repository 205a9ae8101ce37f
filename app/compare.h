// Compare: two to four settings side by side. It keeps the list, lends it to the comparison's thread, and asks an analyst of its
// own what each network makes of the same pictures. All signals come on the window's thread.
#pragma once

#include "app/figures.h"
#include "core/training/analyst.h"
#include "core/training/comparison.h"
#include "ui/drawer/compare_view.h"
#include "ui/views/run_story.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace fovea {

class Compare : public QObject
{
    Q_OBJECT

public:
    /// `threads` train, once something is compared.
    explicit Compare(int threads, QObject* parent = nullptr);
    ~Compare() override;

    const std::vector<Config>& plan() const { return plan_; }
    CompareState state() const { return state_; }
    std::vector<ComparedRow> rows() const;
    /// What each has reached, one a row; empty before they are made.
    std::vector<LearningCurves> curves() const;

public slots:
    /// One more row. Says why not where it cannot be compared with the first.
    void add(const fovea::Config& config);
    void addAttention(const QString& key); ///< the first row with another way of looking
    void addRate(double factor);           ///< the first row at another learning rate
    void remove(int row);
    void go();
    void pause();
    void setPictures(int count); ///< of the validation images that all are asked about

signals:
    void rowsChanged();
    void stateChanged(fovea::CompareState state, const QString& sentence);
    void cleared();                                       ///< what was compared before is gone
    void begun(const std::vector<fovea::RunHead>& heads); ///< numbered as the rows
    void sceneChanged(const fovea::Scene& scene);
    void measured(int row, const std::vector<fovea::StepRecord>& steps, const std::vector<fovea::EpochRecord>& epochs);
    void mapsShown(int row, const std::vector<fovea::ShownSample>& samples);

private:
    struct Entry
    {
        std::optional<Contestant> made;
        std::vector<EpochRecord> passes;
        SnapshotPtr newest, asked; ///< the newest state, and the one that was asked about last
        double secondsPerBatch = kUndefined;
        QString ending;
    };

    void drop();
    void collect();
    void begin(const std::vector<Contestant>& made);
    void note(int row, const Delivery& delivery);
    void askMaps();
    void takeMaps();
    void say(CompareState state, const QString& sentence = {});
    QString nameOf(const Config& config) const;

    const int threads_;
    std::vector<Config> plan_;
    std::vector<Entry> entries_; ///< as many as the plan
    CompareState state_ = CompareState::Planned;
    std::vector<PicturePtr> pictures_;
    int count_ = 6;
    int turn_ = 0;    ///< the row whose maps are asked for next
    long number_ = 0; ///< of the pictures; answers about others are dropped
    QTimer look_;
    std::unique_ptr<Comparison> comparison_; ///< from the first start on
    std::unique_ptr<Analyst> analyst_;
};

} // namespace fovea
