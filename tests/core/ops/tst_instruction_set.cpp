// FOVEA_INSTRUCTION_SET: a set that is unknown is a user's mistake, and the sentence says which there are.
#include "core/ops/kernels/kernels.h"
#include "tests/support/error_of.h"

#include <QTest>

using namespace fovea;

class InstructionSetTest : public QObject
{
    Q_OBJECT

private slots:
    // One test, because the choice is made once: a wrong one is refused each time, the first right one stays.
    void anUnknownSetIsRefusedWithTheNamesOfThoseThatAre()
    {
        for (const char* wrong : {"sse9", "AVX2", "plain"}) {
            qputenv("FOVEA_INSTRUCTION_SET", wrong);
            const std::string sentence = errorOf(Error::Kind::Usage, [] { (void)kernels::active(); });
            QVERIFY2(sentence.find(wrong) != std::string::npos, sentence.c_str());
            for (const kernels::Kernels* set : kernels::available()) {
                QVERIFY2(sentence.find(set->name) != std::string::npos, sentence.c_str());
            }
        }
        qputenv("FOVEA_INSTRUCTION_SET", "baseline");
        QCOMPARE(kernels::active().name, "baseline");
        qputenv("FOVEA_INSTRUCTION_SET", "sse9");
        QCOMPARE(kernels::active().name, "baseline");
    }
};

QTEST_APPLESS_MAIN(InstructionSetTest)
#include "tst_instruction_set.moc"
