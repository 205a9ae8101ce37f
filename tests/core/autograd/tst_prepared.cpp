// What is made of the weights once a batch: made once whoever asks, and made again when the weights have changed.
#include "core/autograd/prepared.h"
#include "core/ops/linear.h"
#include "core/tensor/thread_pool.h"
#include "tests/support/values.h"

#include <QTest>

#include <atomic>

using namespace fovea;

class PreparedTest : public QObject
{
    Q_OBJECT

private slots:
    void manyThreadsMakeEachFormOnce()
    {
        ThreadPool pool(4);
        Prepared prepared(2);
        for (int batch = 0; batch < 20; ++batch) {
            prepared.forget();
            std::atomic<int> made = 0, wrong = 0;
            pool.forEach(64, [&](Index item, int) {
                const int parameter = static_cast<int>(item % 2);
                const auto form = item % 4 < 2 ? Prepared::Form::Transposed : Prepared::Form::Winograd;
                const Real value = static_cast<Real>(100 * batch + item % 4);
                const Real* const all = prepared.of(parameter, form, 1000, [&](Real* to) {
                    ++made;
                    std::fill_n(to, 1000, value);
                });
                wrong += all[0] == value && all[999] == value ? 0 : 1;
            });
            QCOMPARE(made.load(), 4);
            QCOMPARE(wrong.load(), 0);
        }
    }

    void theWayBackIsThatWithoutAndKnowsNewWeights()
    {
        const std::vector<ParameterSlot> layout{{.offset = 0, .size = 15}};
        Prepared prepared(1);
        for (const std::uint64_t seed : {1, 2}) { // other weights each time
            prepared.forget();
            const Tensor x = normals({7, 3}, 9, 1), W = normals({3, 5}, seed, 1), dy = normals({7, 5}, 10, 1);
            std::vector<Reals> dx;
            for (Prepared* const shared : {static_cast<Prepared*>(nullptr), &prepared, &prepared}) {
                Gradients gradients(layout, nullptr, shared);
                gradients.clear();
                Tape tape;
                tape.restart(true, &gradients);
                const Var in = tape.input(x.data(), x.shape());
                const Var y = linear(tape, in, tape.parameter(0, W.data(), W.shape()), {});
                std::copy_n(dy.data(), dy.size(), y.gradData());
                tape.backward();
                dx.emplace_back(in.gradData(), in.gradData() + in.size());
            }
            QVERIFY(dx[0] == dx[1] && dx[0] == dx[2]);
            const MatrixView truth(dx[0].data(), 7, 3);
            QVERIFY((truth - matrix(dy) * matrix(W).transpose()).cwiseAbs().maxCoeff() < 1e-5);
        }
    }
};

QTEST_APPLESS_MAIN(PreparedTest)
#include "tst_prepared.moc"
