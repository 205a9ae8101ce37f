#!/usr/bin/env python3
"""Seconds from closing the window to the end of the process, in the middle of training at full speed.

    tests/bench/closing_time.py [--repeats 10] [PROGRAM]

Starts the program on a virtual screen (Xvfb, xdotool), presses 3 and Space, waits until it trains, asks the window to close
(Ctrl+Q), answers its question with Discard, and waits from then on for the process. Prints JSON.
"""
import argparse
import json
import os
import subprocess
import tempfile
import time


def screen():
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
                              pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as display:
        return server, ":" + display.readline().strip()


def press(display, *keys):
    subprocess.run(["xdotool", "key", *keys], env={**os.environ, "DISPLAY": display}, check=True)


def busy(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def await_window(display, name):
    window = ["xdotool", "search", "--sync", "--onlyvisible", "--name", name]
    subprocess.run(window, env={**os.environ, "DISPLAY": display}, check=True, stdout=subprocess.DEVNULL)


def close_once(program, display, state):
    start = time.monotonic()
    process = subprocess.Popen([program], stderr=subprocess.DEVNULL,
                               env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_STATE_HOME": state})
    await_window(display, "^Fovea$")
    shown = time.monotonic() - start
    time.sleep(1)
    press(display, "3", "space")
    spent = busy(process.pid)
    while busy(process.pid) - spent < 1:  # a second of processor time: it trains
        time.sleep(0.02)
    press(display, "ctrl+q")
    await_window(display, "^Close Fovea")  # there is unsaved work
    time.sleep(0.3)
    press(display, "Tab")  # from Save to Discard
    asked = time.monotonic()
    press(display, "space")
    process.wait()
    return shown, time.monotonic() - asked


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=10)
    parser.add_argument("program", nargs="?", default="build/release/fovea")
    asked = parser.parse_args()
    server, display = screen()
    manager = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
    try:
        with tempfile.TemporaryDirectory() as state:
            times = [close_once(asked.program, display, state) for _ in range(asked.repeats)]
    finally:
        manager.kill()
        server.kill()
    shown, closing = ([round(t[i], 3) for t in times] for i in (0, 1))
    print(json.dumps({"process_to_visible_window_s": {"max": max(shown), "all": shown},
                      "close_to_exit_s": {"max": max(closing), "all": closing}}, indent=2))


if __name__ == "__main__":
    main()
