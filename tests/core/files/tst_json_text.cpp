// JSON from outside: what a file of ours says is read, what would cost the stack or a quarter of a minute is not.
#include "core/files/json_text.h"
#include "core/settings/config_json.h"
#include "core/training/session_file.h"
#include "tests/support/error_of.h"

#include <QElapsedTimer>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace fovea;

namespace {

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

std::string members(std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text.append(i > 0 ? ",\"k" : "{\"k").append(std::to_string(i)).append("\":0");
    }
    return text.append("}");
}

/// Two values as a list.
std::string both(const std::string& a, const std::string& b)
{
    return std::string("[").append(a).append(",").append(b).append("]");
}

} // namespace

class JsonTextTest : public QObject
{
    Q_OBJECT

private slots:
    void whatItSaysIsReadInItsOrder()
    {
        const std::string text = R"({"b":[1,-2,0.5,"größer",null,true],"a":{"c":{}}})";
        QCOMPARE(parseJson(text).dump(), text);
        QVERIFY(parseJson(" 7 ") == 7);
    }

    void whatIsNoJsonIsDiscarded()
    {
        for (const char* text : {"", "{", "[1,]", "{}x", "\"\xff\"", "1e999", "nan", "{'a':1}"}) {
            QVERIFY2(parseJson(text).is_discarded(), text);
        }
    }

    void bracketsWithinBracketsEndAtTheirBound()
    {
        QVERIFY(parseJson(nested(kDeepestJson)).is_array());
        QVERIFY(parseJson(nested(kDeepestJson + 1)).is_discarded());
        QVERIFY(parseJson(nested(2'000'000)).is_discarded());
        QVERIFY(parseJson(std::string(2'000'000, '[')).is_discarded());
    }

    void membersEndAtTheirBoundInEveryObject()
    {
        QCOMPARE(parseJson(members(kMostJsonMembers)).size(), kMostJsonMembers);
        QVERIFY(parseJson(members(kMostJsonMembers + 1)).is_discarded());
        QVERIFY(parseJson(both(members(kMostJsonMembers), members(kMostJsonMembers))).is_array());
        QVERIFY(parseJson(both(both(members(3), "7"), members(kMostJsonMembers + 1))).is_discarded());
    }

    void settingsThatNestOrRepeatAreRefusedAtOnce()
    {
        QElapsedTimer timer;
        timer.start();
        for (const std::string& value :
             {std::string("{\"seed\":").append(nested(500'000)).append("}"), members(100'000)}) {
            QVERIFY(fails(Error::Kind::Usage, "no JSON object", [&] { (void)setupFrom(value, "a"); }));
        }
        QVERIFY(timer.elapsed() < 5000); // it took 15 s
    }

    void whatIsWrongIsToldInAScreenful()
    {
        const std::string said = errorOf(Error::Kind::Usage, [] { (void)setupFrom(members(1000), "a"); });
        QVERIFY(said.find("“k19”") != std::string::npos && said.find("“k20”") == std::string::npos);
        QVERIFY(said.find("980 more are wrong") != std::string::npos);
        const std::string loud = errorOf(Error::Kind::Usage, [] {
            (void)setupFrom("{\"a\\u001b[31m" + std::string(100'000, 'k') + "\":1,\"data.set\":\"\\u0007\"}", "a");
        });
        QVERIFY(loud.size() < 2000 && loud.find("a\\x1b[31mkk") != std::string::npos);
        QVERIFY(loud.find('\x1b') == std::string::npos && loud.find('\x07') == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(JsonTextTest)
#include "tst_json_text.moc"
