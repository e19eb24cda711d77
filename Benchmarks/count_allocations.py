#!/usr/bin/env python3
"""Counts how often a solve asks for memory where several were made with the same working memory.

Runs `dense-benchmark reuse` under valgrind for a few solves of each matrix and for a few more, and
prints the difference; exits with 1 unless it is 0, or when memory is misused. Needs valgrind.
"""

import re
import subprocess
import sys

FEW, MORE = 4, 6


def allocations(program, times):
    """How often memory was asked for in so many solves of every matrix, and the solves of all."""
    run = subprocess.run(
        ["valgrind", "--undef-value-errors=no", "--error-exitcode=1", program, "reuse", str(times)],
        capture_output=True, text=True)
    found = re.search(r"total heap usage: ([\d,]+) allocs", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(run.stderr)
    return int(found[1].replace(",", ""))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: count_allocations.py PATH-TO/dense-benchmark")
    counts = [allocations(sys.argv[1], times) for times in (FEW, MORE)]
    print(f"{counts[0]} calls in {FEW} solves of each matrix, {counts[1]} in {MORE}: "
          f"{counts[1] - counts[0]} more")
    sys.exit(counts[0] != counts[1])


main()
