// The elementary functions of every set of kernels against those of the standard library in double: over the whole range of
// float, not only where it is easy.
#include "tests/support/kernel_sets.h"

#include <functional>
#include <numbers>
#include <optional>

using namespace fovea;
using kernels::Function;
using kernels::Kernels;

namespace {

/// A function, its truth, and how far an answer may be from it: max(relative · |truth|, absolute).
struct Claim
{
    std::optional<Function> function; ///< without one: the Gaussian error linear unit, which has a kernel of its own
    const char* name;
    std::function<double(double)> truth, derivative;
    double relative, absolute;

    /// y = f(x)
    void apply(const Kernels& set, Index n, const float* x, float* y) const
    {
        function ? set.apply(*function, n, x, y) : set.gelu(n, x, y, nullptr);
    }
    /// dx = or += dy f′(x)
    void applyBackward(const Kernels& set, Index n, const float* x, const float* y, const float* dy, float* dx,
                       bool add) const
    {
        if (function) {
            set.applyBackward(*function, n, x, y, dy, dx, add);
            return;
        }
        Reals same(static_cast<std::size_t>(n)), slope(static_cast<std::size_t>(n));
        set.gelu(n, x, same.data(), slope.data());
        set.times(n, dy, slope.data(), dx, add);
    }
};

double bell(double x)
{
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}
double probability(double x)
{
    return std::erfc(-x / std::sqrt(2.0)) / 2;
}

const std::vector<Claim>& claims()
{
    static const std::vector<Claim> kClaims = {
        {Function::Relu, "relu", [](double x) { return x > 0 ? x : 0; }, [](double x) { return x > 0 ? 1 : 0; }, 0, 0},
        {Function::Tanh, "tanh", [](double x) { return std::tanh(x); },
         [](double x) { return 1 - std::pow(std::tanh(x), 2); }, 4e-7, 0},
        {Function::Sigmoid, "sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); },
         [](double x) { return std::exp(-std::abs(x)) / std::pow(1 + std::exp(-std::abs(x)), 2); }, 3e-7, 2e-38},
        {std::nullopt, "gelu", [](double x) { return x * probability(x); },
         [](double x) { return probability(x) + x * bell(x); }, 2e-7, 3e-7},
        {Function::Exp, "exp", [](double x) { return std::exp(x); }, [](double x) { return std::exp(x); }, 2e-7, 2e-38},
    };
    return kClaims;
}

/// Both signs of: zero, the smallest denormal, every size of number up to `most`, and a fine grid from 0 to 20.
Reals range(float most)
{
    Reals x{0};
    for (float v = std::numeric_limits<float>::denorm_min(); v < most; v *= 1.37f) {
        x.push_back(v);
        v = std::max(v, 4 * std::numeric_limits<float>::denorm_min());
    }
    for (int i = 1; i < 40'000; ++i) {
        x.push_back(static_cast<float>(i) / 2000);
    }
    x.push_back(most);
    const std::size_t half = x.size();
    for (std::size_t i = 0; i < half; ++i) {
        x.push_back(-x[i]);
    }
    return x;
}

} // namespace

class FunctionsTest : public QObject
{
    Q_OBJECT

private slots:
    void functionsAreTrueOverTheWholeRange_data() { everySet(true); }
    void functionsAreTrueOverTheWholeRange()
    {
        QFETCH(const Kernels*, set);
        for (const Claim& claim : claims()) {
            const Reals x = range(claim.function == Function::Exp ? 87.9f : 1e30f);
            Reals y(x.size());
            claim.apply(*set, static_cast<Index>(x.size()), x.data(), y.data());
            double worst = 0; // as a share of what is allowed
            float where = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double truth = claim.truth(static_cast<double>(x[i]));
                const double allowed = std::max(claim.relative * std::abs(truth), claim.absolute);
                const double off = std::abs(static_cast<double>(y[i]) - truth);
                const double share = off == 0 ? 0 : off / allowed;
                where = share <= worst ? where : x[i];
                worst = share <= worst ? worst : share;
            }
            QVERIFY2(worst <= 1, qPrintable(QStringLiteral("%1(%2)").arg(claim.name).arg(where)));
            qInfo("%s %s: at most %.2g of the bound", set->name, claim.name, worst);
        }
    }

    void derivativesAreTrue_data() { everySet(true); }
    void derivativesAreTrue()
    {
        QFETCH(const Kernels*, set);
        for (const Claim& claim : claims()) {
            const Reals x = range(80);
            const auto n = static_cast<Index>(x.size());
            Reals y(x.size()), dy(x.size(), 0.5f);
            claim.apply(*set, n, x.data(), y.data());
            for (const bool add : {false, true}) {
                Reals dx(x.size(), add ? 2.0f : kNaN); // overwritten, not added to
                claim.applyBackward(*set, n, x.data(), y.data(), dy.data(), dx.data(), add);
                double worst = 0;
                for (std::size_t i = 0; i < x.size(); ++i) {
                    const double truth = (add ? 2 : 0) + 0.5 * claim.derivative(static_cast<double>(x[i]));
                    const double off = std::abs(static_cast<double>(dx[i]) - truth);
                    const double share = off / std::max(1.0, std::abs(truth));
                    worst = share <= worst ? worst : share; // a NaN stays
                }
                QVERIFY2(worst <= 6e-7, claim.name);
            }
        }
    }

    void farOutTheyStayWhereTheyBelong_data() { everySet(true); }
    void farOutTheyStayWhereTheyBelong()
    {
        QFETCH(const Kernels*, set);
        const auto at = [&](Function f, float x) {
            float y = kNaN;
            set->apply(f, 1, &x, &y);
            return y;
        };
        for (const float far : {100.0f, 1e4f, 1e30f, HUGE_VALF}) {
            QVERIFY(at(Function::Tanh, far) == 1 && at(Function::Tanh, -far) == -1);
            QVERIFY(at(Function::Sigmoid, far) == 1);
            QVERIFY(at(Function::Sigmoid, -far) >= 0 && at(Function::Sigmoid, -far) < 1e-37f);
            QVERIFY(at(Function::Exp, -far) >= 0 && at(Function::Exp, -far) < 1e-37f);
            QVERIFY(at(Function::Exp, far) > 1e38f); // not below what it was
            QVERIFY(at(Function::Relu, far) == far && at(Function::Relu, -far) == 0);
        }
        QVERIFY(at(Function::Exp, 0) == 1 && at(Function::Tanh, 0) == 0 && at(Function::Sigmoid, 0) == 0.5f);
        const float zero = 0;
        float y = kNaN;
        set->gelu(1, &zero, &y, nullptr);
        QVERIFY(y == 0);
    }

    void aNaNStaysVisible_data() { everySet(true); }
    void aNaNStaysVisible()
    {
        QFETCH(const Kernels*, set);
        for (const Claim& claim : claims()) {
            for (std::size_t bad = 0; bad < 21; ++bad) {
                Reals x(21, 0.5f), y(21), dy(21, 1.0f), dx(21);
                x[bad] = kNaN;
                claim.apply(*set, 21, x.data(), y.data());
                for (std::size_t i = 0; i < 21; ++i) {
                    QVERIFY2(std::isnan(y[i]) == (i == bad), claim.name);
                }
                dy[bad] = kNaN;
                claim.applyBackward(*set, 21, x.data(), y.data(), dy.data(), dx.data(), false);
                QVERIFY2(std::isnan(dx[bad]), claim.name);
            }
        }
    }

    void anElementsBitsDoNotDependOnItsPlace_data() { everySet(true); }
    void anElementsBitsDoNotDependOnItsPlace()
    {
        QFETCH(const Kernels*, set);
        for (const Claim& claim : claims()) {
            Reals x = range(50), y(x.size());
            x.resize(2003);
            claim.apply(*set, 2003, x.data(), y.data());
            for (std::size_t i = 0; i < x.size(); ++i) {
                float alone = 0;
                claim.apply(*set, 1, &x[i], &alone);
                QVERIFY2(std::memcmp(&alone, &y[i], sizeof alone) == 0, claim.name);
            }
            claim.apply(*set, 2003, x.data(), x.data()); // in place
            QVERIFY(std::memcmp(x.data(), y.data(), 2003 * sizeof(float)) == 0);
        }
    }
};

QTEST_APPLESS_MAIN(FunctionsTest)
#include "tst_functions.moc"
