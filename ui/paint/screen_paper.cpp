#include "ui/paint/screen_paper.h"

#include <QWidget>

namespace fovea {

Paper paperUnder(const QWidget& widget)
{
    const QColor background = widget.palette().color(QPalette::Window);
    Paper paper = background.lightness() < 128 ? Paper::dark() : Paper::light();
    paper.background = background;
    paper.ink = widget.palette().color(QPalette::WindowText);
    return paper;
}

} // namespace fovea
