#!/usr/bin/env python3
"""Does attention lie on the tag as much as the network relies on it?

Trains the preset "shortcut" at several ρ and seeds and prints, for each run, the accuracy on the three further tests, the
measured reliance (accuracy where the tag is right − where it is shuffled) and the attention on the tag, then the correlation
of these two over all runs.

    tests/bench/shortcut.py [--program build/release/fovea] [--seeds 0,1,2] [--rho 0,0.5,0.9,1] [KEY=VALUE ...]
"""
import argparse
import json
import math
import pathlib
import subprocess
import tempfile


def correlation(xs, ys):
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    both = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    spread = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    return both / spread if spread > 0 else math.nan


def run(arguments, rho, seed, folder):
    command = [arguments.program, "train", "--preset", "shortcut", "--out", str(folder)]
    for setting in [f"data.rho={rho}", f"seed={seed}", *arguments.settings]:
        command += ["--set", setting]
    if arguments.threads:
        command += ["--threads", str(arguments.threads)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return json.loads((folder / "run.json").read_text())["test"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/fovea")
    parser.add_argument("--seeds", default="0,1,2")
    parser.add_argument("--rho", default="0,0.5,0.9,1")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("settings", nargs="*", metavar="KEY=VALUE")
    arguments = parser.parse_args()

    print("  rho seed  correlated  removed  shuffled  reliance  on the tag  on the object   (chance: tag, object)")
    reliances, masses = [], []
    with tempfile.TemporaryDirectory() as place:
        for rho in arguments.rho.split(","):
            for seed in arguments.seeds.split(","):
                test = run(arguments, rho, seed, pathlib.Path(place) / f"{rho}-{seed}")
                tests = test["variants"]
                right = tests["correlated"]
                reliances.append(test["reliance"])
                masses.append(right["decoy_mass"])
                print(f"{rho:>5} {seed:>4}  {right['accuracy']:10.4f} {tests['removed']['accuracy']:8.4f} "
                      f"{tests['shuffled']['accuracy']:9.4f} {reliances[-1]:9.4f} {masses[-1]:11.4f} "
                      f"{right['evidence_mass']:14.4f}   ({right['decoy_mass_chance']:.4f}, "
                      f"{right['evidence_mass_chance']:.4f})", flush=True)
    print(f"correlation of reliance and attention on the tag over {len(masses)} runs: "
          f"{correlation(reliances, masses):.3f}")


if __name__ == "__main__":
    main()
