// ExportDesk: freezes what the window shows at the moment when export is asked for, and opens the dialog on it.
#pragma once

#include "app/plates.h"
#include "app/watch.h"
#include "ui/export/file_writer.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace fovea {

class ExportDialog;

class ExportDesk : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    ExportDesk(const RunStories& stories, const Watch& watch, QWidget* window);
    /// Waits for what still draws: its type ends with the application.
    ~ExportDesk() override;

    /// What is asked at the moment of freezing, for what nobody tells of by itself: it fills in inspector, film and drawer.
    void setAsker(std::function<void(FrozenWindow&)> ask) { ask_ = std::move(ask); }
    /// What there is to export now.
    FrozenWindow frozen() const;

public slots:
    /// Opens the dialog; says so where there is nothing yet.
    void open();
    void showScene(const fovea::Scene& scene) { scene_ = scene; }
    void setLook(const fovea::MapLook& look) { look_ = look; }
    /// What was counted, and when; null: nothing is.
    void setJudgement(const std::shared_ptr<const fovea::Judgement>& judgement, const QString& moment)
    {
        judgement_ = judgement;
        judgedAt_ = moment;
    }
    void forgetJudgement() { setJudgement(nullptr, {}); }

signals:
    void refused(const QString& sentence);
    /// A file that was asked for is written, though its dialog was closed meanwhile.
    void written(const QString& sentence);

private:
    bool dialogOpen() const;

    const RunStories& stories_;
    const Watch& watch_;
    QWidget* window_;
    Scene scene_;
    MapLook look_;
    std::shared_ptr<const Judgement> judgement_; ///< as last counted for the run in view; null: nobody asked
    QString judgedAt_;
    std::function<void(FrozenWindow&)> ask_;
    FileWriter writer_;
    QPointer<ExportDialog> dialog_;
};

} // namespace fovea
