// For tests of figures: every text that a figure writes, and whether something of it is cut: elided, clipped, or outside the paper.
#pragma once

#include "ui/paint/figure.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QStringList>

#include <cmath>

namespace fovea {

/// A device that draws nothing and reads along.
class TextReader : public QPaintDevice
{
public:
    explicit TextReader(const QSizeF& logical) : size_(logical), engine_(this) {}

    QPaintEngine* paintEngine() const override { return &engine_; }

    void read(const PaintFigure& paint)
    {
        QPainter painter(this);
        paint(painter, QRectF(QPointF(), size_));
    }

    QStringList written; ///< in the order of writing
    QStringList cut;     ///< those of them that cannot be read to their ends

protected:
    int metric(PaintDeviceMetric which) const override
    {
        switch (which) {
        case PdmWidth:
            return static_cast<int>(std::ceil(size_.width()));
        case PdmHeight:
            return static_cast<int>(std::ceil(size_.height()));
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    class Engine : public QPaintEngine
    {
    public:
        explicit Engine(TextReader* reader) : QPaintEngine(AllFeatures), reader_(reader) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState&) override {}
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
        void drawPath(const QPainterPath&) override {}
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
        void drawTextItem(const QPointF& at, const QTextItem& item) override
        {
            reader_->take(QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent()),
                          item.text(), *painter());
        }
        Type type() const override { return User; }

    private:
        TextReader* reader_;
    };

    void take(const QRectF& box, const QString& text, const QPainter& painter)
    {
        constexpr double kSlack = 1; // a line box is a little higher than its letters
        const QRectF paper = QRectF(QPointF(), size_).adjusted(-kSlack, -kSlack, kSlack, kSlack);
        const QRectF shown =
            painter.hasClipping() ? painter.clipBoundingRect().adjusted(-kSlack, -2 * kSlack, kSlack, 2 * kSlack) : box;
        written << text;
        if (text.contains(QChar(0x2026)) || !paper.contains(painter.combinedTransform().mapRect(box)) ||
            !shown.contains(box)) {
            cut << text;
        }
    }

    QSizeF size_;
    mutable Engine engine_;
};

} // namespace fovea
