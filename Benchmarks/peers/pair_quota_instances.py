"""Assignment problems with quotas on kinds of pairs, seeded.

n juniors and n seniors from 12 departments and 4 groups; the score of a pair is by complementary
skills (60 skills, 15 % offered, 10 % wanted) with a bonus for the same department; 2 % of the pairs
are forbidden. Costs are 10 x (100 - score in
whole points), so that the value of every choice is a multiple of 10. With 2 quotas the
shares of pairs within a department (at most) and across groups (at least) are bounded; with 134
also the number of pairs of each junior department with each other senior department.

    python3 pair_quota_instances.py FOLDER [--sizes 100 200 500 1000] [--quotas 2 134] [--seeds 1]

writes pq-N-QUOTAS-SEED.txt: a line `n quotas`; n lines of n costs, `-` for a forbidden pair; four
lines with the departments of juniors and seniors and the groups of juniors and seniors; and a line
a quota, `same-department`, `cross-group` or `departments A B`, then its minimum and maximum.
"""

import argparse
import pathlib

import numpy

DEPARTMENTS = 12
GROUPS = 4
SKILLS = 60


class Instance:
    """The costs (-1 where a pair is forbidden), the kinds of people and the quotas."""

    def __init__(self, size, quota_count, seed):
        random = numpy.random.Generator(numpy.random.PCG64([size, seed]))
        self.size = size
        # Departments of unequal size, as in organisations.
        weights = numpy.arange(DEPARTMENTS, 2 * DEPARTMENTS, dtype=float)
        weights /= weights.sum()
        self.junior_departments = random.choice(DEPARTMENTS, size, p=weights)
        self.senior_departments = random.choice(DEPARTMENTS, size, p=weights)
        self.junior_groups = random.integers(0, GROUPS, size)
        self.senior_groups = random.integers(0, GROUPS, size)
        offered = random.random((2, size, SKILLS)) < 0.15
        wanted = random.random((2, size, SKILLS)) < 0.10
        levels = random.integers(1, 6, (2, size, SKILLS))
        forward = wanted[1].astype(float) @ (offered[0] * levels[0]).T
        backward = wanted[0].astype(float) @ (offered[1] * levels[1]).T
        benefit = 12.0 * forward.T + 8.0 * backward
        same = self.junior_departments[:, None] == self.senior_departments[None, :]
        score = numpy.minimum(100.0, benefit / 3.0 + 12.0 * same + 5 * random.random((size, size)))
        self.costs = 1000 - 10 * numpy.floor(score).astype(numpy.int64)
        self.costs[random.random((size, size)) < 0.02] = -1
        self.quotas = [
            ("same-department", 0, size * 10 // 100),
            ("cross-group", size * 80 // 100, size),
        ]
        if quota_count > 2:
            juniors = numpy.bincount(self.junior_departments, minlength=DEPARTMENTS)
            seniors = numpy.bincount(self.senior_departments, minlength=DEPARTMENTS)
            for junior in range(DEPARTMENTS):
                for senior in range(DEPARTMENTS):
                    if junior != senior:
                        expected = juniors[junior] * seniors[senior] / size
                        cap = max(1, int(numpy.ceil(1.4 * expected)))
                        self.quotas.append((f"departments {junior} {senior}", 0, cap))

    def members(self, quota):
        """A matrix that is true where a pair counts for the quota."""
        kind = quota[0].split()
        if kind[0] == "same-department":
            return self.junior_departments[:, None] == self.senior_departments[None, :]
        if kind[0] == "cross-group":
            return self.junior_groups[:, None] != self.senior_groups[None, :]
        junior, senior = int(kind[1]), int(kind[2])
        return (self.junior_departments == junior)[:, None] & (self.senior_departments == senior)[
            None, :
        ]

    def write(self, path):
        with open(path, "w", encoding="ascii") as file:
            file.write(f"{self.size} {len(self.quotas)}\n")
            for row in self.costs:
                file.write(" ".join("-" if cost < 0 else str(cost) for cost in row) + "\n")
            for kinds in (
                self.junior_departments,
                self.senior_departments,
                self.junior_groups,
                self.senior_groups,
            ):
                file.write(" ".join(map(str, kinds)) + "\n")
            for kind, minimum, maximum in self.quotas:
                file.write(f"{kind} {minimum} {maximum}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 200, 500, 1000])
    parser.add_argument("--quotas", type=int, nargs="+", default=[2, 134])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for size in options.sizes:
        for quotas in options.quotas:
            for seed in options.seeds:
                name = f"pq-{size}-{quotas}-{seed}.txt"
                Instance(size, quotas, seed).write(options.folder / name)


if __name__ == "__main__":
    main()
