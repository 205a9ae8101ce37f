// The legend above the curves: what a click hides, names that are edited, and groups of seeds.
#include "tests/ui/curves/curve_records.h"
#include "tests/ui/paint/ink.h"
#include "ui/paint/run_colours.h"

#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace fovea;

class CurvesLegendTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void clickHidesAndDoubleClickShowsOnlyThisOne()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {}, {epoch(1, 0.5, 0.9, 0.4), epoch(2, 0.5, 0.9, 0.4)});
        QTRY_VERIFY(entryNamed(view, QStringLiteral("validation")) != nullptr);
        LegendEntry* validation = entryNamed(view, QStringLiteral("validation"));
        LegendEntry* training = entryNamed(view, QStringLiteral("training images"));
        QTest::mouseClick(validation, Qt::LeftButton);
        QVERIFY(!validation->item().shown);
        const QImage image = drawn(view);
        QCOMPARE(count(image, image.rect(), validationColour()), 0);
        validation->setFocus();
        QTest::keyClick(validation, Qt::Key_Space);
        QVERIFY(validation->item().shown);
        QTest::mouseDClick(validation, Qt::LeftButton);
        QVERIFY(validation->item().shown && !training->item().shown);
        QTest::keyClick(validation, Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(validation->item().shown && training->item().shown);
    }

    /// Where not all names find room, those of hidden runs go into the menu first.
    void namesOfHiddenRunsGiveWay()
    {
        CurvesView view;
        view.resize(700, 340);
        view.show();
        for (int number = 0; number < 8; ++number) {
            view.beginRun(headOf(number));
            view.append(number, {}, {epoch(1, 0.5, 0.9, 0.4), epoch(2, 0.5, 0.9, 0.4)});
            const QString name = QStringLiteral("a name that takes some room %1").arg(number);
            view.labelRun(number, {name, {}, true, {}, number});
        }
        const auto named = [&](int number) {
            return entryNamed(view, QStringLiteral("a name that takes some room %1").arg(number)) != nullptr;
        };
        QTRY_VERIFY(named(7) && !named(0)); // the newest first
        for (int number = 1; number < 7; ++number) {
            view.setRunShown(number, false);
        }
        QTRY_VERIFY(named(7) && named(0) && !named(1));
    }

    void f2RenamesARunAndEscapeDoesNot()
    {
        CurvesView view;
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.beginRun(headOf(3, QStringLiteral("old")));
        QSignalSpy renamed(&view, &CurvesView::renamed);
        QTRY_VERIFY(entryNamed(view, QStringLiteral("old")) != nullptr);
        const auto rename = [&](Qt::Key end) {
            LegendEntry* entry = entryNamed(view, QStringLiteral("old"));
            QTest::keyClick(entry, Qt::Key_F2);
            QLineEdit* editor = nullptr;
            for (QLineEdit* each : view.findChildren<QLineEdit*>()) {
                editor = each->isVisible() ? each : editor;
            }
            QVERIFY(editor != nullptr);
            QTest::keyClicks(editor, QStringLiteral("new"));
            QTest::keyClick(editor, end);
        };
        rename(Qt::Key_Escape);
        QCOMPARE(renamed.count(), 0);
        rename(Qt::Key_Return);
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed.front(), (QVariantList{3, QStringLiteral("new")}));
        QTRY_VERIFY(entryNamed(view, QStringLiteral("new")) != nullptr);
    }

    void aNameBeingEditedOutlivesNewNamesAroundIt()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.beginRun(headOf(3, QStringLiteral("old")));
        view.append(3, {step(1, 0.1, 0.5)}, {});
        QSignalSpy renamed(&view, &CurvesView::renamed);
        QTRY_VERIFY(entryNamed(view, QStringLiteral("old")) != nullptr);
        const auto editor = [&]() -> QLineEdit* {
            for (QLineEdit* each : view.findChildren<QLineEdit*>()) {
                if (each->isVisible()) {
                    return each;
                }
            }
            return nullptr;
        };
        QTest::keyClick(entryNamed(view, QStringLiteral("old")), Qt::Key_F2);
        QTest::keyClicks(editor(), QStringLiteral("my"));
        for (int number = 4; number < 6; ++number) { // to the other legend, then one place on
            view.beginRun(headOf(number, QStringLiteral("other %1").arg(number)));
            view.append(number, {step(1, 0.1, 0.5)}, {});
            QTRY_VERIFY(entryNamed(view, QStringLiteral("other %1").arg(number)) != nullptr);
            QVERIFY(editor() != nullptr);
            QTest::keyClicks(editor(), QStringLiteral("%1").arg(number));
        }
        QCOMPARE(renamed.count(), 0);
        QTest::keyClick(editor(), Qt::Key_Return);
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed.front(), (QVariantList{3, QStringLiteral("my45")}));
    }

    /// All seeds of a setting are one entry and one hue; the present run has its own entry beside.
    void aGroupOfSeedsIsOneEntryInItsColour()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        for (int number = 0; number < 4; ++number) {
            view.beginRun(headOf(number));
            view.append(number, {}, {epoch(1, 0.5, 0.9, 0.4), epoch(2, 0.5, 0.9, 0.4)});
            const QString group = number < 2 ? QStringLiteral("first") : QStringLiteral("second");
            view.labelRun(number, {QStringLiteral("run %1").arg(number), {}, false, group, number < 2 ? 5 : 1});
        }
        QTRY_VERIFY(entryNamed(view, QStringLiteral("first")) != nullptr);
        LegendEntry* first = entryNamed(view, QStringLiteral("first"));
        QCOMPARE(first->item().style.colour, runColour(5));
        QVERIFY(first->item().group == (std::vector<int>{0, 1}));
        QVERIFY(entryNamed(view, QStringLiteral("second")) != nullptr);
        QVERIFY(entryNamed(view, QStringLiteral("run 3")) != nullptr); // the present one
        QVERIFY(entryNamed(view, QStringLiteral("run 0")) == nullptr);
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(!view.isRunShown(0) && !view.isRunShown(1) && view.isRunShown(2) && view.isRunShown(3));
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(view.isRunShown(0) && view.isRunShown(1));
        QTest::mouseDClick(first, Qt::LeftButton);
        QVERIFY(view.isRunShown(0) && !view.isRunShown(2) && !view.isRunShown(3));
        QTest::keyClick(first, Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(view.isRunShown(2) && view.isRunShown(3));
    }
};

QTEST_MAIN(CurvesLegendTest)
#include "tst_curves_legend.moc"
