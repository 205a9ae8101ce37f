// The tape and its arena: what is recorded, what is skipped, and that memory is used again.
#include "core/autograd/tape.h"
#include "core/ops/elementwise.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <tuple>

using namespace fovea;

namespace {

/// A pass of a few operations on `count` numbers; the gradient of its input.
Reals pass(Tape& tape, Index count)
{
    const Tensor x = normals({count}, 3);
    tape.restart(true);
    const Var in = tape.input(x.data(), x.shape());
    tape.backward(sum(tape, multiply(tape, in, fovea::tanh(tape, in)), 0));
    return {in.gradData(), in.gradData() + count};
}

} // namespace

class TapeTest : public QObject
{
    Q_OBJECT

private slots:
    void whatTheArenaGivesIsAlignedAndApart()
    {
        Arena arena;
        std::vector<std::pair<std::byte*, std::size_t>> taken;
        for (const std::size_t bytes : {1U, 64U, 100U, 3'000'000U, 5U, 2'000'000U, 10U}) {
            auto* p = static_cast<std::byte*>(arena.take(bytes));
            QCOMPARE(reinterpret_cast<std::uintptr_t>(p) % kAlignment, std::uintptr_t{0});
            std::memset(p, static_cast<int>(taken.size()), bytes);
            taken.emplace_back(p, bytes);
        }
        for (std::size_t i = 0; i < taken.size(); ++i) {
            QVERIFY(std::all_of(taken[i].first, taken[i].first + taken[i].second,
                                [i](std::byte b) { return b == static_cast<std::byte>(i); }));
        }
    }

    void aResetArenaGivesTheSameMemoryAgain()
    {
        Arena arena;
        void* first = arena.take(1000);
        arena.reset();
        QCOMPARE(arena.take(500), first);
        arena.take(10'000'000); // outgrows its block
        arena.reset();
        const std::size_t held = arena.capacity();
        for (int round = 0; round < 3; ++round) {
            auto* small = static_cast<std::byte*>(arena.take(1024));
            QCOMPARE(static_cast<std::byte*>(arena.take(10'000'000)), small + 1024); // now one block holds it all
            arena.reset();
            QCOMPARE(arena.capacity(), held);
        }
    }

    void aPassAfterTheFirstTakesNoNewMemory()
    {
        Tape tape;
        pass(tape, 100'000);
        pass(tape, 100'000);
        const std::size_t held = tape.bytes();
        for (int round = 0; round < 10; ++round) {
            pass(tape, 100'000);
            pass(tape, 10);
        }
        QCOMPARE(tape.bytes(), held);
    }

    void aPassDoesNotSeeTheOneBefore()
    {
        Tape used, fresh;
        pass(used, 5000);
        pass(used, 77);
        QVERIFY(pass(used, 1000) == pass(fresh, 1000));
    }

    void aGradientComesIntoBeingZero()
    {
        Tape tape;
        pass(tape, 1000); // leaves numbers behind
        tape.restart(true);
        const Var x = tape.make({1000});
        QVERIFY(!x.hasGrad());
        QVERIFY((x.gradArray() == 0).all());
        QVERIFY(x.hasGrad());
    }

    void theFirstWriterOfAGradientIsToldSo()
    {
        Tape tape;
        const Var x = tape.make({3});
        const Var::Target first = x.gradTarget(), second = x.gradTarget();
        QVERIFY(!first.add && second.add);
        QCOMPARE(first.data, second.data);
    }

    void whatIsGivenBackIsTakenNextByAsMany()
    {
        Arena arena;
        Real *const three = arena.takeReals(3), *const other = arena.takeReals(3), *const five = arena.takeReals(5);
        arena.giveBack(three, 3);
        arena.giveBack(five, 5);
        arena.giveBack(other, 3);
        QCOMPARE(arena.takeReals(3), other); // the last one: most likely still in the cache
        QCOMPARE(arena.takeReals(3), three);
        QVERIFY(arena.takeReals(3) != five);
        arena.reset();
        const std::size_t before = arena.taken();
        QVERIFY(arena.takeReals(5) != five && arena.taken() > before); // a new pass knows nothing of the last
    }

    // While a network learns, nobody looks at a gradient that has been passed on: a long chain needs the memory of two.
    void learningUsesTheMemoryOfPassedGradientsAgain()
    {
        constexpr Index kCount = 1000, kSteps = 40;
        const std::vector<ParameterSlot> none;
        Gradients gradients(none, nullptr);
        const Tensor x = normals({kCount}, 3);
        const auto back = [&](Gradients* collected) {
            Tape tape;
            tape.restart(true, collected);
            const Var in = tape.input(x.data(), x.shape());
            Var y = in;
            for (Index i = 0; i < kSteps; ++i) {
                y = fovea::tanh(tape, y);
            }
            const Var loss = sum(tape, y, 0);
            const std::size_t forward = tape.taken();
            tape.backward(loss);
            return std::tuple(tape.taken() - forward, y.hasGrad(), Reals(in.gradData(), in.gradData() + kCount));
        };
        const auto [kept, readable, gradient] = back(nullptr);
        const auto [reused, readableToo, same] = back(&gradients);
        QVERIFY(gradient == same);
        QVERIFY(kept >= kSteps * kCount * sizeof(Real) && reused < 4 * kCount * sizeof(Real));
        QVERIFY(readable && !readableToo); // without parameters to collect for, each gradient can be read afterwards
    }

    void stepsAreUndoneInReverseOrder()
    {
        Tape tape;
        std::vector<int> order;
        std::vector<int>* const kept = &order;
        Var last;
        for (int i = 0; i < 4; ++i) {
            const Var y = tape.make({1});
            tape.undo(y, [=] { kept->push_back(i); });
            y.gradArray() += 1;
            last = y;
        }
        tape.backward(last);
        QVERIFY(order == std::vector<int>({3, 2, 1, 0}));
        QCOMPARE(last.gradData()[0], Real(2)); // one of ours, one of the loss
    }

    void whatTheLossDoesNotDependOnIsSkipped()
    {
        Tape tape;
        const Tensor x({2}, {1, 2});
        const Var in = tape.input(x.data(), x.shape());
        int undone = 0;
        int* const count = &undone;
        const Var unused = scale(tape, in, 3);
        tape.undo(unused, [=] { ++*count; });
        tape.backward(sum(tape, in, 0));
        QCOMPARE(undone, 0);
        QVERIFY(!unused.hasGrad());
        QVERIFY((in.gradArray() == 1).all());
    }

    void constantsWantNoGradientAndGetNone()
    {
        Tape tape;
        const Tensor x({2}, {1, 2}), w({2}, {3, 4});
        const Var constant = tape.constant(x.data(), x.shape()), in = tape.input(w.data(), w.shape());
        QVERIFY(!constant.wantsGrad() && in.wantsGrad());
        tape.backward(sum(tape, multiply(tape, constant, in), 0));
        QVERIFY(!constant.hasGrad());
        QVERIFY((in.gradArray() == array(x)).all());
    }

    void valuesFromOutsideAreNotCopied()
    {
        Tape tape;
        const Tensor x({2}, {1, 2});
        QCOMPARE(static_cast<const Real*>(tape.constant(x.data(), x.shape()).data()), x.data());
        QCOMPARE(static_cast<const Real*>(tape.input(x.data(), x.shape()).data()), x.data());
    }

    void inferenceKeepsNothingForAWayBack()
    {
        Tape tape;
        tape.restart(false);
        const Tensor x({2}, {1, 2});
        const Var in = tape.input(x.data(), x.shape());
        int undone = 0;
        int* const count = &undone;
        const Var y = scale(tape, in, 3);
        tape.undo(y, [=] { ++*count; });
        QVERIFY(!tape.recording() && !in.wantsGrad() && !y.wantsGrad());
        y.gradArray() += 1;
        tape.backward();
        QCOMPARE(undone, 0);
        QVERIFY(!in.hasGrad());
    }

    void parametersLeaveTheirGradientsOutside()
    {
        const std::vector<ParameterSlot> layout{{0, 2, false}, {16, 3, false}};
        Gradients gradients(layout, nullptr);
        gradients.clear();
        const Tensor a({2}, {1, 2}), b({3}, {4, 5, 6});
        Tape tape;
        for (int round = 0; round < 2; ++round) { // two chunks add up
            tape.restart(true, &gradients, 3 * round);
            QCOMPARE(tape.firstSample(), Index(3 * round));
            const Var p = tape.parameter(0, a.data(), a.shape()), q = tape.parameter(1, b.data(), b.shape());
            tape.backward(add(tape, sum(tape, multiply(tape, p, p), 0).as({1}), sum(tape, q, 0).as({1})));
        }
        QVERIFY(gradients.of(0)[0] == 4 && gradients.of(0)[1] == 8);
        QVERIFY(gradients.of(1)[0] == 2 && gradients.of(1)[1] == 2 && gradients.of(1)[2] == 2);
        gradients.clear();
        QCOMPARE(gradients.of(0)[0], Real(0));
    }

    void withoutAPlaceForThemParametersAreConstants()
    {
        Tape tape;
        const Tensor a({2}, {1, 2});
        QVERIFY(!tape.parameter(0, a.data(), a.shape()).wantsGrad());
    }
};

QTEST_APPLESS_MAIN(TapeTest)
#include "tst_tape.moc"
