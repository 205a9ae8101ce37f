// A sheet of pictures of a set as the network will see them: pixel for pixel, none smoothed, each with its class below.
#pragma once

#include "core/data/picture_folder.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace fovea {

class PictureSheet : public QWidget
{
    Q_OBJECT

public:
    explicit PictureSheet(QWidget* parent = nullptr);

    /// null: none.
    void showPictures(const std::shared_ptr<const PictureSet>& set);
    /// Pictures of this class only; nothing: of each class some, in turn.
    void showClass(const std::optional<int>& label);

    /// Which pictures of the learned part are shown, in their order; more than there is room for are not.
    const std::vector<Index>& shown() const { return shown_; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose();
    QSize cell() const;
    int columns() const;

    std::shared_ptr<const PictureSet> set_;
    std::optional<int> label_;
    std::vector<std::vector<Index>> byClass_;
    std::vector<Index> shown_;
};

/// One picture of a set.
QImage pictureOf(const LabelledImages& images, Index i);

} // namespace fovea
