// Colour maps against their published tables, and what makes them honest: lightness that only rises.
#include "ui/paint/colour_map.h"

#include <QSet>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fovea;

namespace {

/// CIE L* of an sRGB colour (IEC 61966-2-1; CIE 15:2004), white at 100.
double lightness(QRgb rgb)
{
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double y = 0.2126 * linear(qRed(rgb)) + 0.7152 * linear(qGreen(rgb)) + 0.0722 * linear(qBlue(rgb));
    return y > 216.0 / 24389 ? 116 * std::cbrt(y) - 16 : y * 24389.0 / 27;
}

struct Published
{
    std::size_t index;
    QRgb rgb;
};

// matplotlib 3.6.3 (Debian python3-matplotlib), colormaps[name](index), rounded to 8 bits.
constexpr Published kViridis[] = {
    {0, 0x440154},   {5, 0x46085c},   {13, 0x481467},  {29, 0x482979},  {47, 0x423f85},
    {58, 0x3e4c8a},  {80, 0x33638d},  {95, 0x2c718e},  {110, 0x27808e}, {128, 0x21918c},
    {143, 0x1f9f88}, {160, 0x28ae80}, {178, 0x42be71}, {188, 0x56c667}, {207, 0x81d34d},
    {222, 0xa8db34}, {239, 0xd5e21a}, {249, 0xefe51c}, {255, 0xfde725},
};
constexpr Published kInferno[] = {
    {0, 0x000004},   {5, 0x02020c},   {13, 0x08051d},  {29, 0x1c0c43},  {47, 0x3b0964},
    {58, 0x4d0d6c},  {80, 0x71196e},  {95, 0x88226a},  {110, 0xa02a63}, {128, 0xbc3754},
    {143, 0xd04545}, {160, 0xe45a31}, {178, 0xf3761b}, {188, 0xf8870e}, {207, 0xfcaa0f},
    {222, 0xf9c72f}, {239, 0xf2e865}, {249, 0xf4f88e}, {255, 0xfcffa4},
};
constexpr Published kCividis[] = {
    {0, 0x00224e},   {5, 0x002656},   {13, 0x002c64},  {29, 0x143670},  {47, 0x31436d},
    {58, 0x3d4a6c},  {80, 0x535a6d},  {95, 0x60646f},  {110, 0x6d6f72}, {128, 0x7d7c78},
    {143, 0x8b8778}, {160, 0x9b9476}, {178, 0xada272}, {188, 0xb8aa6e}, {207, 0xccba64},
    {222, 0xdcc859}, {239, 0xefd748}, {249, 0xfbe138}, {255, 0xfee838},
};

void compare(ColourMap map, std::span<const Published> published)
{
    constexpr int kAllowed = 1; // of 255
    for (const Published& reference : published) {
        const QRgb ours = colourTable(map)[reference.index];
        QVERIFY2(std::abs(qRed(ours) - qRed(reference.rgb)) <= kAllowed &&
                     std::abs(qGreen(ours) - qGreen(reference.rgb)) <= kAllowed &&
                     std::abs(qBlue(ours) - qBlue(reference.rgb)) <= kAllowed,
                 qPrintable(QString("%1: %2, published %3")
                                .arg(reference.index)
                                .arg(ours & 0xffffff, 6, 16)
                                .arg(reference.rgb, 6, 16)));
    }
}

} // namespace

class TestColourMap : public QObject
{
    Q_OBJECT

private slots:
    void tablesAreThePublishedOnes()
    {
        compare(ColourMap::Viridis, kViridis);
        compare(ColourMap::Inferno, kInferno);
        compare(ColourMap::Cividis, kCividis);
    }

    void sequentialMapsOnlyGrowLighter()
    {
        for (const ColourMapEntry& entry : colourMapCatalog()) {
            if (entry.signedValues) {
                continue;
            }
            const ColourTable& table = colourTable(entry.map);
            for (std::size_t i = 0; i + 1 < table.size(); ++i) {
                QVERIFY2(lightness(table[i + 1]) > lightness(table[i]) - 0.15, // eight bits round
                         qPrintable(QString("%1 at %2").arg(entry.key).arg(i)));
            }
            for (std::size_t i = 0; i + 4 < table.size(); ++i) {
                QVERIFY2(lightness(table[i + 4]) > lightness(table[i]),
                         qPrintable(QString("%1 at %2").arg(entry.key).arg(i)));
            }
        }
    }

    void signedMapIsPalestAtZeroAndEquallyDarkOnBothSides()
    {
        const ColourTable& table = colourTable(ColourMap::BlueRed);
        for (std::size_t i = 0; i < 128; ++i) {
            QVERIFY(std::abs(lightness(table[i]) - lightness(table[255 - i])) < 1.0);
            QVERIFY(i == 0 || lightness(table[i]) > lightness(table[i - 1]));
        }
        QVERIFY(lightness(colour(ColourMap::BlueRed, 0.5)) > 95);
        QVERIFY(qBlue(table[0]) > qRed(table[0]) + 80);
        QVERIFY(qRed(table[255]) > qBlue(table[255]) + 80);
    }

    void outsideTakesTheEndsAndNothingIsTransparent()
    {
        for (const ColourMapEntry& entry : colourMapCatalog()) {
            const ColourTable& table = colourTable(entry.map);
            QCOMPARE(colour(entry.map, -3), table.front());
            QCOMPARE(colour(entry.map, 0), table.front());
            QCOMPARE(colour(entry.map, 1), table.back());
            QCOMPARE(colour(entry.map, std::numeric_limits<double>::infinity()), table.back());
            QCOMPARE(qAlpha(colour(entry.map, 0.3)), 255);
            QCOMPARE(qAlpha(colour(entry.map, std::numeric_limits<double>::quiet_NaN())), 0);
        }
    }

    void everyMapIsFoundByItsKey()
    {
        QSet<QString> titles;
        for (const ColourMapEntry& entry : colourMapCatalog()) {
            QCOMPARE(colourMapOfKey(entry.key), std::optional(entry.map));
            titles.insert(colourMapTitle(entry.map));
        }
        QCOMPARE(static_cast<std::size_t>(titles.size()), colourMapCatalog().size());
        QCOMPARE(colourMapOfKey("jet"), std::nullopt);
    }
};

QTEST_MAIN(TestColourMap)
#include "tst_colour_map.moc"
