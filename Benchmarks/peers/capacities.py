"""Compares capacities and one-sided quotas with HiGHS on the same model, in one run.

    python3 capacities.py --ours COMMAND [--sizes 2000] [--seeds 1] [--limit 60] [--output FILE]

needs a Python with numpy and highspy; `--ours` is the built capacity-benchmark. HiGHS gets one
thread, the time limit, a process of its own, and the model as a linear program, which is enough
because its matrix is totally unimodular (with integer columns it takes longer). A quota counts used
members: where members take one pair at most these are their pairs; else a column between 0 and 1 for
each member, at most its pairs, says whether it is used. Reading and building do not count, and our
time has the check of the proof in it. Values are compared; at the limit HiGHS counts with it.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time

from capacity_instances import KINDS, CapacityInstance

HERE = pathlib.Path(__file__).resolve().parent


def highs(kind, size, seed, limit):
    import highspy
    import numpy

    instance = CapacityInstance(kind, size, seed)
    row, column = numpy.nonzero(instance.costs <= 0)
    costs = instance.costs[row, column].astype(float)
    count = len(costs)
    pairs = numpy.arange(count)
    # Every pair is in the row of its junior and in the row of its senior.
    entries = [(pairs, row, numpy.ones(count)), (pairs, size + column, numpy.ones(count))]
    lower = [*instance.rows[0], *instance.columns[0]]
    upper = [*instance.rows[1], *instance.columns[1]]
    used_column = {}
    for side, minimum, maximum, members in instance.quotas:
        bounds = instance.rows if side == "rows" else instance.columns
        index = row if side == "rows" else column
        line = len(lower)
        lower.append(minimum)
        upper.append(math.inf if maximum is None else maximum)
        if max(bounds[1][members]) == 1:
            chosen = numpy.flatnonzero(numpy.isin(index, members))
            entries.append((chosen, numpy.full(len(chosen), line), numpy.ones(len(chosen))))
            continue
        for member in members:
            if (side, member) not in used_column:
                used = count + len(used_column)
                used_column[side, member] = used
                chosen = numpy.flatnonzero(index == member)
                here = len(lower)
                lower.append(0)
                upper.append(math.inf)
                entries.append((chosen, numpy.full(len(chosen), here), numpy.ones(len(chosen))))
                entries.append(([used], [here], [-1.0]))
            entries.append(([used_column[side, member]], [line], [1.0]))
    columns = numpy.concatenate([numpy.asarray(entry[0]) for entry in entries])
    lines = numpy.concatenate([numpy.asarray(entry[1]) for entry in entries])
    values = numpy.concatenate([numpy.asarray(entry[2]) for entry in entries])
    order = numpy.lexsort((lines, columns))
    total = count + len(used_column)
    model = highspy.HighsLp()
    model.num_col_ = total
    model.num_row_ = len(lower)
    model.col_cost_ = numpy.concatenate([costs, numpy.zeros(len(used_column))])
    model.col_lower_ = numpy.zeros(total)
    model.col_upper_ = numpy.ones(total)
    model.row_lower_ = numpy.array(lower, dtype=float)
    model.row_upper_ = numpy.array(upper, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    starts = numpy.zeros(total + 1, dtype=numpy.int32)
    starts[1:] = numpy.cumsum(numpy.bincount(columns, minlength=total))
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = lines[order].astype(numpy.int32)
    model.a_matrix_.value_ = values[order]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", limit)
    solver.passModel(model)
    start = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - start
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    value = solver.getInfo().objective_function_value
    return {"status": "optimal" if optimal else "limit", "value": value, "seconds": seconds}


def run(command, limit):
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=10 * limit + 300, check=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--kinds", nargs="+", default=list(KINDS))
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--ours")
    parser.add_argument("--output")
    parser.add_argument("--solve", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.solve:
        kind, size, seed = options.solve
        print(json.dumps(highs(kind, int(size), int(seed), options.limit)))
        return
    if not options.ours:
        parser.error("--ours is needed")
    lines = ["| n | rules | seed | value | ours | highs | highs / ours |", "|---" * 7 + "|"]
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        stem = pathlib.Path(folder) / "instance"
        for size in options.sizes:
            for kind in options.kinds:
                for seed in options.seeds:
                    CapacityInstance(kind, size, seed).write(stem)
                    ours = run([options.ours, str(stem)], options.limit)
                    print(size, kind, seed, "ours", ours, file=sys.stderr, flush=True)
                    command = [sys.executable, str(HERE / "capacities.py")]
                    command += ["--limit", str(options.limit)]
                    command += ["--solve", kind, str(size), str(seed)]
                    peer = run(command, options.limit)
                    print(size, kind, seed, "highs", peer, file=sys.stderr, flush=True)
                    is_proven = peer["status"] == "optimal"
                    if is_proven and abs(peer["value"] - ours["value"]) > 0.5:
                        print("The optimal values differ.", file=sys.stderr)
                        sys.exit(1)
                    seconds = peer["seconds"] if is_proven else max(peer["seconds"], options.limit)
                    ratios.append(seconds / ours["seconds"])
                    shown = f"{seconds:.2f}" if is_proven else f"limit ({seconds:.0f})"
                    lines.append(
                        f"| {size} | {kind} | {seed} | {ours['value']} | {ours['seconds']:.3f} | "
                        f"{shown} | {ratios[-1]:.0f} |"
                    )
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    lines.append(f"\nGeometric mean of the last column: {mean:.0f}.")
    text = "\n".join(lines) + "\n"
    print(text)
    if options.output:
        pathlib.Path(options.output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
