#!/usr/bin/python3
"""Guards against losing speed: shares of the machine's peak, now and as they were stored.

    tests/bench/shares.py [--seconds 2] [--repeat 3] [--store]

Runs `fovea bench --json` some times and takes each network's best share. Shares travel between machines far better than
images a second do; they are stored for each instruction set in shares.json. Says which network has fallen by more than a
fifth, and exits with 1 then. --store writes what was measured.
"""
import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "build/release/fovea"
STORED = HERE / "shares.json"
FALLEN = 0.8


def measure(seconds, repeat):
    """Instruction set and threads, and the best share of each network."""
    best = {}
    for _ in range(repeat):
        done = subprocess.run([PROGRAM, "bench", "--json", "--seconds", str(seconds)], check=True, capture_output=True,
                              text=True)
        bench = json.loads(done.stdout)
        for network in bench["networks"]:
            best[network["name"]] = max(best.get(network["name"], 0), network["share_of_peak"])
    machine = bench["machine"]
    return f"{machine['instruction_set']}, {machine['threads']} threads", best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2, help="length of each measurement")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--store", action="store_true")
    arguments = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is missing: run ./tests/run.sh once, it builds it.")
    machine, shares = measure(arguments.seconds, arguments.repeat)
    stored = json.loads(STORED.read_text()) if STORED.exists() else {}
    if arguments.store:
        stored[machine] = {name: round(share, 3) for name, share in shares.items()}
        STORED.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n")
    if machine not in stored:
        sys.exit(f"No shares are stored for {machine}; --store writes them.")
    fallen = []
    print(machine)
    for name, share in shares.items():
        before = stored[machine].get(name)
        print(f"  {name:16} {share:6.1%} of peak" + (f", stored {before:6.1%}" if before else ", not stored"))
        if before and share < FALLEN * before:
            fallen.append(name)
    if fallen:
        sys.exit("Slower by more than a fifth: " + ", ".join(fallen))


if __name__ == "__main__":
    main()
