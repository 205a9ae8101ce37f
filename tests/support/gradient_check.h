// Whether a derivative is what its forward says: finite differences, in double.
//
// All outputs y of a computation are made one number, L = Σ u ⊙ y with random u. The gradient a of L that the tape gives is
// held against central differences n, for each input and each parameter:
//
//     ‖a − n‖∞ / max(‖a‖∞, ‖n‖∞, 1e-3) < 1e-6
//
// And the check must be able to fail: with the largest component of a scaled by 1.01 it has to refuse, each time.
#pragma once

#include "core/layers/pass.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace fovea {

static_assert(sizeof(Real) == 8, "finite differences need the digits of double: put the test into core/proofs");

using Vars = std::vector<Var>;

/// What a check found.
struct GradientReport
{
    std::string fault;                  ///< empty where all is well
    std::vector<std::string> vanishing; ///< what L does not depend on: "input 0", "attention.score.bias"
    double worst = 0;                   ///< the largest error
};

/// A computation to check: what it starts from, and how it goes on.
struct Computation
{
    std::vector<Tensor> inputs;
    std::function<Vars(Pass&, const Vars&)> forward;
    ParameterTable table = {};
    Weights weights = {};
    Context context = {};
};

class GradientCheck
{
public:
    explicit GradientCheck(Computation computation) : c_(std::move(computation)), gradients_(c_.table.layout(), nullptr)
    {
        for (std::size_t i = 0; i < c_.inputs.size(); ++i) {
            Tensor& x = c_.inputs[i];
            checked_.push_back({"input " + std::to_string(i) + " " + x.shape().text(), x.data(), x.size()});
        }
        for (int p = 0; p < c_.table.count(); ++p) {
            checked_.push_back({c_.table[p].name, c_.weights.data() + c_.table.slot(p).offset, c_.table.slot(p).size});
        }
    }

    GradientReport run()
    {
        GradientReport report;
        functional(true);
        for (Checked& part : checked_) {
            const std::vector<double> n = differences(part);
            const double e = error(part.gradient, n);
            report.worst = std::max(report.worst, e);
            if (!(e < kTolerance)) {
                report.fault += part.name + ": error " + std::to_string(e) + "; ";
            }
            if (largest(part.gradient) < kVanishing) {
                report.vanishing.push_back(part.name);
                continue;
            }
            std::vector<double> broken = part.gradient;
            *std::max_element(broken.begin(), broken.end(),
                              [](double a, double b) { return std::abs(a) < std::abs(b); }) *= 1.01;
            if (error(broken, n) < kTolerance) {
                report.fault += part.name + ": a gradient that is wrong by one per cent passed; ";
            }
        }
        return report;
    }

    static double error(const std::vector<double>& a, const std::vector<double>& n)
    {
        double most = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double d = std::abs(a[i] - n[i]);
            most = d <= most ? most : d; // a NaN stays
        }
        return most / std::max({largest(a), largest(n), 1e-3});
    }

    static constexpr double kTolerance = 1e-6;

private:
    static constexpr double kStep = 1e-5;
    static constexpr double kVanishing = 1e-6;

    struct Checked
    {
        std::string name;
        Real* values;
        Index size;
        std::vector<double> gradient = {};
    };

    static double largest(const std::vector<double>& v)
    {
        double most = 0;
        for (const double x : v) {
            most = std::max(most, std::abs(x));
        }
        return most;
    }

    /// L; with `record`, its gradients too. Differences are taken without recording, so both ways are seen to agree.
    double functional(bool record)
    {
        gradients_.clear();
        tape_.restart(record, record ? &gradients_ : nullptr);
        Pass pass(tape_, c_.table, c_.weights, c_.context);
        Vars x;
        for (const Tensor& input : c_.inputs) {
            x.push_back(tape_.input(input.data(), input.shape()));
        }
        const Vars y = c_.forward(pass, x);
        double L = 0;
        for (std::size_t i = 0; i < y.size(); ++i) {
            if (u_.size() <= i) {
                u_.push_back(normals(y[i].shape(), 1000 + i));
            }
            L += (array(u_[i]) * y[i].array()).sum();
            if (record) {
                y[i].gradArray() += array(u_[i]);
            }
        }
        if (record) {
            tape_.backward();
            collect(x);
        }
        return L;
    }

    void collect(const Vars& x)
    {
        for (std::size_t i = 0; i < checked_.size(); ++i) {
            Checked& part = checked_[i];
            part.gradient.assign(static_cast<std::size_t>(part.size), 0.0);
            const Real* from = i >= x.size()    ? gradients_.of(static_cast<int>(i - x.size()))
                               : x[i].hasGrad() ? x[i].gradData()
                                                : nullptr;
            if (from != nullptr) {
                std::copy_n(from, part.size, part.gradient.begin());
            }
        }
    }

    std::vector<double> differences(const Checked& part)
    {
        std::vector<double> n;
        for (Index i = 0; i < part.size; ++i) {
            const Real kept = part.values[i];
            part.values[i] = kept + kStep;
            const double above = functional(false);
            part.values[i] = kept - kStep;
            n.push_back((above - functional(false)) / (2 * kStep));
            part.values[i] = kept;
        }
        return n;
    }

    Computation c_;
    Gradients gradients_;
    Tape tape_;
    std::vector<Checked> checked_;
    std::vector<Tensor> u_;
};

/// The largest error of all checks of this program, to be printed at its end.
inline double& worstGradientError()
{
    static double worst = 0;
    return worst;
}

/// Fails the test that is running where the gradient of `computation` is wrong, or where what L does not depend on is not
/// just what `vanishing` names.
inline void verifyGradient(Computation computation, const std::vector<std::string>& vanishing = {})
{
    const GradientReport report = GradientCheck(std::move(computation)).run();
    worstGradientError() = std::max(worstGradientError(), report.worst);
    QVERIFY2(report.fault.empty(), report.fault.c_str());
    std::string names;
    for (const std::string& name : report.vanishing) {
        names += name + " ";
    }
    QVERIFY2(report.vanishing == vanishing, ("L does not depend on: " + names).c_str());
}

/// The same for an operation: one output, no parameters.
inline void verifyGradient(std::vector<Tensor> inputs, const std::function<Var(Tape&, const Vars&)>& operation)
{
    verifyGradient({std::move(inputs), [&](Pass& pass, const Vars& x) { return Vars{operation(pass.tape, x)}; }});
}

} // namespace fovea
