"""Solves one matrix with one peer: solve_one.py PEER FILE.npy REPEATS. Prints one line of JSON."""

import functools
import json
import statistics
import sys
import time

import numpy as np


def scipy_(matrix):
    from scipy.optimize import linear_sum_assignment

    return lambda: linear_sum_assignment(matrix)


def lapx(name):
    def prepare(matrix):
        import lap

        solve = getattr(lap, name)
        # A rectangular matrix is extended by the peer itself; that counts into its time.
        extend = matrix.shape[0] != matrix.shape[1]
        if extend and name in ("lapjvr", "lapjvh"):
            solve = functools.partial(solve, extend_cost=True)

        def run():
            if name == "lapjv":
                _, columns, _ = solve(matrix, extend_cost=extend)
            else:
                result = solve(matrix, return_cost=False)
                if isinstance(result, np.ndarray):
                    return result[:, 0], result[:, 1]
                return result
            rows = np.flatnonzero(columns >= 0)
            return rows, columns[rows]

        return run

    return prepare


def lapjv_(matrix):
    from lapjv import lapjv

    if matrix.shape[0] != matrix.shape[1]:
        raise ValueError("square only")
    rows = np.arange(matrix.shape[0])
    return lambda: (rows, lapjv(matrix)[0])


def fastlap_(matrix):
    import fastlap

    def run():
        _, columns, _ = fastlap.solve_lap(matrix, "lapjv")
        columns = np.asarray(columns)
        rows = np.flatnonzero(columns >= 0)
        return rows, columns[rows]

    return run


def ortools_(matrix):
    """Integer costs and square matrices only; building the graph is not counted."""
    from ortools.graph.python import linear_sum_assignment

    if matrix.shape[0] != matrix.shape[1] or not np.array_equal(matrix, np.rint(matrix)):
        raise ValueError("square integer matrices only")
    size = matrix.shape[0]
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(
        np.repeat(np.arange(size, dtype=np.int32), size),
        np.tile(np.arange(size, dtype=np.int32), size),
        matrix.astype(np.int64).ravel(),
    )

    def run():
        if solver.solve() != solver.OPTIMAL:
            raise ValueError("not solved")
        return None, solver.optimal_cost()

    return run


PEERS = {
    "scipy": scipy_,
    "lapx.lapjv": lapx("lapjv"),
    "lapx.lapjvx": lapx("lapjvx"),
    "lapx.lapjvc": lapx("lapjvc"),
    "lapx.lapjvs": lapx("lapjvs"),
    "lapx.lapjvr": lapx("lapjvr"),
    "lapx.lapjvh": lapx("lapjvh"),
    "lapjv": lapjv_,
    "fastlap": fastlap_,
    "ortools": ortools_,
}


def batch(peer, matrices, repeats):
    """Solves many matrices in one call, or one after another where the peer has no such call."""
    if peer.endswith("_batch"):
        import lap

        solve = getattr(lap, peer.removeprefix("lapx."))
        runs = [
            lambda threads=threads: list(zip(*solve(matrices, return_cost=False, n_threads=threads)))
            for threads in (1, 2)
        ]
    else:
        runs = [lambda: [PEERS[peer](matrix)() for matrix in matrices]]
    medians = []
    for run in runs:
        times = []
        while len(times) < repeats and sum(times) < 40:
            start = time.perf_counter()
            answers = run()
            times.append(time.perf_counter() - start)
        medians.append(statistics.median(times))
    total = sum(float(matrix[rows, columns].sum()) for matrix, (rows, columns) in zip(matrices, answers))
    return {"seconds": min(medians), "total": total}


def main():
    peer, path, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
    matrix = np.load(path)
    if matrix.ndim == 3:
        print(json.dumps(batch(peer, matrix, repeats)))
        return
    run = PEERS[peer](matrix)
    times = []
    while len(times) < repeats and sum(times) < 40:
        start = time.perf_counter()
        rows, columns = run()
        times.append(time.perf_counter() - start)
    total = float(columns) if rows is None else float(matrix[rows, columns].sum())
    count = min(matrix.shape) if rows is None else len(set(zip(rows.tolist(), columns.tolist())))
    if count != min(matrix.shape):
        raise ValueError("not an assignment")
    print(json.dumps({"seconds": statistics.median(times), "total": total}))


main()
