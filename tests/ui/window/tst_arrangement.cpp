// Where the parts of the window lie: the specified sizes, nothing on top of another, nothing outside.
#include "ui/window/arrangement.h"

#include <QTest>

#include <utility>
#include <vector>

using namespace fovea;

namespace {

std::vector<std::pair<const char*, QRect>> shown(const Arrangement& parts)
{
    std::vector<std::pair<const char*, QRect>> all = {
        {"transport", parts.transport}, {"sentence", parts.sentence},  {"form", parts.form},
        {"curves", parts.curves},       {"switch", parts.switchStrip}, {"gallery", parts.gallery},
        {"inspector", parts.inspector}, {"timeline", parts.timeline},  {"tabs", parts.tabs},
        {"drawer", parts.drawer},       {"status", parts.status},
    };
    std::erase_if(all, [](const auto& part) { return part.second.isEmpty(); });
    return all;
}

} // namespace

class ArrangementTest : public QObject
{
    Q_OBJECT

private slots:
    void theSpecifiedSizesAreMet()
    {
        const Arrangement small = arrangementFor({1024, 768}, WindowMode::Work, 0);
        QCOMPARE(small.transport.size(), QSize(1024, 44));
        QCOMPARE(small.form.width(), 256);
        QCOMPARE(small.curves.width(), 436);
        QCOMPARE(small.inspector.width(), 332);
        QCOMPARE(small.status.height(), 28);
        const Arrangement large = arrangementFor({1920, 1080}, WindowMode::Work, 0);
        QCOMPARE(large.transport.size(), QSize(1920, 48));
        QCOMPARE(large.form.width(), 336);
        QCOMPARE(large.curves.width(), 984);
        QCOMPARE(large.inspector.width(), 600);
        QCOMPARE(large.status.height(), 32);
        QVERIFY(small.curves.height() >= 296 && small.gallery.height() >= 268);
        QVERIFY(large.curves.height() >= 340 && large.gallery.height() >= 316);
    }

    void anOpenDrawerLiesBelowWhereThereIsRoomElseOverTheGallery()
    {
        const Arrangement small = arrangementFor({1024, 768}, WindowMode::Work, 0, DrawerRoom::Low);
        QCOMPARE(small.tabs.size(), QSize(1024, 28));
        QCOMPARE(small.drawer.width(), small.curves.width());
        QVERIFY(small.drawer.height() >= 240);
        QVERIFY(small.curves.height() >= 296);
        const Arrangement large = arrangementFor({1920, 1080}, WindowMode::Work, 0, DrawerRoom::Low);
        QCOMPARE(large.tabs.height() + large.drawer.height(), 232);
        QCOMPARE(large.drawer.width(), 1920);
        QVERIFY(large.curves.height() >= 340 && large.gallery.height() >= 316);
    }

    void partsFillTheWindowWithoutTouchingEachOther_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("present");
        QTest::addColumn<bool>("withSwitch");
        QTest::addColumn<int>("drawer");
        const char* const kDrawers[] = {"", ", drawer", ", drawer beside", ", drawer over all"};
        for (const QSize size : {QSize(1024, 640), QSize(1024, 768), QSize(1280, 800), QSize(1366, 768),
                                 QSize(1920, 1080), QSize(3840, 2160)}) {
            for (const bool present : {false, true}) {
                for (const int with : {0, 1, 2, 3, 4, 5, 6, 7}) {
                    QTest::addRow("%d x %d%s%s%s", size.width(), size.height(), present ? ", present" : "",
                                  with & 1 ? ", switch" : "", kDrawers[with / 2])
                        << size << present << bool(with & 1) << with / 2;
                }
            }
        }
    }
    void partsFillTheWindowWithoutTouchingEachOther()
    {
        QFETCH(QSize, size);
        QFETCH(bool, present);
        QFETCH(bool, withSwitch);
        QFETCH(int, drawer);
        const bool withDrawer = drawer > 0;
        const Arrangement all = arrangementFor(size, present ? WindowMode::Present : WindowMode::Work,
                                               withSwitch ? 110 : 0, static_cast<DrawerRoom>(drawer));
        const auto parts = shown(all);
        QCOMPARE(all.drawer.isEmpty(), present || !withDrawer);
        const int without = (present ? 5 : 8) + (withSwitch ? 1 : 0) + (all.drawer.isEmpty() ? 0 : 1);
        const bool covered = drawer >= 2 && !present; // form, curves and gallery, and the picture too
        const int left = covered ? (drawer == 2 ? 6 : 5) : without - (all.gallery.isEmpty() ? 1 : 0);
        QCOMPARE(int(parts.size()), left);
        QVERIFY(!all.gallery.isEmpty() || withDrawer);
        long area = 0;
        for (const auto& [name, rect] : parts) {
            QVERIFY2(QRect(QPoint(), size).contains(rect), name);
            area += long(rect.width()) * rect.height();
            for (const auto& [other, otherRect] : parts) {
                QVERIFY2(name == other || !rect.intersects(otherRect), name);
            }
        }
        QCOMPARE(area, long(size.width()) * size.height());
    }

    void typeIsReadable()
    {
        QCOMPARE(typePixels({1024, 768}, WindowMode::Work), 13);
        QCOMPARE(typePixels({1024, 768}, WindowMode::Present), 20);
        QCOMPARE(typePixels({1920, 1080}, WindowMode::Present), 28);
    }
};

QTEST_APPLESS_MAIN(ArrangementTest)
#include "tst_arrangement.moc"
