// Coloured noise: the frame says which colour counts, that colour's glyph is the label, and nothing less than both tells it.
#include "core/data/glyphs.h"
#include "tests/support/byte_samples.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

constexpr Index kSide = 32;

/// The glyph that fits best what a colour shows in a box, and how well: its strength against noise of deviation 1.
std::pair<int, double> glyphIn(const Split& split, Index n, const Box& box, Index colour)
{
    std::pair<int, double> best{-1, -1e9};
    for (int g = 0; g < kGlyphs; ++g) {
        double match = 0;
        for (Index i = 0; i < kGlyph * kGlyph; ++i) {
            match += glyphs()[static_cast<std::size_t>(g)][static_cast<std::size_t>(i)] *
                     (byteAt(split, n, box.top + i / kGlyph, box.left + i % kGlyph, colour) - 128) / 24.0;
        }
        if (match > best.second) {
            best = {g, match};
        }
    }
    return best;
}

/// The mean of a colour, over the frame or over all of the image, against noise of deviation 1.
double meanOf(const Split& split, Index n, Index colour, bool frameOnly)
{
    double sum = 0, count = 0;
    for (Index i = 0; i < kSide; ++i) {
        for (Index j = 0; j < kSide; ++j) {
            if (!frameOnly || std::min({i, j, kSide - 1 - i, kSide - 1 - j}) < 2) {
                sum += (byteAt(split, n, i, j, colour) - 128) / 24.0;
                count += 1;
            }
        }
    }
    return sum / count;
}

/// The colours but one, in order: whose glyphs the decoys are.
Index colourOfDecoy(std::size_t decoy, int cue)
{
    const auto at = static_cast<Index>(decoy);
    return at < cue ? at : at + 1;
}

} // namespace

class ColouredNoiseTest : public QObject
{
    Q_OBJECT

private slots:
    void theFrameIsBrightInTheColourThatCounts_data()
    {
        QTest::addColumn<int>("channels");
        QTest::newRow("3") << 3;
        QTest::newRow("9") << 9;
    }
    void theFrameIsBrightInTheColourThatCounts()
    {
        QFETCH(int, channels);
        const auto data = samplesOf("coloured", 60, {{"data.channels", std::to_string(channels)}});
        QVERIFY((data->image == Shape{kSide, kSide, channels}));
        QCOMPARE(data->cues.size(), static_cast<std::size_t>(channels));
        for (Index n = 0; n < 60; ++n) {
            const int cue = data->train.cues[static_cast<std::size_t>(n)];
            QVERIFY(cue >= 0 && cue < channels);
            for (Index c = 0; c < channels; ++c) {
                const double frame = meanOf(data->train, n, c, true), whole = meanOf(data->train, n, c, false);
                QVERIFY(c == cue ? frame > 2.5 && frame < 3.5 : std::abs(frame) < 0.4); // 240 pixels
                QVERIFY(c == cue ? whole > 0.5 : whole < 0.4); // who takes the mean of all can tell
            }
        }
    }

    void theGlyphOfThatColourIsTheLabelAndLiesInItsBox()
    {
        const auto data = samplesOf("coloured", 200, {{"data.signal", "12"}});
        for (Index n = 0; n < 200; ++n) {
            const auto at = static_cast<std::size_t>(n);
            QCOMPARE(data->train.evidence[at].boxes.size(), std::size_t{1});
            QCOMPARE(data->train.decoys[at].boxes.size(), std::size_t{2});
            const int cue = data->train.cues[at];
            const auto [glyph, strength] = glyphIn(data->train, n, data->train.evidence[at].boxes[0], cue);
            QCOMPARE(glyph, data->train.labels[at]);
            QVERIFY2(std::abs(strength - 12) < 4.5, std::to_string(strength).c_str());
            for (std::size_t d = 0; d < 2; ++d) {
                const Box& box = data->train.decoys[at].boxes[d];
                QVERIFY(glyphIn(data->train, n, box, colourOfDecoy(d, cue)).second > 7.5); // there is one, too
            }
        }
    }

    void neitherCueNorOtherGlyphsTellTheLabel()
    {
        const auto data = samplesOf("coloured", 6000, {{"data.signal", "20"}});
        std::vector<int> byCue(4 * 3), byDecoy(4 * 4), byPlace(4 * 4);
        for (Index n = 0; n < 6000; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const auto label = static_cast<std::size_t>(data->train.labels[at]);
            const int cue = data->train.cues[at];
            ++byCue[label * 3 + static_cast<std::size_t>(cue)];
            const int other = glyphIn(data->train, n, data->train.decoys[at].boxes[0], colourOfDecoy(0, cue)).first;
            ++byDecoy[label * 4 + static_cast<std::size_t>(other)];
            const Box& box = data->train.evidence[at].boxes[0];
            ++byPlace[label * 4 + 2 * static_cast<std::size_t>(box.top >= 14) +
                      static_cast<std::size_t>(box.left >= 14)];
        }
        QVERIFY(dependence(byCue, 3) < oneInAThousand(6));
        QVERIFY(dependence(byDecoy, 4) < oneInAThousand(9));
        QVERIFY(dependence(byPlace, 4) < oneInAThousand(9));
        QVERIFY(unevenness(byDecoy) < oneInAThousand(15)); // and every glyph is a decoy equally often
        QVERIFY(unevenness(byCue) < oneInAThousand(11));
    }

    void noWindowOfTwelvePixelsSeesAGlyphsMiddleAndTheFrame()
    {
        const auto data = samplesOf("coloured", 3000);
        Index least = kSide, most = 0;
        for (std::size_t n = 0; n < 3000; ++n) {
            for (const Evidence* list : {&data->train.evidence[n], &data->train.decoys[n]}) {
                for (const Box& box : list->boxes) {
                    least = std::min({least, box.top, box.left});
                    most = std::max({most, box.top + box.height, box.left + box.width});
                }
            }
        }
        // The middle is 2 pixels further in, half a window is 6, and the frame is 2 wide. Both ends are reached.
        QCOMPARE(least, Index{6});
        QCOMPARE(most, kSide - 6);
    }
};

QTEST_APPLESS_MAIN(ColouredNoiseTest)
#include "tst_coloured_noise.moc"
