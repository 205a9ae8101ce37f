// The page My pictures: it shows what it is handed, warns where classes are small, and asks for what the user wants.
#include "ui/pictures/picture_sheet.h"
#include "ui/pictures/picture_words.h"
#include "ui/pictures/pictures_page.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>

using namespace fovea;

namespace {

/// Pictures of 16 × 16; those of class c are all of tone 40 c + 10, the i-th with one white pixel at i.
std::shared_ptr<PictureSet> setOf(const std::vector<Index>& counts)
{
    auto set = std::make_shared<PictureSet>();
    set->form = {16, 1, Fit::Crop};
    set->images.height = set->images.width = 16;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        set->classes.push_back("class " + std::to_string(c));
        for (Index i = 0; i < counts[c]; ++i) {
            std::vector<std::uint8_t> pixels(256, static_cast<std::uint8_t>(40 * c + 10));
            pixels[static_cast<std::size_t>(i % 256)] = 255;
            set->images.pixels.insert(set->images.pixels.end(), pixels.begin(), pixels.end());
            set->images.labels.push_back(static_cast<std::uint8_t>(c));
            set->images.groups.push_back(set->images.count++);
        }
    }
    return set;
}

} // namespace

class PicturesPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init()
    {
        page_ = std::make_unique<PicturesPage>(PictureForm{32, 3, Fit::Whole});
        page_->show();
    }
    void cleanup() { page_.reset(); }

    void itBeginsWithTheFormOfTheSettings()
    {
        QVERIFY(page_->form() == (PictureForm{32, 3, Fit::Whole}));
        QVERIFY(!button("use these pictures")->isEnabled());
    }

    void picturesAreCountedAndFewAreWarnedOf()
    {
        show(setOf({60, 39, 12}));
        auto* classes = page_->findChild<QTreeWidget*>();
        QCOMPARE(classes->topLevelItemCount(), 3);
        QCOMPARE(classes->topLevelItem(1)->text(1), QString("39"));
        QVERIFY(classes->topLevelItem(0)->text(2).isEmpty() && !classes->topLevelItem(1)->text(2).isEmpty());
        QVERIFY(said("warning").contains("Fewer than 40 pictures: class 1 (39), class 2 (12)."));
        QVERIFY(said("what was found")
                    .contains("111 pictures in 3 classes: about 75 to learn from, 18 for validation, 18"));
        QVERIFY(button("use these pictures")->isEnabled());
        show(setOf({60, 40}));
        QVERIFY(said("warning").isEmpty());
    }

    void oneClassCannotBeUsed()
    {
        show(setOf({60}));
        QVERIFY(said("warning").contains("All are of one class"));
        QVERIFY(!button("use these pictures")->isEnabled());
    }

    void classesThatShowTheSameAreWarnedOf()
    {
        const auto set = setOf({50, 50});
        for (std::size_t i = 50; i < 80; ++i) {
            set->images.groups[i] = 50;
        }
        show(set);
        QVERIFY(said("warning").contains("Most pictures are nearly the same: class 1."));
    }

    void nearDuplicatesAreCounted()
    {
        const auto set = setOf({50, 50});
        QVERIFY(!pictureSummary(*set, configForPictures(*set, "/p", 0)).contains("nearly the same"));
        set->images.groups[3] = set->images.groups[4] = 0;
        QVERIFY(pictureSummary(*set, configForPictures(*set, "/p", 0)).contains("2 are nearly the same"));
    }

    void whatIsSkippedIsSaidWithItsReason()
    {
        const auto set = setOf({50, 50});
        show(set);
        QVERIFY(!page_->findChild<QPlainTextEdit*>()->isVisible());
        set->skipped = {"\"a/x.gif\" is a GIF file."};
        set->skippedCount = 1234;
        show(set);
        QVERIFY(page_->findChild<QPlainTextEdit*>()->isVisible());
        QCOMPARE(page_->findChild<QPlainTextEdit*>()->toPlainText(),
                 QString("\"a/x.gif\" is a GIF file.\n… and 1,233 more"));
    }

    void picturesAreDrawnPixelForPixel()
    {
        show(setOf({3, 2}));
        auto* sheet = page_->findChild<PictureSheet*>();
        QVERIFY(sheet->shown() == (std::vector<Index>{0, 3, 1, 4, 2})); // of each class in turn
        const QImage drawn = sheet->grab().toImage();
        QVERIFY(holds(drawn, 10) && holds(drawn, 50));
        auto* classes = page_->findChild<QTreeWidget*>();
        classes->topLevelItem(1)->setSelected(true);
        QVERIFY(sheet->shown() == (std::vector<Index>{3, 4}));
        QVERIFY(!holds(sheet->grab().toImage(), 10) && holds(sheet->grab().toImage(), 50));
    }

    void colourPicturesKeepTheirColours()
    {
        LabelledImages images;
        images.count = 2;
        images.height = images.width = 1;
        images.channels = 3;
        images.pixels = {1, 2, 3, 200, 100, 50};
        QCOMPARE(pictureOf(images, 1).pixel(0, 0), qRgb(200, 100, 50));
    }

    void readingShowsHowFarItIsAndCanBeCancelled()
    {
        page_->showReading("/somewhere", 0, 0);
        auto* progress = page_->findChild<QProgressBar*>();
        QVERIFY(progress->isVisible() && progress->maximum() == 0);
        page_->showReading("/somewhere", 250, 1000);
        QCOMPARE(progress->value(), 250);
        QVERIFY(said("what was found").contains("250 of 1,000 files"));
        QSignalSpy cancelled(page_.get(), &PicturesPage::cancelAsked);
        button("cancel reading")->click();
        QCOMPARE(cancelled.count(), 1);
        page_->showRefusal("It cannot be read.");
        QVERIFY(!progress->isVisible() && said("warning") == "It cannot be read.");
    }

    void picturesThatAreReadAgainAreNotUsedMeanwhile()
    {
        show(setOf({50, 50}));
        page_->showReading("/somewhere", 0, 100);
        QVERIFY(page_->pictures() == nullptr && !button("use these pictures")->isEnabled());
    }

    void aChangeOfTheFormIsAskedForOnceItRests()
    {
        QSignalSpy changed(page_.get(), &PicturesPage::formChanged);
        page_->findChild<QSpinBox*>()->setValue(40);
        page_->findChild<QSpinBox*>()->setValue(48);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(changed[0][0].value<PictureForm>() == (PictureForm{48, 3, Fit::Whole}));
    }

    void everyControlHasANameAndAnExplanation()
    {
        show(setOf({50, 30}));
        int controls = 0;
        for (const QWidget* control : page_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (control->focusPolicy() != Qt::NoFocus) {
                QVERIFY2(!control->accessibleName().isEmpty(), control->metaObject()->className());
                QVERIFY2(!control->toolTip().isEmpty() || qobject_cast<const QLabel*>(control) != nullptr,
                         control->metaObject()->className());
                ++controls;
            }
        }
        QVERIFY(controls >= 9);
    }

private:
    void show(const std::shared_ptr<const PictureSet>& set) const
    {
        page_->showPictures(set, configForPictures(*set, "/pictures", 0));
    }

    QPushButton* button(const char* name) const
    {
        for (QPushButton* one : page_->findChildren<QPushButton*>()) {
            if (one->accessibleName() == QLatin1String(name)) {
                return one;
            }
        }
        return nullptr;
    }

    QString said(const char* name) const
    {
        for (const QLabel* label : page_->findChildren<QLabel*>()) {
            if (label->accessibleName() == QLatin1String(name) && label->isVisible()) {
                return label->text();
            }
        }
        return {};
    }

    static bool holds(const QImage& image, int tone)
    {
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                found += image.pixelColor(x, y) == QColor(tone, tone, tone) ? 1 : 0;
            }
        }
        return found > 1000;
    }

    std::unique_ptr<PicturesPage> page_;
};

QTEST_MAIN(PicturesPageTest)
#include "tst_pictures_page.moc"
