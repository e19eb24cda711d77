// What a build without the package trait GLPK has instead.

#ifndef GLPK

#include "CGLPKShim.h"

#include <stddef.h>
#include <string.h>

void pairwright_glpk_solve(const pairwright_glpk_program *program,
                           const pairwright_glpk_limits *limits, double *values,
                           double *row_duals, pairwright_glpk_answer *answer) {
  (void)program, (void)limits, (void)values, (void)row_duals;
  memset(answer, 0, sizeof *answer);
  answer->ending = PAIRWRIGHT_GLPK_ABSENT;
}

void pairwright_glpk_solve_with_mistake(const pairwright_glpk_program *program,
                                        const pairwright_glpk_limits *limits, double *values,
                                        double *row_duals, pairwright_glpk_answer *answer,
                                        int32_t mistake) {
  (void)mistake;
  pairwright_glpk_solve(program, limits, values, row_duals, answer);
}

const char *pairwright_glpk_version(void) { return NULL; }

#else

/// C wants a file to declare something.
typedef int pairwright_glpk_is_present;

#endif
