// The page that compares: texts of a row, what can be done when, and maps of several networks on one scale.
#include "tests/ui/views/shown_samples.h"
#include "ui/drawer/compare_grid.h"
#include "ui/drawer/compare_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace fovea;

namespace {

QToolButton* button(const QWidget& in, const QString& name)
{
    for (QToolButton* each : in.findChildren<QToolButton*>()) {
        if (each->accessibleName() == name) {
            return each;
        }
    }
    return nullptr;
}

std::vector<ComparedRow> rows(int count)
{
    std::vector<ComparedRow> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        all[std::size_t(i)].name = QString("way %1").arg(i);
    }
    return all;
}

} // namespace

class CompareViewTest : public QObject
{
    Q_OBJECT

private slots:
    void aRowSaysWhatItReachesAndCosts()
    {
        CompareView view;
        ComparedRow row;
        row.name = "everywhere alike";
        row.passes = 3;
        row.accuracy = 0.875;
        row.error = 0.0209;
        row.learned = 4242;
        row.multiplyAdds = 1'234'567;
        row.millisecondsPerBatch = 12.34;
        view.showRows({row});
        const QStringList texts = view.texts(0);
        QCOMPARE(texts[0], "1  everywhere alike");
        QCOMPARE(texts[1], "3");
        QCOMPARE(texts[2], QStringLiteral("0.875 ± 0.021"));
        QCOMPARE(texts[3], QStringLiteral("–")); // not known
        QCOMPARE(texts[7], QLocale().toString(4242));
        QCOMPARE(texts[9], "12.3");
        QCOMPARE(view.findChild<QTreeWidget*>()->topLevelItem(0)->text(2), texts[2]);
    }

    void buttonsOfferWhatCanBeDone()
    {
        CompareView view;
        view.showRows(rows(1));
        QToolButton* go = button(view, "train the compared settings");
        QVERIFY(!go->isEnabled()); // alone there is nothing to compare
        view.showRows(rows(2));
        QVERIFY(go->isEnabled() && button(view, "add another attention")->isEnabled());
        QSignalSpy went(&view, &CompareView::goAsked), paused(&view, &CompareView::pauseAsked);
        go->click();
        QCOMPARE(went.count(), 1);
        view.showState(CompareState::Running);
        QVERIFY(!button(view, "add another attention")->isEnabled());
        QCOMPARE(go->text(), "Pause");
        go->click();
        QCOMPARE(paused.count(), 1);
        view.showState(CompareState::Paused);
        QCOMPARE(go->text(), "Go on");
        view.showState(CompareState::Over);
        view.showRows(rows(4));
        QVERIFY(!button(view, "add the settings of the form")->isEnabled()); // four at most
        view.showState(CompareState::Planned, "why not");
        QCOMPARE(view.sentence(), "why not");
    }

    void aSelectedRowCanBeRemoved()
    {
        CompareView view;
        view.showRows(rows(3));
        auto* table = view.findChild<QTreeWidget*>();
        QVERIFY(!button(view, "remove from the comparison")->isEnabled());
        table->setCurrentItem(table->topLevelItem(1));
        QSignalSpy removed(&view, &CompareView::removeAsked);
        button(view, "remove from the comparison")->click();
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed.first().first().toInt(), 1);
    }

    void allMapsShareOneScale()
    {
        CompareGrid grid;
        grid.resize(600, 400);
        grid.showScene(needleScene());
        grid.setRows(2);
        QVERIFY(!grid.scale());
        grid.showRow(0, {sampleOf(0, 0, mapWithPeak(8, 8, 3, 0.5))});
        grid.showRow(1, {sampleOf(0, 1, uniformMap(false))});
        QVERIFY(grid.scale() && grid.scale()->kind() == ScaleKind::TimesUniform);
        grid.showRow(1, {sampleOf(0, 1, mapWithPeak(4, 4, 3, 0.5))});
        QCOMPARE(grid.scale()->kind(), ScaleKind::PerLayer); // of 64 and of 16 places: the weights themselves
        grid.showRow(1, {sampleOf(0, 1, uniformMap(false))});
        MapLook look;
        look.scale = ScaleKind::PerImage; // would not compare
        grid.setLook(look);
        QCOMPARE(grid.scale()->kind(), ScaleKind::PerLayer);
    }

    void noPictureIsCut()
    {
        for (const QSize size : {QSize(340, 330), QSize(500, 380), QSize(900, 520)}) {
            CompareGrid grid;
            grid.resize(size);
            grid.setRows(4);
            const QRect last = grid.imageRect(3, grid.wantedColumns() - 1);
            QVERIFY2(grid.rect().contains(last), qPrintable(QString("%1").arg(last.bottom())));
        }
    }
};

QTEST_MAIN(CompareViewTest)
#include "tst_compare_view.moc"
