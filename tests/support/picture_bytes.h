// For tests of pictures: small ones as the bytes of PNG and JPEG files, and such files that lie.
#pragma once

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <zlib.h>

namespace fovea {

inline QByteArray bytesOf(const QImage& image, const char* format, int quality = -1)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

/// Left half black, right half white.
inline QImage halves(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter(&image).fillRect(0, 0, width / 2, height, Qt::black);
    return image;
}

inline QByteArray bigEndian(quint32 number, int count)
{
    QByteArray bytes;
    for (int i = count - 1; i >= 0; --i) {
        bytes += static_cast<char>(number >> (8 * i) & 0xff);
    }
    return bytes;
}

/// A JPEG that says with EXIF how the camera was held: 6 is a quarter turn clockwise to be seen upright.
inline QByteArray jpegHeld(const QImage& image, int orientation)
{
    QByteArray tiff = "MM";
    tiff += bigEndian(42, 2) + bigEndian(8, 4) + bigEndian(1, 2);                  // one entry
    tiff += bigEndian(0x0112, 2) + bigEndian(3, 2) + bigEndian(1, 4);              // orientation, a short
    tiff += bigEndian(static_cast<quint32>(orientation), 2) + bigEndian(0, 2 + 4); // no more directories
    const QByteArray exif = QByteArray("Exif\0\0", 6) + tiff;
    QByteArray jpeg = bytesOf(image, "JPEG", 95);
    return jpeg.insert(2, QByteArray("\xff\xe1", 2) + bigEndian(static_cast<quint32>(exif.size()) + 2, 2) + exif);
}

inline QByteArray pngChunk(const QByteArray& name, const QByteArray& contents)
{
    const QByteArray body = name + contents;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.constData()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<quint32>(contents.size()), 4) + body + bigEndian(static_cast<quint32>(sum), 4);
}

/// A PNG that begins like one of that size, and has hardly a pixel.
inline QByteArray pngHeader(quint32 width, quint32 height)
{
    return QByteArray("\x89PNG\r\n\x1a\n", 8) +
           pngChunk("IHDR", bigEndian(width, 4) + bigEndian(height, 4) + QByteArray("\x08\x02\0\0\0", 5)) +
           pngChunk("IDAT", qCompress(QByteArray(100, '\0')).mid(4)) + pngChunk("IEND", {});
}

} // namespace fovea
