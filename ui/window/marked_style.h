// MarkedStyle: Fusion, with buttons that are on in the accent colour. Fusion darkens them a little, which nobody sees on a
// dark palette or from the last row.
#pragma once

#include <QProxyStyle>

namespace fovea {

class MarkedStyle : public QProxyStyle
{
    Q_OBJECT

public:
    MarkedStyle();

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace fovea
