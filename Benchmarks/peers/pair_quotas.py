"""Compares the route for quotas on kinds of pairs with integer-programming solvers, in one run.

    python3 pair_quotas.py [--sizes 100 200 500] [--quotas 2 134] [--seeds 1] [--limit 60]
                           [--peers highs cp-sat scip glpk] [--ours COMMAND] [--output FILE]

needs a Python with numpy, highspy, ortools and pyscipopt, and for GLPK the library libglpk.so.40.
Every peer gets the full model (a binary column for each allowed pair), one thread (CP-SAT two
workers), the time limit, and a process of its own; reading the model does not count. `--ours` is
the built quota-benchmark. Values are compared, and a peer that runs into the limit counts with it.
"""

import argparse
import ctypes
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def read(path):
    """The size, the allowed pairs with costs, and the quotas as (members, minimum, maximum)."""
    lines = pathlib.Path(path).read_text(encoding="ascii").splitlines()
    size, quota_count = map(int, lines[0].split())
    pairs = []
    for junior in range(size):
        for senior, cell in enumerate(lines[1 + junior].split()):
            if cell != "-":
                pairs.append((junior, senior, int(cell)))
    kinds = [list(map(int, line.split())) for line in lines[1 + size : 5 + size]]
    junior_departments, senior_departments, junior_groups, senior_groups = kinds
    quotas = []
    for line in lines[5 + size :]:
        words = line.split()
        minimum, maximum = int(words[-2]), int(words[-1])
        if words[0] == "same-department":
            chosen = [junior_departments[j] == senior_departments[s] for j, s, _ in pairs]
        elif words[0] == "cross-group":
            chosen = [junior_groups[j] != senior_groups[s] for j, s, _ in pairs]
        else:
            cell = (int(words[1]), int(words[2]))
            chosen = [(junior_departments[j], senior_departments[s]) == cell for j, s, _ in pairs]
        members = [index for index, is_member in enumerate(chosen) if is_member]
        quotas.append((members, minimum, maximum))
    assert len(quotas) == quota_count
    return size, pairs, quotas


def rows(size, pairs, quotas):
    juniors = [[] for _ in range(size)]
    seniors = [[] for _ in range(size)]
    for index, (junior, senior, _) in enumerate(pairs):
        juniors[junior].append(index)
        seniors[senior].append(index)
    return [(members, 1, 1) for members in juniors + seniors] + quotas


def highs(size, pairs, quotas, limit):
    import highspy
    import numpy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", limit)
    solver.setOptionValue("mip_rel_gap", 0.0)
    # Values are multiples of 10.
    solver.setOptionValue("mip_abs_gap", 9.5)
    count = len(pairs)
    solver.addVars(count, numpy.zeros(count), numpy.ones(count))
    indices = numpy.arange(count, dtype=numpy.int32)
    solver.changeColsCost(count, indices, numpy.array([float(cost) for _, _, cost in pairs]))
    kinds = numpy.array([highspy.HighsVarType.kInteger] * count)
    solver.changeColsIntegrality(count, indices, kinds)
    for members, minimum, maximum in rows(size, pairs, quotas):
        length = len(members)
        solver.addRow(
            minimum, maximum, length, numpy.array(members, dtype=numpy.int32), numpy.ones(length)
        )
    start = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - start
    information = solver.getInfo()
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return optimal, information.objective_function_value, information.mip_dual_bound, seconds


def cp_sat(size, pairs, quotas, limit):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [model.new_bool_var("") for _ in pairs]
    for members, minimum, maximum in rows(size, pairs, quotas):
        total = sum(columns[index] for index in members)
        model.add_linear_constraint(total, minimum, maximum)
    model.minimize(sum(cost * column for (_, _, cost), column in zip(pairs, columns)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = 2
    start = time.perf_counter()
    status = solver.solve(model)
    seconds = time.perf_counter() - start
    has_value = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    value = solver.objective_value if has_value else None
    return status == cp_model.OPTIMAL, value, solver.best_objective_bound, seconds


def scip(size, pairs, quotas, limit):
    import pyscipopt

    model = pyscipopt.Model()
    model.hideOutput()
    model.setParam("limits/time", limit)
    columns = [model.addVar(vtype="B", obj=cost) for _, _, cost in pairs]
    for members, minimum, maximum in rows(size, pairs, quotas):
        total = pyscipopt.quicksum(columns[index] for index in members)
        model.addCons(minimum <= (total <= maximum))
    start = time.perf_counter()
    model.optimize()
    seconds = time.perf_counter() - start
    value = model.getObjVal() if model.getNSols() else None
    return model.getStatus() == "optimal", value, model.getDualbound(), seconds


class GlpkOptions(ctypes.Structure):
    """glp_iocp of GLPK 5.0."""

    _fields_ = (
        [(name, ctypes.c_int) for name in ("msg_lev", "br_tech", "bt_tech")]
        + [("tol_int", ctypes.c_double), ("tol_obj", ctypes.c_double)]
        + [(name, ctypes.c_int) for name in ("tm_lim", "out_frq", "out_dly")]
        + [("cb_func", ctypes.c_void_p), ("cb_info", ctypes.c_void_p)]
        + [("cb_size", ctypes.c_int), ("pp_tech", ctypes.c_int), ("mip_gap", ctypes.c_double)]
        + [
            (name, ctypes.c_int)
            for name in (
                "mir_cuts gmi_cuts cov_cuts clq_cuts presolve binarize fp_heur ps_heur ps_tm_lim "
                "sr_heur use_sol"
            ).split()
        ]
        + [("save_sol", ctypes.c_char_p), ("alien", ctypes.c_int), ("flip", ctypes.c_int)]
        + [("reserved", ctypes.c_double * 23)]
    )


def glpk(size, pairs, quotas, limit):
    library = ctypes.CDLL("libglpk.so.40")
    library.glp_create_prob.restype = ctypes.c_void_p
    library.glp_mip_obj_val.restype = ctypes.c_double
    problem = ctypes.c_void_p(library.glp_create_prob())
    library.glp_term_out(0)
    model_rows = rows(size, pairs, quotas)
    library.glp_add_rows(problem, len(model_rows))
    library.glp_add_cols(problem, len(pairs))
    number = ctypes.c_double
    for index, (_, _, cost) in enumerate(pairs, start=1):
        library.glp_set_obj_coef(problem, index, number(cost))
        library.glp_set_col_kind(problem, index, 3)
    for row, (members, minimum, maximum) in enumerate(model_rows, start=1):
        kind = 5 if minimum == maximum else 4
        library.glp_set_row_bnds(problem, row, kind, number(minimum), number(maximum))
        length = len(members)
        indices = (ctypes.c_int * (length + 1))(0, *(index + 1 for index in members))
        values = (ctypes.c_double * (length + 1))(0, *([1.0] * length))
        library.glp_set_mat_row(problem, row, length, indices, values)
    options = GlpkOptions()
    library.glp_init_iocp(ctypes.byref(options))
    options.msg_lev = 0
    options.presolve = 1
    options.tm_lim = int(1000 * limit)
    start = time.perf_counter()
    library.glp_intopt(problem, ctypes.byref(options))
    seconds = time.perf_counter() - start
    status = library.glp_mip_status(problem)
    value = library.glp_mip_obj_val(problem) if status in (2, 5) else None
    return status == 5, value, None, seconds


PEERS = {"highs": highs, "cp-sat": cp_sat, "scip": scip, "glpk": glpk}


def run(command, limit):
    """The answer of a solve in a process of its own."""
    try:
        # Models of a quarter of a million columns take some peers a minute to build.
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=2 * limit + 60, check=True
        )
        return json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired:
        return {"status": "limit", "value": None, "bound": None, "seconds": limit}
    except (subprocess.CalledProcessError, ValueError, IndexError) as error:
        return {"status": f"failed: {error}", "value": None, "bound": None, "seconds": limit}


def shown(answer, limit):
    if answer["status"] == "optimal":
        return f"{answer['seconds']:.2f}"
    if answer["value"] is None:
        return f"{answer['status']}, no value"
    gap = ""
    if answer["bound"] is not None and answer["value"]:
        gap = f", gap {100 * (answer['value'] - answer['bound']) / abs(answer['value']):.2f} %"
    return f"limit ({answer['value']:.0f}{gap})"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 200, 500])
    parser.add_argument("--quotas", type=int, nargs="+", default=[2, 134])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--peers", nargs="*", default=list(PEERS))
    parser.add_argument("--ours")
    parser.add_argument("--output")
    parser.add_argument("--solve", nargs=2, metavar=("PEER", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.solve:
        peer, path = options.solve
        optimal, value, bound, seconds = PEERS[peer](*read(path), options.limit)
        if bound is not None and not math.isfinite(bound):
            bound = None
        status = "optimal" if optimal else "limit"
        print(json.dumps({"status": status, "value": value, "bound": bound, "seconds": seconds}))
        return
    from pair_quota_instances import Instance

    names = (["ours"] if options.ours else []) + options.peers
    lines = ["| n | quotas | seed | value | " + " | ".join(names) + " | fastest peer / ours |"]
    lines.append("|---" * (len(names) + 5) + "|")
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            for quotas in options.quotas:
                for seed in options.seeds:
                    path = pathlib.Path(folder) / "instance.txt"
                    Instance(size, quotas, seed).write(path)
                    answers = {}
                    for name in names:
                        command = [sys.executable, str(HERE / "pair_quotas.py")]
                        command += ["--limit", str(options.limit), "--solve", name, str(path)]
                        if name == "ours":
                            command = [options.ours, str(path), str(options.limit)]
                        answers[name] = run(command, options.limit)
                        print(size, quotas, seed, name, answers[name], file=sys.stderr, flush=True)
                    proven = {
                        round(answer["value"])
                        for answer in answers.values()
                        if answer["status"] == "optimal"
                    }
                    if len(proven) > 1:
                        print(f"The optimal values differ: {proven}", file=sys.stderr)
                        sys.exit(1)
                    ratio = ""
                    if options.ours and options.peers:
                        fastest = min(
                            answers[name]["seconds"]
                            if answers[name]["status"] == "optimal"
                            else options.limit
                            for name in options.peers
                        )
                        ratios.append(fastest / answers["ours"]["seconds"])
                        ratio = f"{ratios[-1]:.1f}"
                    cells = [shown(answers[name], options.limit) for name in names]
                    value = next(iter(proven), "")
                    lines.append(
                        f"| {size} | {quotas} | {seed} | {value} | " + " | ".join(cells)
                        + f" | {ratio} |"
                    )
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        lines.append(f"\nGeometric mean of the last column: {mean:.1f}.")
    text = "\n".join(lines) + "\n"
    print(text)
    if options.output:
        pathlib.Path(options.output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
