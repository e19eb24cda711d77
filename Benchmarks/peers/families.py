"""Seeded cost matrices, float64, to be minimised."""

import gzip
import os

import numpy as np


def _skills(random, count):
    """60 skills at levels 1 to 5: 15 % offered, 10 % wanted; a department of 12."""
    level = lambda share: np.where(
        random.random((count, 60)) < share, random.integers(1, 6, (count, 60)), 0
    )
    return level(0.15), level(0.10), random.integers(0, 12, count)


def uniform(random, rows, columns):
    return random.random((rows, columns))


def integers_100(random, rows, columns):
    return random.integers(1, 101, (rows, columns)).astype(np.float64)


def integers_1e6(random, rows, columns):
    return random.integers(1, 1_000_001, (rows, columns)).astype(np.float64)


def skill_scores(random, rows, columns):
    offered, wanted, department = _skills(random, rows)
    other_offered, other_wanted, other_department = _skills(random, columns)
    score = np.zeros((rows, columns))
    for skill in range(60):
        score += np.minimum.outer(wanted[:, skill], other_offered[:, skill])
        score += np.minimum.outer(offered[:, skill], other_wanted[:, skill])
    score = 10 * score + 5 * (department[:, None] != other_department[None, :])
    return -score


def geometric(random, rows, columns):
    first, second = random.random((rows, 2)), random.random((columns, 2))
    difference_x = first[:, 0][:, None] - second[:, 0][None, :]
    difference_y = first[:, 1][:, None] - second[:, 1][None, :]
    return np.sqrt(difference_x**2 + difference_y**2)


def two_cost(random, rows, columns):
    return np.where(random.random((rows, columns)) < 0.1, 1.0, 100.0)


def rank_one(random, rows, columns):
    return np.outer(np.arange(1.0, rows + 1), np.arange(1.0, columns + 1))


def all_equal(random, rows, columns):
    return np.full((rows, columns), 7.0)


def block(random, rows, columns):
    """Blocks of about 100 within which costs are low."""
    kinds = max(2, rows // 100)
    same = (np.arange(rows) % kinds)[:, None] == (np.arange(columns) % kinds)[None, :]
    return random.random((rows, columns)) + np.where(same, 0.0, 10.0)


def forbidden_30(random, rows, columns):
    matrix = random.random((rows, columns))
    matrix[random.random((rows, columns)) < 0.3] = np.inf
    return matrix


# name: (maker, rows to columns)
FAMILIES = {
    "uniform": (uniform, 1),
    "integers 1..100": (integers_100, 1),
    "integers 1..10^6": (integers_1e6, 1),
    "skill scores": (skill_scores, 1),
    "geometric": (geometric, 1),
    "two costs": (two_cost, 1),
    "rank one": (rank_one, 1),
    "all equal": (all_equal, 1),
    "block": (block, 1),
    "rectangular 1:2": (uniform, 2),
    "rectangular 1:10": (uniform, 10),
    "30 % forbidden": (forbidden_30, 1),
}


# The sizes of Beasley's assignment problems (OR-Library).
OR_LIBRARY = (100, 200, 400, 600, 800)


def _or_library(size):
    """The published matrix of that size, or None; PAIRWRIGHT_TEST_DATA says where the files are."""
    root = os.environ.get("PAIRWRIGHT_TEST_DATA", os.path.join(os.path.dirname(__file__), "../../../shared"))
    path = os.path.join(root, f"datasets-src/orlib-assignment/assign{size}.txt")
    for name, opened in ((path, open), (path + ".gz", gzip.open)):
        if os.path.exists(name):
            with opened(name, "rt") as file:
                numbers = np.array(file.read().split(), dtype=np.float64)
            return numbers[1:].reshape(size, size)
    return None


def names(size):
    """The families that have a matrix of that size."""
    if size in OR_LIBRARY:
        return ["OR-Library"] if _or_library(size) is not None else []
    return list(FAMILIES)


def make(name, size):
    """size is the number of columns; a rectangular matrix has fewer rows."""
    if name == "OR-Library":
        return _or_library(size)
    maker, ratio = FAMILIES[name]
    seed = sum(map(ord, name)) * 100_003 + size
    return maker(np.random.default_rng(seed), size // ratio, size)
