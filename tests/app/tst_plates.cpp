// Everything that can be exported, walked through: every page has its plates, of exact pixels at every resolution, and no text
// is cut.
#include "tests/app/everything_shown.h"
#include "tests/ui/paint/ink.h"
#include "tests/ui/paint/written_text.h"
#include "ui/curves/curve_id.h"
#include "ui/drawer/drawer_tabs.h"
#include "ui/views/page_choice.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

namespace {

/// What the pages of the window can put on paper. A page that is new here has no plates until somebody names them.
QStringList platesOf(DrawerPage page)
{
    switch (page) {
    case DrawerPage::Runs:
        return {"runs-table", "runs"};
    case DrawerPage::Confusion:
        return {"confusion"};
    case DrawerPage::Metrics:
        return {"metrics", "roc", "precision-recall", "calibration"};
    case DrawerPage::Network:
        return {"network"};
    case DrawerPage::Compare:
        return {"compare", "compare-maps", "compare-table"};
    case DrawerPage::Diagnosis:
        return {"diagnosis"};
    case DrawerPage::Steps:
        return {"steps"};
    }
    return {"a page without plates"};
}

QStringList platesOf(InspectorPage page)
{
    switch (page) {
    case InspectorPage::Picture:
        return {"picture", "answer", "film"};
    case InspectorPage::Glimpses:
        return {"looks"};
    case InspectorPage::Gazes:
        return {"gazes"};
    case InspectorPage::Reward:
        return {"variance"};
    case InspectorPage::Heads:
        return {"heads"};
    case InspectorPage::Gates:
        return {"gates"};
    case InspectorPage::Cost:
        return {"cost-time", "cost-memory"};
    }
    return {"a page without plates"};
}

QStringList platesOf(CurveTab tab)
{
    switch (tab) {
    case CurveTab::Accuracy:
        return {"accuracy"};
    case CurveTab::Loss:
        return {"loss"};
    case CurveTab::Attention:
        return {"spread", "object", "distance"};
    case CurveTab::Gradient:
        return {"gradient"};
    case CurveTab::Reward:
        return {"reward", "policy-noise"};
    }
    return {"a page without plates"};
}

/// Of all pages: an enumeration's first values, so far as `last`.
template<class Page>
QStringList keysUpTo(Page last)
{
    QStringList keys;
    for (int page = 0; page <= static_cast<int>(last); ++page) {
        keys += platesOf(static_cast<Page>(page));
    }
    return keys;
}

const QStringList kPages = keysUpTo(DrawerPage::Steps) + keysUpTo(InspectorPage::Cost) + keysUpTo(CurveTab::Reward);
const QStringList kAll = kPages + QStringList{"", "pictures", "batch-loss", "batch-accuracy"};

/// What comes from the drawer alone, and not from the curves or what was judged.
const QStringList kAsked = {"metrics",   "roc",     "precision-recall", "calibration",   "runs-table", "network",
                            "diagnosis", "compare", "compare-maps",     "compare-table", "cost-time",  "cost-memory",
                            "steps"};

} // namespace

class PlatesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPageHasItsPlates()
    {
        QStringList keys;
        for (const Plate& plate : platesOf(everything())) {
            QVERIFY2(!keys.contains(plate.key), qPrintable(plate.key)); // files would overwrite each other
            QVERIFY(!plate.name.isEmpty());
            keys << plate.key;
        }
        for (const QString& key : kAll) {
            QVERIFY2(keys.contains(key), qPrintable(key));
        }
        for (const QString& key : keys) { // and no plate that the tests below do not know
            QVERIFY2(kAll.contains(key), qPrintable(key));
        }
    }

    void everyPlateHasItsNumbers()
    {
        for (const Plate& plate : platesOf(everything())) {
            QVERIFY2(plate.csv().find('\n') != std::string::npos, qPrintable(plate.key));
        }
    }

    void whatThereIsNothingOfIsLeftOut()
    {
        FrozenWindow frozen = everything();
        frozen.judgement.reset();
        frozen.drawer = {};
        for (const Plate& plate : platesOf(frozen)) {
            QVERIFY2(!kAsked.contains(plate.key), qPrintable(plate.key));
        }
        AttentionSteps none;
        none.none = NoSteps::Gate;
        frozen.drawer.steps = std::make_shared<const AttentionSteps>(none);
        frozen.drawer.comparison.rows.resize(1); // alone there is nothing to compare
        for (const Plate& plate : platesOf(frozen)) {
            QVERIFY2(!kAsked.contains(plate.key), qPrintable(plate.key));
        }
    }

    void pixelsAreExact_data() { plates(); }
    void pixelsAreExact()
    {
        QFETCH(const QString, key);
        const Plate plate = plateOf(key);
        const bool small = plate.centimetres.width() * plate.centimetres.height() < 130; // the others take their time
        for (const int dpi : small ? std::vector<int>{96, 300, 600} : std::vector<int>{96, 300}) {
            const FigureSize size =
                FigureSize::ofCentimetres(plate.centimetres.width(), plate.centimetres.height(), dpi);
            const QImage image = renderFigure(size, painted(plate));
            QCOMPARE(image.size(), QSize(qRound(plate.centimetres.width() / 2.54 * dpi),
                                         qRound(plate.centimetres.height() / 2.54 * dpi)));
            QCOMPARE(image.dotsPerMeterX(), qRound(dpi / 0.0254));
            QVERIFY(dpi > 96 || inkBox(image).width() > image.width() / 2); // and it is not empty
        }
    }

    void noTextIsCut_data() { plates(); }
    void noTextIsCut()
    {
        QFETCH(const QString, key);
        const Plate plate = plateOf(key);
        const QSizeF logical = plate.centimetres / 2.54 * 96;
        TextReader reader(logical);
        reader.read(painted(plate));
        QVERIFY2(reader.written.size() > 5, qPrintable(reader.written.join('|')));
        QVERIFY2(reader.cut.isEmpty(), qPrintable(reader.cut.join('|')));
        QCOMPARE(inkOutside(logical, painted(plate)), 0);
    }

    void darkPaperIsDark_data() { plates(); }
    void darkPaperIsDark()
    {
        QFETCH(const QString, key);
        const Plate plate = plateOf(key);
        const QImage image =
            renderFigure(FigureSize::ofCentimetres(plate.centimetres.width(), plate.centimetres.height(), 96),
                         painted(plate, Paper::dark()), Paper::dark().background);
        QCOMPARE(image.pixelColor(2, 2), Paper::dark().background);
        QVERIFY(count(image, image.rect(), Paper::dark().ink, 60) > 50); // letters are light
        QVERIFY(count(image, image.rect(), Qt::black, 0) < image.width() * image.height() / 20);
    }

private:
    static void plates()
    {
        QTest::addColumn<QString>("key");
        for (const QString& key : kAll) {
            QTest::newRow(key.isEmpty() ? "whole" : qPrintable(key)) << key;
        }
    }
};

QTEST_MAIN(PlatesTest)
#include "tst_plates.moc"
