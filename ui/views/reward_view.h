// The policy gradient in one screen: why chance has no slope, what reward puts in its place, what a baseline is for, and how
// noisy the gradient of the network in view is with each of them, measured.
#pragma once

#include "ui/views/shown.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fovea {

class VarianceBars;

class RewardView : public QWidget
{
    Q_OBJECT

public:
    explicit RewardView(QWidget* parent = nullptr);

    void showScene(const Scene& scene);
    /// In the order of baselineKeys(); nothing: not measured. When that was: "pass 2.3".
    void showVariance(const std::optional<std::array<double, kBaselines>>& variance, const QString& moment);
    void showMeasuring();
    /// What is said first and last only: presenting, in large type.
    void setBrief(bool brief);
    bool isMeasured() const { return variance_.has_value(); }

    const std::optional<std::array<double, kBaselines>>& variance() const { return variance_; }
    const QString& moment() const { return moment_; }
    const std::string& baseline() const { return scene_.looking.baseline; }

    /// What stands above the bars, without marks.
    QString explanation() const;
    /// What the bars say.
    QString sentence() const;

signals:
    void measureAsked();

private:
    void refresh();

    Scene scene_;
    std::optional<std::array<double, kBaselines>> variance_;
    QString moment_;
    bool measuring_ = false, brief_ = false;
    QLabel *explained_, *said_;
    QPushButton* measure_;
    VarianceBars* bars_;
};

} // namespace fovea
