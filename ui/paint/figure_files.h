// A figure as the bytes of a file: PNG with exact pixels and resolution, SVG and PDF as drawing commands. PDF embeds its
// fonts; PNG and SVG carry the settings that the figure was made with.
#pragma once

#include "ui/paint/figure_bounds.h"

#include <QString>

#include <optional>

namespace fovea {

enum class FigureFormat
{
    Png,
    Svg,
    Pdf
};

/// By the ending of a file's name; nothing where it is none of them.
std::optional<FigureFormat> formatOf(const QString& fileName);
/// "png"
QString endingOf(FigureFormat format);

/// What a file says of itself, beside the picture.
struct FigureNotes
{
    QString title;
    QByteArray setup; ///< a configuration as JSON; empty: none
};

/// Empty where it was stopped. Errors as those of renderFigure().
QByteArray figureBytes(FigureFormat format, const FigureSize& size, const PaintFigure& paint, const QColor& background,
                       const FigureNotes& notes = {}, const std::stop_token& stop = {});

/// The PNG with its settings inside; as it is where there are none.
QByteArray withSetup(const QByteArray& png, const QByteArray& setup);

} // namespace fovea
