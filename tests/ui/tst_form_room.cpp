// The experiment form has room for all it says, and everything can be reached and has a name.
#include "core/settings/presets.h"
#include "tests/ui/form_in_window.h"

#include <QFileDialog>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

using namespace fovea;

namespace {

/// The first text that has less room than it needs.
QString cramped(const QWidget& panel)
{
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        const bool whole = qobject_cast<const ElidedLabel*>(label) == nullptr;
        const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        const bool enough = label->height() >= needed && label->width() >= label->minimumSizeHint().width();
        if (label->isVisible() && whole && !enough) {
            return label->text();
        }
    }
    return {};
}

} // namespace

class FormRoomTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English)); }

    /// Texts come later than the label.
    void aLabelOfTwoLinesHasTheHeightOfThem()
    {
        QWidget page;
        auto* column = new QVBoxLayout(&page);
        auto* label = new ElidedLabel(ToneLabel::Tone::Quiet, &page);
        label->setMostLines(2);
        column->addWidget(label);
        column->addStretch(1);
        page.resize(160, 200);
        label->setText("Changed: dropout 0 → 0.3 · training images 200 → 2000 · passes 3 → 8");
        page.show();
        QTRY_COMPARE(label->height(), label->heightForWidth(label->width()));
        QCOMPARE(label->height(), 2 * label->fontMetrics().lineSpacing());
    }

    void nothingIsWiderThanTheForm_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<bool>("full");
        QTest::addColumn<QSize>("size");
        for (const Preset& preset : presets()) {
            const QString key = QString::fromStdString(std::string(preset.key));
            for (const bool full : {false, true}) {
                for (const QSize size : {kSmall, kLarge}) {
                    QTest::addRow("%s %d %d", qPrintable(key), full, size.width()) << key << full << size;
                }
            }
        }
    }
    void nothingIsWiderThanTheForm()
    {
        QFETCH(QString, preset);
        QFETCH(bool, full);
        QFETCH(QSize, size);
        Form form(full, size);
        Config config = configOf(*findPreset(preset.toStdString()));
        config.seed = 4'294'967'295U;
        config.train.optimiser = "sgd";
        form.panel.showWanted(config);
        form.panel.showRun(Config(), true);
        form.panel.showBefore(Config());
        QTRY_COMPARE(cramped(form.panel), QString()); // text that is laid out can ask for other room again
        QCOMPARE(form.panel.size(), size);
        QVERIFY(form.panel.minimumSizeHint().width() <= size.width());
        const auto* scroll = form.panel.findChild<QScrollArea*>();
        QVERIFY(!scroll->horizontalScrollBar()->isVisible());
        QCOMPARE(scroll->widget()->width(), scroll->viewport()->width());
        for (const QWidget* widget : form.panel.findChildren<QWidget*>()) {
            if (!widget->isVisible()) {
                continue;
            }
            if (const auto* box = qobject_cast<const QLineEdit*>(widget)) {
                QVERIFY(box->fontMetrics().horizontalAdvance(box->text()) < box->width());
            }
            if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
                QVERIFY2(combo->fontMetrics().horizontalAdvance(combo->currentText()) < combo->width() - 26,
                         qPrintable(combo->currentText()));
            }
        }
    }

    void typeIsLargeEnoughToRead()
    {
        for (const QSize size : {kSmall, kLarge}) {
            const Form form(true, size);
            QCoreApplication::sendPostedEvents();
            const int type = size == kSmall ? 13 : 15;
            for (const QWidget* widget : form.panel.findChildren<QWidget*>()) {
                if (!widget->isWindow() && (isControl(widget) || qobject_cast<const QLabel*>(widget) != nullptr)) {
                    QVERIFY(widget->font().pixelSize() >= type);
                }
            }
            QVERIFY(form.part<QLineEdit>("train.epochs")->font().pixelSize() >= 1.2 * type);
            QVERIFY(form.part<QLineEdit>("train.epochs")->font().bold());
        }
    }

    void everyControlHasNameHelpAndFocus()
    {
        const Form form(true);
        for (const QWidget* control : controlsOf(form.panel)) {
            if (qobject_cast<const QFileDialog*>(control->window()) != nullptr) {
                continue;
            }
            const QString name = control->accessibleName();
            QVERIFY2(!name.isEmpty(), control->metaObject()->className());
            QVERIFY2(!control->toolTip().isEmpty(), qPrintable(name));
            QVERIFY2(!control->accessibleDescription().isEmpty(), qPrintable(name));
            QVERIFY2((control->focusPolicy() & Qt::TabFocus) != 0, qPrintable(name));
            const bool typedInto = qobject_cast<const QLineEdit*>(control) != nullptr ||
                                   qobject_cast<const QPlainTextEdit*>(control) != nullptr;
            QCOMPARE((control->focusPolicy() & Qt::ClickFocus) != 0, typedInto);
        }
    }

    void namesOfControlsAreOfTheirOwn()
    {
        const Form form(true);
        QStringList names;
        for (const QWidget* control : controlsOf(form.panel)) {
            names += control->accessibleName();
        }
        QCOMPARE(names.removeDuplicates(), qsizetype{0});
    }

    void tabGoesFromTopToBottom()
    {
        Form form(true, kLarge);
        form.panel.showRun(Config(), true);
        form.panel.showWanted(with({{"data.set", "fashion"}}));
        QCoreApplication::sendPostedEvents();
        QList<QWidget*> chain;
        QWidget* widget = form.panel.findChild<QPushButton*>();
        for (QWidget* next = widget; chain.isEmpty() || next != widget; next = next->nextInFocusChain()) {
            if (isControl(next) && next->isVisible()) {
                chain += next;
            }
        }
        const QList<QWidget*> controls = controlsOf(form.panel);
        QCOMPARE(chain.size(), std::count_if(controls.begin(), controls.end(),
                                             [](const QWidget* control) { return control->isVisible(); }));
        const auto rowTop = [&](const QWidget* control) {
            const QWidget* place = control;
            while (qobject_cast<const FieldRow*>(place->parentWidget()) != nullptr) {
                place = place->parentWidget();
            }
            const bool scrolls = form.panel.findChild<QScrollArea*>()->isAncestorOf(place);
            const bool isSeedOrBelow = !scrolls && place != form.panel.findChild<QPushButton*>();
            return std::pair(isSeedOrBelow, place->mapTo(&form.panel, QPoint(0, 0)).y());
        };
        for (qsizetype i = 1; i < chain.size(); ++i) {
            QVERIFY2(rowTop(chain[i - 1]) <= rowTop(chain[i]), qPrintable(chain[i]->accessibleName()));
        }
    }
};

QTEST_MAIN(FormRoomTest)
#include "tst_form_room.moc"
