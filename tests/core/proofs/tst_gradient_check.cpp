// The checker is checked: it accepts a right derivative and refuses each kind of wrong one.
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

/// y = x³, with a derivative that the test chooses.
template<class Backward>
Computation cube(Backward backward)
{
    return {{normals({3, 4}, 1)}, [=](Pass& pass, const Vars& in) {
                const Var x = in[0], y = pass.tape.make(x.shape());
                y.array() = x.array().cube();
                pass.tape.undo(y, [=] { backward(x, y); });
                return Vars{y};
            }};
}

GradientReport reportOn(Computation computation)
{
    return GradientCheck(std::move(computation)).run();
}

} // namespace

class GradientCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void acceptsTheRightDerivative()
    {
        const auto report =
            reportOn(cube([](Var x, Var y) { x.gradArray() += 3 * x.array().square() * y.gradArray(); }));
        QVERIFY2(report.fault.empty(), report.fault.c_str());
        QVERIFY(report.vanishing.empty());
        QVERIFY(report.worst < 1e-8);
    }

    void refusesAFactorThatIsSlightlyOff()
    {
        QVERIFY(!reportOn(cube([](Var x, Var y) {
                     x.gradArray() += 3.00001 * x.array().square() * y.gradArray();
                 })).fault.empty());
    }

    void refusesOneWrongComponent()
    {
        QVERIFY(!reportOn(cube([](Var x, Var y) {
                     x.gradArray() += 3 * x.array().square() * y.gradArray();
                     x.gradArray()[7] *= 1.01;
                 })).fault.empty());
    }

    void refusesAMissingDerivative()
    {
        const auto report = reportOn(cube([](Var, Var) {}));
        QVERIFY(!report.fault.empty());
        QVERIFY(report.vanishing == std::vector<std::string>{"input 0 (3 × 4)"});
    }

    void refusesNaN()
    {
        QVERIFY(!reportOn(cube([](Var x, Var) { x.gradArray() += std::nan(""); })).fault.empty());
    }

    void refusesAGradientThatOverwritesAnother()
    {
        Computation c = cube([](Var x, Var y) { x.gradArray() = 3 * x.array().square() * y.gradArray(); }); // = for +=
        const auto once = c.forward;
        c.forward = [once](Pass& pass, const Vars& x) { return Vars{once(pass, x)[0], once(pass, x)[0]}; };
        QVERIFY(!reportOn(std::move(c)).fault.empty());
    }

    void seesParametersToo()
    {
        for (const double factor : {1.0, 1.01}) {
            Computation c{{normals({4}, 1)}, [factor, id = ParameterId{0}](Pass& pass, const Vars& in) {
                              const Var x = in[0], w = pass.parameter(id), y = pass.tape.make(x.shape());
                              y.array() = x.array() * w.array();
                              pass.tape.undo(y, [=] {
                                  x.gradArray() += w.array() * y.gradArray();
                                  w.gradArray() += factor * x.array() * y.gradArray();
                              });
                              return Vars{y};
                          }};
            c.table.add({.name = "w", .shape = {4}, .initialiser = Initialiser::normal(1)});
            c.table.layOut();
            c.weights = c.table.initialWeights(1);
            QCOMPARE(reportOn(std::move(c)).fault.empty(), factor == 1.0);
        }
    }
};

QTEST_APPLESS_MAIN(GradientCheckTest)
#include "tst_gradient_check.moc"
