// The page of gazes: where the looks at all validation pictures fall, beside looks that know nothing, and what that says.
#pragma once

#include "core/training/gaze_survey.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace fovea {

class GazeCloud;
struct GazesFigure;
class Segments;

class GazesView : public QWidget
{
    Q_OBJECT

public:
    explicit GazesView(QWidget* parent = nullptr);

    /// Null: being measured. When that was: "pass 2.3".
    void showSurvey(const std::shared_ptr<const GazeSurvey>& survey, const QString& moment);
    QStringList sentences() const;
    /// As it is drawn, and when it was measured.
    const GazesFigure& figure() const;
    const QString& moment() const { return moment_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    std::shared_ptr<const GazeSurvey> survey_;
    QString moment_;
    Segments* around_;
    GazeCloud* cloud_;
    QLabel *measured_, *words_;
};

} // namespace fovea
