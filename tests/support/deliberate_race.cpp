// A data race that is there on purpose: the window's thread, in a slot, and another write one number without a lock. The thread
// sanitizer has to see it with all that it is told to overlook of Qt, or what it does not see of the window would prove nothing.
#include <QCoreApplication>
#include <QMetaObject>
#include <QTimer>

#include <cstdio>
#include <thread>

namespace {

long unguarded = 0;

void count()
{
    for (int i = 0; i < 1000; ++i) {
        unguarded = unguarded + 1;
    }
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    std::jthread other;
    QTimer::singleShot(0, [&] { other = std::jthread([] { count(); }), count(); });
    QTimer::singleShot(50, [] { QCoreApplication::quit(); });
    const int code = QCoreApplication::exec();
    std::printf("%ld\n", unguarded);
    return code;
}
