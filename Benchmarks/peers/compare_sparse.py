"""Compares sparse assignment with OR-Tools, and measures assignment on demand, in one run.

    python3 Benchmarks/peers/compare_sparse.py [--sizes 10000 100000 1000000] [--people 20000 50000]

makes the peers' environment (pinned in requirements.txt) in Benchmarks/.venv where it is missing,
builds the benchmarks, and writes Benchmarks/SPARSE.md. Ours and OR-Tools take turns on the same
problem: 20 pairs a row, integer costs from 1 to 10^6, one perfect matching hidden among them.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
VENV = os.path.join(BENCHMARKS, ".venv")
DEGREE = 20


def environment(python):
    if python is None:
        python = os.path.join(VENV, "bin", "python")
        if not os.path.exists(python):
            subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
            requirements = os.path.join(HERE, "requirements.txt")
            subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
    if os.path.abspath(sys.executable) != os.path.abspath(python):
        os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])


def build():
    command = ["swift", "build", "-c", "release", "-j", "2", "--package-path", BENCHMARKS]
    for product in ("sparse-benchmark", "on-demand-benchmark"):
        subprocess.run(command + ["--product", product], check=True)
    shown = subprocess.run(command + ["--show-bin-path"], check=True, capture_output=True, text=True)
    return shown.stdout.strip()


def write_problem(path, size):
    """Writes a problem whose rows have distinct, sorted columns."""
    import numpy

    random = numpy.random.default_rng(size)
    columns = numpy.empty((size, DEGREE), dtype=numpy.int32)
    columns[:, 0] = random.permutation(size)
    columns[:, 1:] = random.integers(0, size, (size, DEGREE - 1))
    columns.sort(axis=1)
    while True:
        repeated = numpy.zeros((size, DEGREE), bool)
        repeated[:, 1:] = columns[:, 1:] == columns[:, :-1]
        if not repeated.any():
            break
        columns[repeated] = random.integers(0, size, int(repeated.sum()))
        columns.sort(axis=1)
    costs = random.integers(1, 1_000_001, (size, DEGREE), dtype=numpy.int32)
    with open(path, "wb") as file:
        numpy.array([size, DEGREE], dtype=numpy.int64).tofile(file)
        columns.tofile(file)
        costs.tofile(file)


def solve_by_ortools(path):
    """Solves a problem in this process and prints one line of JSON."""
    import time

    import numpy
    from ortools.graph.python import linear_sum_assignment

    with open(path, "rb") as file:
        size, degree = numpy.fromfile(file, numpy.int64, 2)
        columns = numpy.fromfile(file, numpy.int32, size * degree)
        costs = numpy.fromfile(file, numpy.int32, size * degree)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(
        numpy.repeat(numpy.arange(size, dtype=numpy.int32), degree), columns, costs.astype(numpy.int64)
    )
    start = (time.perf_counter(), time.process_time())
    status = solver.solve()
    spent = (time.perf_counter() - start[0], time.process_time() - start[1])
    if status != solver.OPTIMAL:
        raise SystemExit("OR-Tools has not solved it")
    print(json.dumps({"solve": spent, "total": solver.optimal_cost()}))


def run(command):
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def sparse_row(binaries, size, repeats):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "problem")
        write_problem(path, size)
        ours, peer = [], []
        for _ in range(repeats):
            ours.append(run([os.path.join(binaries, "sparse-benchmark"), path]))
            peer.append(run([sys.executable, os.path.abspath(__file__), "--ortools", path]))
    if len({answer["total"] for answer in ours + peer}) != 1:
        raise SystemExit(f"the totals differ at {size}")

    def median(answers, key, which):
        return statistics.median(answer[key][which] for answer in answers)

    cells = [f"{size:,}", str(repeats)]
    for which in (0, 1):
        mine, build, other = median(ours, "solve", which), median(ours, "build", which), median(peer, "solve", which)
        cells += [f"{mine:.3f}", f"{other:.3f}", f"**{other / mine:.2f}**", f"{other / (mine + build):.2f}"]
    return "| " + " | ".join(cells + [f"{ours[0]['bids'] / size:.1f}"]) + " |"


def demand_row(binaries, people):
    answer = run([os.path.join(binaries, "on-demand-benchmark"), str(people), "2"])
    cells = [
        f"{people:,}", f"{answer['pass'][0]:.1f}", f"{answer['solve'][0]:.1f}", f"{answer['passes'][0]:.1f}",
        f"{answer['pass'][1]:.1f}", f"{answer['solve'][1]:.1f}", f"**{answer['passes'][1]:.1f}**",
        f"{answer['readings']:.2f}", f"{answer['candidates']:,}", str(answer["megabytes"]), str(answer["total"]),
    ]
    return "| " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--people", nargs="*", type=int, default=[20_000, 50_000])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--python", help="a Python that has the peers, in place of Benchmarks/.venv")
    parser.add_argument("--ortools", help=argparse.SUPPRESS)
    parser.add_argument("--output", default=os.path.join(BENCHMARKS, "SPARSE.md"))
    options = parser.parse_args()
    if options.ortools:
        return solve_by_ortools(options.ortools)
    environment(options.python)
    import importlib.metadata

    binaries = build()
    processor = "unknown"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as lines:
            processor = next((l.split(":")[1].strip() for l in lines if l.startswith("model name")), processor)
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    shown = [a for i, a in enumerate(sys.argv[1:]) if a != "--python" and sys.argv[i] != "--python"]
    lines = [
        "# Sparse assignment, and assignment on demand", "",
        f"- Date: {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {processor}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start",
        f"- Versions: {swift.split('(')[0].strip()}, Python {platform.python_version()}, "
        f"ortools {importlib.metadata.version('ortools')}",
        f"- Command: `{' '.join(['python3 Benchmarks/peers/compare_sparse.py', *shown])}`", "",
    ]

    def add(line):
        lines.append(line)
        print(line, flush=True)
        with open(options.output, "w") as file:
            file.write("\n".join(lines) + "\n")

    if options.sizes:
        lines += [
            "## Sparse", "",
            f"{DEGREE} pairs a row, integer costs from 1 to 10^6; medians in seconds, ours and OR-Tools'",
            "LinearSumAssignment taking turns on the same problem. Ours is one thread and has the check of the",
            "certificate in it. Ratio = OR-Tools / ours; \"with building\" adds the time of building our sparse",
            "matrix from a list of pairs, since OR-Tools builds its graph while it solves. On a machine that",
            "others use, processor time says more than the clock.", "",
            "| n | runs | ours | OR-Tools | ratio | with building | ours, processor | OR-Tools, processor | ratio "
            "| with building | bids a row |",
            "|" + "---|" * 11,
        ]
        for size in options.sizes:
            add(sparse_row(binaries, size, options.repeats if size < 1_000_000 else min(3, options.repeats)))
        lines.append("")
    if options.people:
        lines += [
            "## On demand", "",
            "As many people on either side, 60 skills, scores computed a row at a time (15 % offered, 10 %",
            "wanted, levels 1 to 5, a bonus for another department), nothing stored but candidates; two threads;",
            "the check of the certificate, which reads all rows once more, is in it. Pass = one thread computing",
            "every score once; passes = solve / pass, in time; readings = rows read / rows, the check included.", "",
            "| people | pass | solve | passes | pass, processor | solve, processor | passes | readings | candidates "
            "| MB | total |",
            "|" + "---|" * 11,
        ]
        for people in options.people:
            add(demand_row(binaries, people))


main()
