#include "app/picture_desk.h"

#include "app/sentence_of.h"
#include "core/tensor/thread_pool.h"
#include "core/tensor/thread_priority.h"
#include "ui/pictures/pictures_page.h"

#include <QFile>
#include <QWidget>

#include <utility>

namespace fovea {
namespace {

constexpr int kLookEvery = 50;   // ms between two looks at the progress
constexpr int kReaderSteps = 10; // of priority that reading is below the window

} // namespace

PictureDesk::PictureDesk(int threads, QWidget* window) : QObject(window), threads_(threads), window_(window)
{
    look_.setInterval(kLookEvery);
    connect(&look_, &QTimer::timeout, this, [this] {
        if (page_ && reading_ && !next_) {
            page_->showReading(task_.folder, progress_->done, progress_->of);
        }
    });
}

PictureDesk::~PictureDesk() = default;

PicturesPage* PictureDesk::page() const
{
    return page_;
}

void PictureDesk::open(const QString& folder, const Config& now)
{
    seed_ = now.seed;
    if (!page_) {
        page_ = new PicturesPage(pictureForm(now), window_);
        makePage();
    }
    page_->show();
    page_->raise();
    if (!folder.isEmpty()) {
        read({folder, page_->form()});
    }
}

void PictureDesk::makePage()
{
    page_->setAttribute(Qt::WA_DeleteOnClose);
    page_->setWindowModality(Qt::WindowModal);
    connect(page_, &PicturesPage::folderAsked, this, [this](const QString& folder) { read({folder, page_->form()}); });
    connect(page_, &PicturesPage::formChanged, this, [this](const PictureForm& form) {
        if (!task_.folder.isEmpty()) {
            read({task_.folder, form});
        }
    });
    connect(page_, &PicturesPage::cancelAsked, this, [this] {
        cancel();
        page_->showRefusal(tr("Reading was cancelled."));
    });
    connect(page_, &QDialog::finished, this, [this] {
        cancel();
        task_ = {};
        page_ = nullptr; // it goes by itself
    });
    connect(page_, &PicturesPage::used, this, [this] {
        if (page_) { // else it was closed by the first click of two
            page_->close();
            emit used(proposed_);
        }
    });
}

void PictureDesk::read(const Task& task)
{
    task_ = task;
    page_->showReading(task.folder, 0, 0);
    if (reading_) {
        next_ = task;
        thread_.request_stop();
        return;
    }
    start();
}

void PictureDesk::start()
{
    reading_ = true;
    progress_ = std::make_shared<Progress>();
    look_.start();
    thread_ = std::jthread([this, task = task_, progress = progress_, threads = threads_](const std::stop_token& stop) {
        const auto lower = [] { lowerPriority(kReaderSteps); };
        lower();
        Result result;
        result.refusal = sentenceOf([&] {
            ThreadPool pool(threads, lower);
            pool.heed(stop);
            PictureReader reader = pictureReader();
            reader.tell = [progress](Index done, Index of) {
                progress->of = of;
                progress->done = done;
            };
            try {
                result.set = std::make_shared<const PictureSet>(
                    readPictureFolder(QFile::encodeName(task.folder).toStdString(), task.form, reader, pool));
            } catch (const CalledOff&) { // nobody wants it any more
            }
        });
        QMetaObject::invokeMethod(
            this, [this, result] { take(result); }, Qt::QueuedConnection);
    });
}

void PictureDesk::take(const Result& result)
{
    look_.stop();
    reading_ = false;
    thread_.join();
    if (next_) {
        task_ = *std::exchange(next_, std::nullopt);
        start();
        return;
    }
    if (!page_ || task_.folder.isEmpty()) {
        return;
    }
    if (!result.refusal.isEmpty()) {
        page_->showRefusal(result.refusal);
    } else if (result.set) {
        proposed_ = configForPictures(*result.set, QFile::encodeName(task_.folder).toStdString(), seed_);
        page_->showPictures(result.set, proposed_);
    }
}

void PictureDesk::cancel()
{
    next_.reset();
    look_.stop();
    thread_.request_stop();
}

} // namespace fovea
