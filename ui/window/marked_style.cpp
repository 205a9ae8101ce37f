#include "ui/window/marked_style.h"

#include <QStyleFactory>
#include <QStyleOptionToolButton>

namespace fovea {

MarkedStyle::MarkedStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void MarkedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const
{
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (control != CC_ToolButton || button == nullptr || !button->state.testFlag(State_On)) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    QStyleOptionToolButton marked(*button);
    marked.palette.setColor(QPalette::Button, button->palette.color(QPalette::Highlight));
    marked.palette.setColor(QPalette::ButtonText, button->palette.color(QPalette::HighlightedText));
    QProxyStyle::drawComplexControl(control, &marked, painter, widget);
}

} // namespace fovea
