// PictureDesk: reads folders of pictures beside the window's thread, for the page that shows them before they are used.
#pragma once

#include "core/data/own_pictures.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

class QWidget;

namespace fovea {

class PicturesPage;

class PictureDesk : public QObject
{
    Q_OBJECT

public:
    /// `threads` decode. All must outlive it.
    PictureDesk(int threads, QWidget* window);
    /// Waits for the files in hand.
    ~PictureDesk() override;

    /// The page, while it is open.
    PicturesPage* page() const;
    bool reads() const { return reading_; }

public slots:
    /// Opens the page, and reads a folder if one is given. `now`: the settings as they are wanted.
    void open(const QString& folder, const fovea::Config& now);

signals:
    /// The user wants these pictures: settings for them.
    void used(const fovea::Config& config);

private:
    struct Task
    {
        QString folder;
        PictureForm form;
    };
    struct Progress
    {
        std::atomic<Index> done = 0, of = 0;
    };
    struct Result
    {
        std::shared_ptr<const PictureSet> set; ///< null: `refusal` says why, or it was called off
        QString refusal;
    };

    void makePage();
    void read(const Task& task);
    void start();
    void take(const Result& result);
    void cancel();

    const int threads_;
    QWidget* window_;
    QPointer<PicturesPage> page_;
    std::uint64_t seed_ = 0;
    std::optional<Task> next_; ///< read as soon as the one before has ended
    Task task_;
    Config proposed_;
    bool reading_ = false;
    std::shared_ptr<Progress> progress_;
    QTimer look_;
    std::jthread thread_; ///< last, so that it goes first
};

} // namespace fovea
