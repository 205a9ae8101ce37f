// Random streams: their numbers are part of every result, so some stand here for ever; and they are random enough.
#include "core/layers/parameters.h"
#include "core/tensor/random.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

using namespace fovea;

namespace {

constexpr int kMany = 200'000;

/// Mean, variance, skewness and excess kurtosis.
std::array<double, 4> moments(const std::vector<double>& x)
{
    const auto n = static_cast<double>(x.size());
    const double mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
    double second = 0, third = 0, fourth = 0;
    for (const double v : x) {
        const double d = v - mean;
        second += d * d / n;
        third += d * d * d / n;
        fourth += d * d * d * d / n;
    }
    return {mean, second, third / std::pow(second, 1.5), fourth / (second * second) - 3};
}

bool near(double value, double wanted, double tolerance)
{
    return std::abs(value - wanted) < tolerance;
}

} // namespace

class RandomTest : public QObject
{
    Q_OBJECT

private slots:
    // Calculated apart, in Python, from the definition in random.h.
    void streamsHaveTheNumbersTheyAlwaysHad()
    {
        constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
        Stream a(0, Purpose::Parameter), b(0, Purpose::Order, {0}), c(42, Purpose::Sample, {7, 9}),
            d(kMost, Purpose::Test, {kMost, 0, 1});
        for (const std::uint64_t wanted : {0x1cd364143cce4aaeU, 0x74152ffafb44a602U, 0x12f768f77aafc9edU}) {
            QCOMPARE(a.next(), wanted);
        }
        for (const std::uint64_t wanted : {0x92e649f1805ef497U, 0x1fa0845880e0e91eU, 0x7c54e4c6a1eb2945U}) {
            QCOMPARE(b.next(), wanted);
        }
        for (const std::uint64_t wanted : {0x8acdfc64d88e41cbU, 0x09d775892ade0b2eU, 0xa10f28cedac858ecU}) {
            QCOMPARE(c.next(), wanted);
        }
        for (const std::uint64_t wanted : {0xa4eb0b48338a05cbU, 0x8386e3361e394660U, 0x5d39dc8016afcc63U}) {
            QCOMPARE(d.next(), wanted);
        }
    }

    void derivedNumbersAreThoseTheyAlwaysWere()
    {
        Stream uniform(1, Purpose::Test);
        for (const double wanted : {0.7670457106413001, 0.4329889147389355, 0.5577182350874216}) {
            QVERIFY(uniform.uniform() == wanted);
        }
        Stream normal(1, Purpose::Parameter);
        QVERIFY(near(normal.normal(), 0.7703021867518851, 1e-14)); // log and cos differ in the last bit between systems
        QVERIFY(near(normal.normal(), -0.5491840108998306, 1e-14));
        std::vector<int> items{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        Stream(1, Purpose::Order).shuffle(items);
        QVERIFY(items == std::vector<int>({6, 0, 7, 9, 2, 1, 4, 5, 3, 8}));
        QCOMPARE(hash(""), std::uint64_t{0xcbf29ce484222325});
        QCOMPARE(hash("trunk.0.weight"), std::uint64_t{0x0120095025b4894b});
        QCOMPARE(mix(0x9e3779b97f4a7c15), std::uint64_t{0xe220a8397b1dcdaf}); // SplitMix64's first number from seed 0
    }

    void aStreamIsAFunctionOfItsName()
    {
        const auto first = [](std::uint64_t seed, Purpose purpose, std::initializer_list<std::uint64_t> name) {
            return Stream(seed, purpose, name).next();
        };
        QCOMPARE(first(3, Purpose::Sample, {1, 2}), first(3, Purpose::Sample, {1, 2}));
        std::set<std::uint64_t> seen;
        int names = 0;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            for (const Purpose purpose : {Purpose::Parameter, Purpose::Sample, Purpose::Order, Purpose::Augment,
                                          Purpose::Dropout, Purpose::Shuffle, Purpose::Policy, Purpose::Test}) {
                for (std::uint64_t word = 0; word < 20; ++word) {
                    seen.insert({first(seed, purpose, {word}), first(seed, purpose, {word, 0}),
                                 first(seed, purpose, {0, word + 1})});
                    names += 3;
                }
                seen.insert(first(seed, purpose, {}));
                ++names;
            }
        }
        QCOMPARE(seen.size(), static_cast<std::size_t>(names));
    }

    void uniformNumbersHaveTheMomentsOfAUniform()
    {
        Stream stream(5, Purpose::Test);
        std::vector<double> x;
        for (int i = 0; i < kMany; ++i) {
            x.push_back(stream.uniform());
            QVERIFY(x.back() >= 0 && x.back() < 1);
        }
        const auto [mean, variance, skewness, kurtosis] = moments(x); // tolerances: five standard errors
        QVERIFY(near(mean, 0.5, 0.0033));
        QVERIFY(near(variance, 1.0 / 12, 0.0009));
        QVERIFY(near(skewness, 0, 0.02));
        QVERIFY(near(kurtosis, -1.2, 0.02));
        const double shifted = Stream(5, Purpose::Test).uniform(-3, 7);
        QCOMPARE(shifted, -3 + 10 * x[0]);
    }

    void normalNumbersHaveTheMomentsOfANormal()
    {
        Stream stream(6, Purpose::Test);
        std::vector<double> x;
        int beyondTwo = 0;
        double product = 0, previous = 0;
        for (int i = 0; i < kMany; ++i) {
            x.push_back(stream.normal());
            QVERIFY(std::isfinite(x.back()));
            beyondTwo += std::abs(x.back()) > 2 ? 1 : 0;
            product += x.back() * previous / kMany;
            previous = x.back();
        }
        const auto [mean, variance, skewness, kurtosis] = moments(x);
        QVERIFY(near(mean, 0, 0.0112));
        QVERIFY(near(variance, 1, 0.0159));
        QVERIFY(near(skewness, 0, 0.028));
        QVERIFY(near(kurtosis, 0, 0.055));
        QVERIFY(near(beyondTwo / static_cast<double>(kMany), 0.0455, 0.0024));
        QVERIFY(near(product, 0, 0.0112)); // neighbours do not know each other
    }

    void whatIsBelowNIsEvenlySpread()
    {
        Stream stream(7, Purpose::Test);
        std::array<int, 7> counts{};
        for (int i = 0; i < 70'000; ++i) {
            ++counts.at(static_cast<std::size_t>(stream.below(7)));
        }
        for (const int count : counts) {
            QVERIFY(near(count, 10'000, 5 * 93)); // √(n p q) = 93
        }
        QCOMPARE(stream.below(1), std::uint64_t{0});
        constexpr std::uint64_t kLarge = std::uint64_t{3}
                                         << 62; // taken modulo, the lowest third would come twice as often
        double mean = 0;
        for (int i = 0; i < 10'000; ++i) {
            const std::uint64_t x = stream.below(kLarge);
            QVERIFY(x < kLarge);
            mean += static_cast<double>(x) / static_cast<double>(kLarge) / 10'000;
        }
        QVERIFY(near(mean, 0.5, 0.015));
    }

    void everyOrderIsAsLikely()
    {
        Stream stream(8, Purpose::Test);
        std::map<std::vector<int>, int> counts;
        for (int i = 0; i < 48'000; ++i) {
            std::vector<int> items{0, 1, 2, 3};
            stream.shuffle(items);
            ++counts[items];
        }
        QCOMPARE(counts.size(), std::size_t{24});
        double chiSquare = 0;
        for (const auto& [order, count] : counts) {
            chiSquare += std::pow(count - 2000.0, 2) / 2000;
        }
        QVERIFY2(chiSquare < 49.7, std::to_string(chiSquare).c_str()); // 23 degrees of freedom, one in a thousand
        std::vector<int> none, one{3};
        stream.shuffle(none);
        stream.shuffle(one);
        QCOMPARE(one[0], 3);
    }

    void neighbouringStreamsDoNotKnowEachOther()
    {
        // Correlation of streams whose names differ by one: between seeds, purposes, words, and lengths of the name.
        const auto correlation = [](Stream a, Stream b) {
            double sum = 0;
            for (int i = 0; i < 20'000; ++i) {
                sum += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12 / 20'000;
            }
            return sum;
        };
        constexpr double kFiveErrors = 5 / 141.4;
        for (std::uint64_t i = 0; i < 20; ++i) {
            QVERIFY(near(correlation({i, Purpose::Sample, {3}}, {i + 1, Purpose::Sample, {3}}), 0, kFiveErrors));
            QVERIFY(near(correlation({i, Purpose::Sample, {3}}, {i, Purpose::Order, {3}}), 0, kFiveErrors));
            QVERIFY(near(correlation({1, Purpose::Sample, {i}}, {1, Purpose::Sample, {i + 1}}), 0, kFiveErrors));
            QVERIFY(near(correlation({1, Purpose::Sample, {i}}, {1, Purpose::Sample, {i, 0}}), 0, kFiveErrors));
        }
    }

    void aParameterStartsTheSameWhateverElseThereIs()
    {
        const Parameter wanted{.name = "hidden.weight",
                               .shape = {3, 4},
                               .initialiser = Initialiser::named("glorot"),
                               .fanIn = 3,
                               .fanOut = 4};
        ParameterTable alone, among;
        alone.add(wanted);
        among.add({.name = "attention.score", .shape = {50}, .initialiser = Initialiser::normal(1)});
        among.add(wanted);
        alone.layOut();
        among.layOut();
        const Weights a = alone.initialWeights(9), b = among.initialWeights(9), other = alone.initialWeights(10);
        const auto at = static_cast<std::size_t>(among.slot(1).offset);
        for (std::size_t i = 0; i < 12; ++i) {
            QCOMPARE(b[at + i], a[i]);
            QVERIFY(a[i] != other[i]);
            QVERIFY(std::abs(a[i]) <= std::sqrt(6.0f / 7));
        }
    }
};

QTEST_APPLESS_MAIN(RandomTest)
#include "tst_random.moc"
