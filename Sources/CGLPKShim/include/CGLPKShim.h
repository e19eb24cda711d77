// One whole GLPK solve behind one call, with plain arrays in and out.
//
// GLPK ends the process on an error unless an error hook jumps away, keeps its state per thread,
// and forbids a thread to touch what another made. So every solve runs on a thread of its own that
// builds, solves, reads and frees. Nothing of GLPK's is visible here, and the caller's code never
// runs on that thread: `poll` is called on the caller's thread while it waits.

#ifndef PAIRWRIGHT_CGLPK_SHIM_H
#define PAIRWRIGHT_CGLPK_SHIM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A program to minimise. All arrays are only read, and only until the call returns.
typedef struct {
  int32_t row_count;
  int32_t column_count;
  int32_t element_count;
  /// Bounds of rows and columns; -INFINITY and INFINITY stand for no bound.
  const double *row_lower;
  const double *row_upper;
  const double *column_lower;
  const double *column_upper;
  const double *costs;
  /// The elements of the matrix, from 0, in any order, each position at most once.
  const int32_t *element_rows;
  const int32_t *element_columns;
  const double *elements;
  /// 0: all columns are continuous and the rows get duals; else: all columns are integers.
  int32_t integers;
} pairwright_glpk_program;

typedef struct {
  /// Milliseconds until GLPK is told to end; negative means no limit.
  int64_t milliseconds;
  /// The memory that GLPK may take, in MiB; 0 means no limit.
  int32_t mebibytes;
  /// Asked every few milliseconds on the caller's thread; not 0 ends the solve. May be NULL.
  int32_t (*poll)(void *context);
  void *poll_context;
} pairwright_glpk_limits;

enum {
  /// GLPK came back; the return code and the status say with what.
  PAIRWRIGHT_GLPK_RETURNED = 0,
  /// The program is malformed and was not shown to GLPK.
  PAIRWRIGHT_GLPK_REFUSED = 1,
  /// GLPK reported an error of use or memory; the message is its text.
  PAIRWRIGHT_GLPK_FAULT = 2,
  /// GLPK did not come back in time; its thread was left to itself.
  PAIRWRIGHT_GLPK_ABANDONED = 3,
  /// There was no memory or no thread to begin with.
  PAIRWRIGHT_GLPK_NOT_STARTED = 4,
  /// This build has no GLPK.
  PAIRWRIGHT_GLPK_ABSENT = 5,
};

typedef struct {
  /// One of the endings above; the rest is only set when it is RETURNED.
  int32_t ending;
  /// What GLPK's solver returned.
  int32_t return_code;
  /// The status of GLPK's solution: that of the integer solution when integers were asked for.
  int32_t status;
  double objective;
  /// The text of the error, ending in 0.
  char message[256];
} pairwright_glpk_answer;

/// Builds, solves, reads and frees.
///
/// `values` has room for every column and `row_duals` for every row; both are set when the
/// ending is RETURNED. A thread that is not back half a second after the limit, or after `poll`
/// asked for the end, is abandoned; whatever it holds is freed if it ever ends.
void pairwright_glpk_solve(const pairwright_glpk_program *program,
                           const pairwright_glpk_limits *limits, double *values,
                           double *row_duals, pairwright_glpk_answer *answer);

/// The version of GLPK, or NULL when this build has none.
const char *pairwright_glpk_version(void);

/// Mistakes that tests make on purpose, inside the solve.
enum {
  PAIRWRIGHT_GLPK_NO_MISTAKE = 0,
  PAIRWRIGHT_GLPK_COLUMN_OUT_OF_RANGE = 1,
  PAIRWRIGHT_GLPK_DUPLICATE_ELEMENT = 2,
  PAIRWRIGHT_GLPK_NEGATIVE_TIME = 3,
  PAIRWRIGHT_GLPK_EDIT_IN_CALLBACK = 4,
  PAIRWRIGHT_GLPK_NO_MEMORY = 5,
  PAIRWRIGHT_GLPK_UNKNOWN_KIND = 6,
  /// Does not come back for five seconds, whatever it is told.
  PAIRWRIGHT_GLPK_HANG = 7,
};

/// As `pairwright_glpk_solve`, with one of the mistakes above; for tests only.
void pairwright_glpk_solve_with_mistake(const pairwright_glpk_program *program,
                                        const pairwright_glpk_limits *limits, double *values,
                                        double *row_duals, pairwright_glpk_answer *answer,
                                        int32_t mistake);

#ifdef __cplusplus
}
#endif

#endif
