// What will be written, seen beforehand: drawn by a worker as large as there is room for, a newer choice in place of an older
// one; an animation plays; of a table its first lines.
#pragma once

#include "ui/export/newest_work.h"
#include "ui/export/plate_file.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace fovea {

class ExportPreview : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPreview(QWidget* parent = nullptr);

    /// Soon, once it is seen: what is chosen in between is left out.
    void show(const PlateFile& file);
    /// Whether what is seen is what was shown last.
    bool isNew() const { return !soon_.isActive() && !work_->busy(); }
    /// How often a worker was asked for one.
    int asked() const { return asked_; }
    /// How many pictures are played; 1 of what does not move.
    int moments() const { return static_cast<int>(pictures_.size()); }

signals:
    /// Of an animation: it will have about so many bytes.
    void expected(qint64 bytes);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void draw();
    void ask(NewestWork::Work work);
    void take(std::vector<QImage> pictures, qint64 bytes);
    void takeTable(const QString& text);
    void showMoment();
    void advance();
    void sayState();

    PlateFile file_;
    std::vector<QImage> pictures_;
    int moment_ = 0, asked_ = 0;
    QTimer soon_, next_;
    NewestWork* work_;
    QLabel *picture_, *state_;
};

} // namespace fovea
