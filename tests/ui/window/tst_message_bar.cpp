// The message bar: what a file says is shown as it stands there.
#include "ui/window/message_bar.h"

#include <QLabel>
#include <QTest>

using namespace fovea;

class MessageBarTest : public QObject
{
    Q_OBJECT

private slots:
    void wordsOfAFileAreNoMarkup()
    {
        MessageBar bar;
        bar.say(QStringLiteral("There is no setting “<img src='/tmp/a.png'><h1>seed</h1>”."));
        const auto* text = bar.findChild<QLabel*>();
        QVERIFY(text != nullptr && text->text() == bar.sentence());
        QCOMPARE(text->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(MessageBarTest)
#include "tst_message_bar.moc"
