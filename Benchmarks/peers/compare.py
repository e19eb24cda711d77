"""Compares the dense solver with its peers on the same matrices, in one run.

    python3 Benchmarks/peers/compare.py [--sizes 1000 2000 5000] [--families NAME ...]
                                        [--peers NAME ...]

makes the peers' environment (pinned in requirements.txt) in Benchmarks/.venv where it is missing,
builds the benchmark, and writes Benchmarks/RESULTS.md.
"""

import argparse
import datetime
import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
VENV = os.path.join(BENCHMARKS, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LIMIT = 60.0
# Where ours takes less than this, it and the peers that come near are run by several processes in turn:
# so short a time changes from process to process with the state of the machine.
SHORT = 0.01
ROUNDS = 15
PEERS = [
    "scipy", "lapx.lapjv", "lapx.lapjvx", "lapx.lapjvc", "lapx.lapjvs", "lapx.lapjvr", "lapx.lapjvh",
    "lapjv", "fastlap", "ortools",
]
BATCH_PEERS = [
    "lapx.lapjvr_batch", "lapx.lapjvh_batch", "lapx.lapjvs_batch", "lapx.lapjvx_batch", "scipy",
    "lapx.lapjvs", "lapjv",
]
BATCH = (10_000, 50, 50)
# fastlap takes minutes on ties.
TIES = {"integers 1..100", "two costs", "all equal", "skill scores", "rank one", "integers 1..10^6"}


def environment():
    if not os.path.exists(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run(
            [PYTHON, "-m", "pip", "install", "--quiet", "-r", os.path.join(HERE, "requirements.txt")],
            check=True,
        )
    if os.path.abspath(sys.executable) != os.path.abspath(PYTHON):
        os.execv(PYTHON, [PYTHON, os.path.abspath(__file__), *sys.argv[1:]])


def build():
    subprocess.run(
        ["swift", "build", "-c", "release", "-j", "2", "--package-path", BENCHMARKS], check=True
    )
    shown = subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", BENCHMARKS, "--show-bin-path"],
        check=True, capture_output=True, text=True,
    )
    return os.path.join(shown.stdout.strip(), "dense-benchmark")


def run(command):
    """Returns the answer of a solve, or why there is none."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=LIMIT + 15, check=True
        )
        return json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired:
        return {"seconds": LIMIT, "note": "over the limit"}
    except (subprocess.CalledProcessError, ValueError, IndexError) as error:
        lines = (getattr(error, "stderr", None) or "").strip().splitlines()
        return {"note": lines[-1] if lines else str(error)}


def repeat(commands, cell):
    """Runs ours and the peers that come near again, in turn; puts medians over processes in the cell."""
    runs = {
        solver: [first] for solver, first in cell.items()
        if first.get("seconds", LIMIT) < 4 * cell["ours"]["seconds"]
    }
    for _ in range(ROUNDS - 1):
        for solver in runs:
            runs[solver].append(run(commands[solver]))
    for solver, answers in runs.items():
        for key in ("seconds", "check", "stream"):
            if key in cell[solver]:
                cell[solver][key] = statistics.median(
                    answer[key] for answer in answers if key in answer
                )


def measure(binary, families, name, size, repeats):
    matrix = families.make(name, size)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "matrix.npy")
        import numpy

        numpy.save(path, matrix)
        del matrix
        commands = {
            "ours": [binary, "matrix", path, str(max(3, repeats)), "2"],
            "ours, one thread": [binary, "matrix", path, str(max(3, repeats)), "1"],
        }
        for peer in PEERS:
            if peer != "fastlap" or name not in TIES:
                commands[peer] = [PYTHON, os.path.join(HERE, "solve_one.py"), peer, path, str(repeats)]
        cell = {solver: run(command) for solver, command in commands.items()}
        if cell["ours"]["seconds"] < SHORT:
            repeat(commands, cell)
        truth = cell["ours"].get("total")
        for peer in PEERS:
            if peer not in cell:
                continue
            answer = cell[peer]
            if "total" in answer and truth is not None:
                slack = 1e-9 * max(1.0, abs(truth))
                if answer["total"] > truth + slack:
                    answer = {"note": f"total {answer['total']} is not optimal"}
                elif answer["total"] < truth - slack:
                    raise SystemExit(f"{peer} beats our optimum on {name} {size}")
            if "seconds" in answer:
                answer["seconds"] = min(LIMIT, answer["seconds"])
            cell[peer] = answer
    return cell


def measure_batch(binary, repeats, lines):
    """Many small matrices: ours against the batch calls of the peers, or a loop over single calls."""
    import numpy

    count, rows, columns = BATCH
    random = numpy.random.default_rng(5)
    kinds = {
        "uniform": random.random(BATCH),
        "integers 1..100": random.integers(1, 101, BATCH).astype(numpy.float64),
    }
    lines += [
        "", f"## {count:,} matrices of {rows} x {columns} in one call", "",
        "Batch calls of the peers, each with its better number of threads of 1 and 2; others in a loop.", "",
        "| family | ours | ours, 1 thread | best peer | its time | ratio | " + " | ".join(BATCH_PEERS) + " |",
        "|" + "---|" * (6 + len(BATCH_PEERS)),
    ]
    for name, batch in kinds.items():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "batch.npy")
            numpy.save(path, batch)
            ours = [run([binary, "batch", path, str(max(3, repeats)), threads]) for threads in "21"]
            timed = {}
            for peer in BATCH_PEERS:
                answer = run([PYTHON, os.path.join(HERE, "solve_one.py"), peer, path, str(repeats)])
                if "total" in answer and abs(answer["total"] - ours[0]["total"]) <= 1e-9 * abs(ours[0]["total"]):
                    timed[peer] = answer["seconds"]
                else:
                    print(f"  {peer}: {answer}", flush=True)
        best = min(timed, key=timed.get)
        columns_ = [
            name, f"{ours[0]['seconds']:.3f}", f"{ours[1]['seconds']:.3f}", best, f"{timed[best]:.3f}",
            f"**{timed[best] / ours[0]['seconds']:.2f}**",
        ] + [f"{timed[p]:.3f}" if p in timed else "-" for p in BATCH_PEERS]
        lines.append("| " + " | ".join(columns_) + " |")
        print(lines[-1], flush=True)


def milliseconds(seconds):
    value = 1e3 * seconds
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def row(name, size, cell):
    ours = cell["ours"]["seconds"]
    timed = {p: cell[p]["seconds"] for p in PEERS if p in cell and "seconds" in cell[p]}
    best = min(timed, key=timed.get)
    ratio = timed[best] / ours
    scipy = f"{timed['scipy'] / ours:.1f}" if "scipy" in timed else "-"
    columns = [
        name, str(size), milliseconds(ours), milliseconds(cell["ours, one thread"]["seconds"]),
        f"{cell['ours']['check'] / ours:.0%}", f"{ours / cell['ours']['stream']:.1f}", best,
        milliseconds(timed[best]), f"**{ratio:.2f}**", scipy,
    ]
    columns += [milliseconds(timed[p]) if p in timed else "-" for p in PEERS]
    return ratio, "| " + " | ".join(columns) + " |"


def write(path, lines):
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 2000, 5000])
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--families", nargs="+")
    parser.add_argument("--binary", help="a dense-benchmark that is built already")
    parser.add_argument("--no-batch", action="store_true")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--output", default=os.path.join(BENCHMARKS, "RESULTS.md"))
    options = parser.parse_args()
    PEERS[:] = options.peers
    environment()
    sys.path.insert(0, HERE)
    import families

    binary = options.binary or build()
    frozen = subprocess.run(
        [PYTHON, "-m", "pip", "freeze", "--disable-pip-version-check"], capture_output=True, text=True
    ).stdout.splitlines()
    wanted = ("numpy", "scipy", "lapx", "lapjv", "fastlap", "ortools")
    versions = ", ".join(v for v in frozen if v.split("==")[0].lower() in wanted)
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    processor = "unknown"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as lines:
            processor = next((l.split(":")[1].strip() for l in lines if l.startswith("model name")), processor)
    lines = [
        "# Dense assignment beside its peers", "",
        f"- Date: {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {processor}, {os.cpu_count()} processors, {platform.system()} {platform.machine()}",
        f"- Versions: {swift.split('(')[0].strip()}, Python {platform.python_version()}, {versions}",
        f"- Command: `python3 Benchmarks/peers/compare.py {' '.join(sys.argv[1:])}`".replace(" `", "`"), "",
        f"Medians of {options.repeats} solves in milliseconds, on the same float64 matrices in one run; ours with",
        "two threads and with one, certificate checked each time; where ours takes less than 10 ms, medians over",
        f"{ROUNDS} processes of ours and of the peers that come near, in turn. Ratio = fastest peer / ours (two threads).",
        "Check = the part of our time that the check of the certificate took.",
        "Streams = ours in units of one thread reading every entry once. A peer over 60 s counts as 60 s;",
        "fastlap is left out on ties, OR-Tools counts without building its graph, on square integer",
        "matrices. \"-\" = left out, refused, failed, or not optimal. n = columns.", "",
        "| family | n | ours | ours, 1 thread | check | streams | best peer | its time | ratio | scipy / ours | "
        + " | ".join(PEERS) + " |",
        "|" + "---|" * (10 + len(PEERS)),
    ]
    for size in options.sizes:
        ratios = []
        for name in options.families or families.names(size):
            repeats = 1 if size > 5000 else options.repeats
            cell = measure(binary, families, name, size, repeats)
            ratio, text = row(name, size, cell)
            ratios.append(ratio)
            lines.append(text)
            print(text, flush=True)
            for peer, answer in cell.items():
                if "note" in answer:
                    print(f"  {peer}: {answer['note']}", flush=True)
            write(options.output, lines)
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        lines.append(f"| **geometric mean** | {size} | | | | | | | **{mean:.2f}** | | " + " | ".join("" for _ in PEERS) + " |")
        print(lines[-1], flush=True)
        write(options.output, lines)
    if not options.no_batch:
        measure_batch(binary, options.repeats, lines)
        write(options.output, lines)


main()
