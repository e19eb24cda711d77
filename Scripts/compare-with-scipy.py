#!/usr/bin/env python3
"""Compares pairwright's optimum with independent solvers, on the exported scores.

Usage: Scripts/compare-with-scipy.py PAIRWRIGHT ROSTER.csv [PROGRAM.yaml]

Needs numpy and scipy. The objective is [coverage, total]. Where nobody stands on both sides and one
side has room for one partner each, SciPy's linear_sum_assignment solves the problem on copies of
people with more room; otherwise HiGHS, through scipy.optimize.milp, solves the integer program.
"""

import csv
import json
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array


def run(*arguments):
    """Runs a command and returns what it printed."""
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def people(path):
    """Reads ids, minimums, maximums and forced partners."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        [row["employee_id"] for row in rows],
        np.array([int(row["minimum"]) for row in rows]),
        np.array([int(row["maximum"]) for row in rows]),
        [[p for p in row["forced_with"].split(";") if p] for row in rows],
    )


def by_assignment(scores, junior_room, senior_room):
    """Coverage and total by linear_sum_assignment on copies of people with room for several."""
    rows = np.repeat(np.arange(len(junior_room)), junior_room)
    columns = np.repeat(np.arange(len(senior_room)), senior_room)
    first_row = np.r_[True, rows[1:] != rows[:-1]]
    first_column = np.r_[True, columns[1:] != columns[:-1]]
    worth = scores[rows][:, columns].astype(np.float64)
    allowed = worth >= 0
    weight = 1.0 + min(len(rows), len(columns)) * 1e6
    assert 2 * weight * min(len(rows), len(columns)) < 2**53, "beyond exact doubles"
    worth += weight * first_row[:, None] + weight * first_column[None, :]
    worth[~allowed] = 0
    picked_rows, picked_columns = linear_sum_assignment(worth, maximize=True)
    real = allowed[picked_rows, picked_columns]
    i, j = rows[picked_rows[real]], columns[picked_columns[real]]
    return len(set(i)) + len(set(j)), int(scores[i, j].sum())


def by_integer_program(scores, juniors, seniors):
    """Coverage, then total, by HiGHS; a person on both sides counts once."""
    ids_j, low_j, high_j, forced = juniors
    ids_s, low_s, high_s, _ = seniors
    i, j = np.nonzero(scores >= 0)
    names = sorted(set(ids_j) | set(ids_s))
    number = {name: k for k, name in enumerate(names)}
    pairs, persons = len(i), len(names)
    blocks, lower, upper = [], [], []
    offset = 0

    def add(r, c, v, lo, hi):
        nonlocal offset
        blocks.append((np.asarray(r) + offset, np.asarray(c), np.asarray(v, dtype=float)))
        lower.extend(lo)
        upper.extend(hi)
        offset += len(lo)

    add(i, np.arange(pairs), np.ones(pairs), low_j, high_j)
    add(j, np.arange(pairs), np.ones(pairs), low_s, high_s)
    person_j = np.array([number[name] for name in ids_j])
    person_s = np.array([number[name] for name in ids_s])
    add(
        np.r_[person_j[i], person_s[j], np.arange(persons)],
        np.r_[np.arange(pairs), np.arange(pairs), pairs + np.arange(persons)],
        np.r_[np.ones(2 * pairs), -np.ones(persons)],
        np.zeros(persons),
        np.full(persons, np.inf),
    )
    cell = {(ids_j[a], ids_s[b]): k for k, (a, b) in enumerate(zip(i, j))}
    ways = [(k, cell[b, a]) for (a, b), k in cell.items() if a < b and (b, a) in cell]
    for one, other in ways:
        add([0, 0], [one, other], [1, 1], [0], [1])
    for a, partners in enumerate(forced):
        for partner in partners:
            add([0], [cell[ids_j[a], partner]], [1], [1], [1])

    def matrix():
        r, c, v = (np.concatenate(part) for part in zip(*blocks))
        return coo_array((v, (r, c)), shape=(offset, pairs + persons)).tocsr()

    options = {"mip_rel_gap": 0}
    everything = np.ones(pairs + persons)
    cover = np.r_[np.zeros(pairs), -np.ones(persons)]
    first = milp(
        cover, constraints=LinearConstraint(matrix(), lower, upper), bounds=Bounds(0, 1),
        integrality=everything, options=options)
    coverage = round(-first.fun)
    add(np.zeros(persons, dtype=int), pairs + np.arange(persons), np.ones(persons), [coverage], [np.inf])
    value = np.r_[-scores[i, j].astype(float), np.zeros(persons)]
    second = milp(
        value, constraints=LinearConstraint(matrix(), lower, upper), bounds=Bounds(0, 1),
        integrality=everything, options=options)
    chosen = np.round(second.x[:pairs]).astype(bool)
    return coverage, int(scores[i, j][chosen].sum())


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    pairwright, roster = sys.argv[1:3]
    program = ["--program", sys.argv[3]] if len(sys.argv) == 4 else []
    result = json.loads(run(pairwright, "match", roster, *program, "--json"))
    ours = {o["objective"]: o["value"] for o in result["objectives"]}
    with tempfile.TemporaryDirectory() as folder:
        run(pairwright, "scores", roster, *program, "--out", folder, "--force")
        scores = np.load(f"{folder}/scores.npy")
        juniors = people(f"{folder}/juniors.csv")
        seniors = people(f"{folder}/seniors.csv")
    doubles = set(juniors[0]) & set(seniors[0])
    plain = (
        not doubles and not any(juniors[3]) and juniors[1].sum() + seniors[1].sum() == 0
        and (juniors[2].max() == 1 or seniors[2].max() == 1))
    if plain:
        coverage, total = by_assignment(scores, juniors[2], seniors[2])
    else:
        coverage, total = by_integer_program(scores, juniors, seniors)
    theirs = {"coverage": str(coverage), "total": f"{total // 10000}.{total % 10000:04d}"}
    verdict = "equal" if ours == theirs else "DIFFERENT"
    method = "linear_sum_assignment" if plain else "HiGHS"
    print(f"{verdict}: pairwright {ours}, {method} {theirs}, {roster}")
    sys.exit(0 if ours == theirs else 1)


if __name__ == "__main__":
    main()
