"""Assignment problems with capacities and with quotas on groups of one side, seeded.

n juniors and n seniors with scores as in pair_quota_instances.py; the cost of a pair is
-10 x (its score in whole points), and 2 % of the pairs are forbidden.

- capacities: every junior is matched once; half of the seniors take up to 3 juniors, one in ten of
  all must take 1 at least.
- quotas: everybody is matched once at most. Of each department of juniors 60 to 80 % are matched, of
  each department of seniors 70 % at most, and of the first six and the last six departments of
  seniors together 65 % at most.
- both: capacities, and of each department of seniors 50 % at least are used, of the first six and
  the last six together 65 %.

An instance is a file NAME.txt: a line `rows columns`; four lines with the fewest and the most pairs
of each row, then of each column; and a line a quota, `rows` or `columns`, its minimum and maximum
and its members; and a file NAME.costs: the costs by rows as 32-bit integers of this machine, 1 for a
forbidden pair.
"""

import numpy

from pair_quota_instances import DEPARTMENTS, Instance

KINDS = ("capacities", "quotas", "both")


class CapacityInstance:
    """Costs (1 where a pair is forbidden), bounds by side, and quotas as (side, min, max, members)."""

    def __init__(self, kind, size, seed):
        people = Instance(size, 2, seed)
        self.costs = numpy.where(people.costs < 0, 1, people.costs - 1000).astype(numpy.int32)
        random = numpy.random.Generator(numpy.random.PCG64([size, seed, 7]))
        once = numpy.ones(size, dtype=numpy.int64)
        none = numpy.zeros(size, dtype=numpy.int64)
        self.quotas = []
        if kind == "quotas":
            self.rows, self.columns = (none, once), (none, once)
            for members in self.departments(people.junior_departments):
                count = len(members)
                self.quotas.append(("rows", count * 60 // 100, count * 80 // 100, members))
            seniors = self.departments(people.senior_departments)
            for members in seniors:
                self.quotas.append(("columns", 0, len(members) * 70 // 100, members))
            for members in self.halves(seniors):
                self.quotas.append(("columns", 0, len(members) * 65 // 100, members))
        else:
            most = numpy.where(random.random(size) < 0.5, 3, 1)
            least = (random.random(size) < 0.1).astype(numpy.int64)
            self.rows, self.columns = (once, once), (least, most)
        if kind == "both":
            seniors = self.departments(people.senior_departments)
            for members in seniors:
                self.quotas.append(("columns", len(members) * 50 // 100, None, members))
            for members in self.halves(seniors):
                self.quotas.append(("columns", len(members) * 65 // 100, None, members))

    @staticmethod
    def departments(departments):
        return [numpy.flatnonzero(departments == number) for number in range(DEPARTMENTS)]

    @staticmethod
    def halves(departments):
        half = DEPARTMENTS // 2
        return [numpy.concatenate(departments[:half]), numpy.concatenate(departments[half:])]

    def write(self, stem):
        self.costs.tofile(f"{stem}.costs")
        with open(f"{stem}.txt", "w", encoding="ascii") as file:
            file.write("{} {}\n".format(*self.costs.shape))
            for bounds in (*self.rows, *self.columns):
                file.write(" ".join(map(str, bounds)) + "\n")
            for side, minimum, maximum, members in self.quotas:
                maximum = len(members) if maximum is None else maximum
                file.write(f"{side} {minimum} {maximum} " + " ".join(map(str, members)) + "\n")
