#include "CGLPKShim.h"

#ifdef GLPK

#include <glpk.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
  /// How long a thread may be late before it is abandoned.
  GRACE_MILLISECONDS = 500,
  POLL_MILLISECONDS = 10,
  /// The simplex method has no callback: it is run in slices, between which it can be stopped.
  ITERATIONS_PER_SLICE = 2000,
  STACK_BYTES = 8 << 20,
  LARGEST_COUNT = 100000000,
};

/// Everything that a solve needs, owned by the caller and by the solving thread together, so
/// that a thread that is abandoned never touches memory of a caller who has gone on.
typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t ended;
  int owners;
  int has_ended;
  atomic_int stop;

  pairwright_glpk_program program;
  int64_t deadline;
  int32_t mebibytes;
  int32_t mistake;
  double *values;
  double *row_duals;
  pairwright_glpk_answer answer;

  jmp_buf escape;
  /// What GLPK prints while it reports an error.
  char text[256];
  size_t text_length;
} solve_job;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static int allows(double lower, double upper) {
  return !isnan(lower) && !isnan(upper) && lower <= upper && lower < INFINITY &&
         upper > -INFINITY;
}

/// Beyond 2^53 every number is an integer; before, a cast tells (and needs no libm).
static int is_fractional(double number) {
  return number > -0x1p53 && number < 0x1p53 && number != (double)(int64_t)number;
}

/// Says why a program must not be shown to GLPK, or NULL.
static const char *refusal(const pairwright_glpk_program *program) {
  if (program->column_count < 1 || program->column_count > LARGEST_COUNT)
    return "the number of columns is out of range";
  if (program->row_count < 0 || program->row_count > LARGEST_COUNT)
    return "the number of rows is out of range";
  if (program->element_count < 0 || program->element_count > LARGEST_COUNT)
    return "the number of elements is out of range";
  for (int32_t row = 0; row < program->row_count; row++)
    if (!allows(program->row_lower[row], program->row_upper[row]))
      return "the bounds of a row contradict themselves";
  for (int32_t column = 0; column < program->column_count; column++) {
    double lower = program->column_lower[column], upper = program->column_upper[column];
    if (!allows(lower, upper)) return "the bounds of a column contradict themselves";
    if (program->integers && (is_fractional(lower) || is_fractional(upper)))
      return "a bound of an integer column is not an integer";
    if (!isfinite(program->costs[column])) return "a cost is not a finite number";
  }
  for (int32_t index = 0; index < program->element_count; index++) {
    if (program->element_rows[index] < 0 ||
        program->element_rows[index] >= program->row_count ||
        program->element_columns[index] < 0 ||
        program->element_columns[index] >= program->column_count)
      return "an element lies outside the matrix";
    if (!isfinite(program->elements[index])) return "an element is not a finite number";
  }
  // Duplicates are found row by row: a column remembers the last row that it was seen in.
  int32_t *first = calloc((size_t)program->row_count + 1, sizeof *first);
  int32_t *order = malloc(((size_t)program->element_count + 1) * sizeof *order);
  int32_t *seen = calloc((size_t)program->column_count, sizeof *seen);
  const char *reason = NULL;
  if (!first || !order || !seen) {
    reason = "there is not enough memory to check the program";
  } else {
    for (int32_t index = 0; index < program->element_count; index++)
      first[program->element_rows[index] + 1]++;
    for (int32_t row = 0; row < program->row_count; row++) first[row + 1] += first[row];
    for (int32_t index = 0; index < program->element_count; index++)
      order[first[program->element_rows[index]]++] = index;
    for (int32_t place = 0; place < program->element_count; place++) {
      int32_t row = program->element_rows[order[place]];
      int32_t column = program->element_columns[order[place]];
      if (seen[column] == row + 1) reason = "an element is given twice";
      seen[column] = row + 1;
    }
  }
  free(first), free(order), free(seen);
  return reason;
}

static void *copied(const void *source, size_t bytes) {
  void *copy = malloc(bytes ? bytes : 1);
  if (copy && bytes) memcpy(copy, source, bytes);
  return copy;
}

static void free_job(solve_job *job) {
  pthread_mutex_destroy(&job->lock);
  pthread_cond_destroy(&job->ended);
  free((void *)job->program.row_lower), free((void *)job->program.row_upper);
  free((void *)job->program.column_lower), free((void *)job->program.column_upper);
  free((void *)job->program.costs);
  free((void *)job->program.element_rows), free((void *)job->program.element_columns);
  free((void *)job->program.elements);
  free(job->values), free(job->row_duals);
  free(job);
}

static solve_job *new_job(const pairwright_glpk_program *program) {
  solve_job *job = calloc(1, sizeof *job);
  if (!job) return NULL;
  size_t rows = (size_t)program->row_count, columns = (size_t)program->column_count;
  size_t elements = (size_t)program->element_count;
  pthread_mutex_init(&job->lock, NULL);
  pthread_cond_init(&job->ended, NULL);
  job->owners = 2;
  job->program = *program;
  job->program.row_lower = copied(program->row_lower, rows * sizeof(double));
  job->program.row_upper = copied(program->row_upper, rows * sizeof(double));
  job->program.column_lower = copied(program->column_lower, columns * sizeof(double));
  job->program.column_upper = copied(program->column_upper, columns * sizeof(double));
  job->program.costs = copied(program->costs, columns * sizeof(double));
  job->program.element_rows = copied(program->element_rows, elements * sizeof(int32_t));
  job->program.element_columns = copied(program->element_columns, elements * sizeof(int32_t));
  job->program.elements = copied(program->elements, elements * sizeof(double));
  job->values = calloc(columns + 1, sizeof(double));
  job->row_duals = calloc(rows + 1, sizeof(double));
  if (!job->program.row_lower || !job->program.row_upper || !job->program.column_lower ||
      !job->program.column_upper || !job->program.costs || !job->program.element_rows ||
      !job->program.element_columns || !job->program.elements || !job->values ||
      !job->row_duals) {
    free_job(job);
    return NULL;
  }
  return job;
}

/// Swallows all output, and keeps what is said about an error.
static int on_output(void *info, const char *text) {
  solve_job *job = info;
  if (glp_at_error()) {
    size_t room = sizeof job->text - 1 - job->text_length;
    size_t length = strnlen(text, room);
    memcpy(job->text + job->text_length, text, length);
    job->text_length += length;
  }
  return 1;
}

/// Must not return: GLPK would end the process.
static void on_error(void *info) {
  solve_job *job = info;
  longjmp(job->escape, 1);
}

static int bound_kind(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

static void build(solve_job *job, glp_prob *problem) {
  const pairwright_glpk_program *program = &job->program;
  glp_set_obj_dir(problem, GLP_MIN);
  if (program->row_count > 0) glp_add_rows(problem, program->row_count);
  glp_add_cols(problem, program->column_count);
  for (int32_t row = 0; row < program->row_count; row++) {
    double lower = program->row_lower[row], upper = program->row_upper[row];
    glp_set_row_bnds(problem, row + 1, bound_kind(lower, upper), lower, upper);
  }
  for (int32_t column = 0; column < program->column_count; column++) {
    double lower = program->column_lower[column], upper = program->column_upper[column];
    if (program->integers) glp_set_col_kind(problem, column + 1, GLP_IV);
    glp_set_col_bnds(problem, column + 1, bound_kind(lower, upper), lower, upper);
    glp_set_obj_coef(problem, column + 1, program->costs[column]);
  }
  // GLPK's own allocator: what a jump away leaves behind goes with the environment.
  int count = program->element_count;
  if (count > 0) {
    int *rows = glp_alloc(count + 1, sizeof(int));
    int *columns = glp_alloc(count + 1, sizeof(int));
    double *values = glp_alloc(count + 1, sizeof(double));
    for (int index = 0; index < count; index++) {
      rows[index + 1] = program->element_rows[index] + 1;
      columns[index + 1] = program->element_columns[index] + 1;
      values[index + 1] = program->elements[index];
    }
    if (job->mistake == PAIRWRIGHT_GLPK_DUPLICATE_ELEMENT && count > 1) {
      rows[2] = rows[1];
      columns[2] = columns[1];
    }
    glp_load_matrix(problem, count, rows, columns, values);
    glp_free(rows), glp_free(columns), glp_free(values);
  }
  if (job->mistake == PAIRWRIGHT_GLPK_UNKNOWN_KIND) glp_set_col_kind(problem, 1, 99);
  if (job->mistake == PAIRWRIGHT_GLPK_COLUMN_OUT_OF_RANGE)
    glp_set_obj_coef(problem, program->column_count + 7, 1);
}

/// Milliseconds until the deadline, as GLPK wants them.
static int remaining(const solve_job *job) {
  if (job->deadline == INT64_MAX) return INT32_MAX;
  int64_t left = job->deadline - now();
  return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

static void solve_relaxation(solve_job *job, glp_prob *problem) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = GLP_DUALP;
  parameters.it_lim = ITERATIONS_PER_SLICE;
  int code;
  do {
    parameters.tm_lim =
        job->mistake == PAIRWRIGHT_GLPK_NEGATIVE_TIME ? -1 : remaining(job);
    code = glp_simplex(problem, &parameters);
  } while (code == GLP_EITLIM && !atomic_load(&job->stop) && remaining(job) > 0);
  job->answer.return_code = code == GLP_EITLIM ? GLP_ESTOP : code;
  job->answer.status = glp_get_status(problem);
  job->answer.objective = glp_get_obj_val(problem);
  for (int32_t column = 0; column < job->program.column_count; column++)
    job->values[column] = glp_get_col_prim(problem, column + 1);
  for (int32_t row = 0; row < job->program.row_count; row++)
    job->row_duals[row] = glp_get_row_dual(problem, row + 1);
}

static void on_search(glp_tree *tree, void *info) {
  solve_job *job = info;
  if (job->mistake == PAIRWRIGHT_GLPK_EDIT_IN_CALLBACK)
    glp_set_obj_coef(glp_ios_get_prob(tree), job->program.column_count + 7, 1);
  if (atomic_load(&job->stop)) glp_ios_terminate(tree);
}

static void solve_integers(solve_job *job, glp_prob *problem) {
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.presolve = GLP_ON;
  // No cover cuts: GLPK 5.0 reports "glp_add_cols: ncs = 0" when presolving leaves it nothing to
  // cover, in about one of a hundred small programs.
  parameters.gmi_cuts = GLP_ON;
  parameters.mir_cuts = GLP_ON;
  parameters.clq_cuts = GLP_ON;
  parameters.cb_func = on_search;
  parameters.cb_info = job;
  parameters.tm_lim = job->mistake == PAIRWRIGHT_GLPK_NEGATIVE_TIME ? -1 : remaining(job);
  job->answer.return_code = glp_intopt(problem, &parameters);
  job->answer.status = glp_mip_status(problem);
  job->answer.objective = glp_mip_obj_val(problem);
  for (int32_t column = 0; column < job->program.column_count; column++)
    job->values[column] = glp_mip_col_val(problem, column + 1);
}

/// The life of the solving thread, between making and freeing its environment.
static void solve(solve_job *job) {
  // GLPK's environment must be there before the jump is armed: hooks are stored in it, and they
  // vanish with it, so they are set for every solve.
  glp_term_hook(on_output, job);
  glp_error_hook(on_error, job);
  if (setjmp(job->escape) == 0) {
    if (job->mistake == PAIRWRIGHT_GLPK_NO_MEMORY) glp_mem_limit(1);
    if (job->mebibytes > 0) glp_mem_limit(job->mebibytes);
    glp_prob *problem = glp_create_prob();
    build(job, problem);
    if (job->program.integers) {
      solve_integers(job, problem);
    } else {
      solve_relaxation(job, problem);
    }
    glp_delete_prob(problem);
    job->answer.ending = PAIRWRIGHT_GLPK_RETURNED;
  } else {
    job->answer.ending = PAIRWRIGHT_GLPK_FAULT;
    memcpy(job->answer.message, job->text, sizeof job->text);
  }
  glp_free_env();
}

static void *run(void *info) {
  solve_job *job = info;
  if (job->mistake == PAIRWRIGHT_GLPK_HANG) {
    struct timespec pause = {5, 0};
    nanosleep(&pause, NULL);
  }
  solve(job);
  pthread_mutex_lock(&job->lock);
  job->has_ended = 1;
  int is_last = --job->owners == 0;
  pthread_cond_signal(&job->ended);
  pthread_mutex_unlock(&job->lock);
  if (is_last) free_job(job);
  return NULL;
}

/// Waits until the thread has ended or is too late; says whether it has ended.
static int await_end(solve_job *job, const pairwright_glpk_limits *limits) {
  int64_t give_up =
      job->deadline == INT64_MAX ? INT64_MAX : job->deadline + GRACE_MILLISECONDS;
  pthread_mutex_lock(&job->lock);
  while (!job->has_ended && now() < give_up) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += POLL_MILLISECONDS * 1000000L;
    if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
    pthread_cond_timedwait(&job->ended, &job->lock, &until);
    if (job->has_ended || !limits->poll || atomic_load(&job->stop)) continue;
    pthread_mutex_unlock(&job->lock);
    if (limits->poll(limits->poll_context)) {
      atomic_store(&job->stop, 1);
      int64_t soon = now() + GRACE_MILLISECONDS;
      if (soon < give_up) give_up = soon;
    }
    pthread_mutex_lock(&job->lock);
  }
  int has_ended = job->has_ended;
  // The thread that gives up its part last frees the job; nothing is read after that.
  if (!has_ended) {
    job->owners--;
    atomic_store(&job->stop, 1);
  }
  pthread_mutex_unlock(&job->lock);
  return has_ended;
}

void pairwright_glpk_solve_with_mistake(const pairwright_glpk_program *program,
                                        const pairwright_glpk_limits *limits, double *values,
                                        double *row_duals, pairwright_glpk_answer *answer,
                                        int32_t mistake) {
  memset(answer, 0, sizeof *answer);
  const char *reason = refusal(program);
  if (reason) {
    answer->ending = PAIRWRIGHT_GLPK_REFUSED;
    strncpy(answer->message, reason, sizeof answer->message - 1);
    return;
  }
  answer->ending = PAIRWRIGHT_GLPK_NOT_STARTED;
  solve_job *job = new_job(program);
  if (!job) return;
  job->deadline = limits->milliseconds < 0 ? INT64_MAX : now() + limits->milliseconds;
  job->mebibytes = limits->mebibytes;
  job->mistake = mistake;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  pthread_t thread;
  // Signals are for the threads of the caller, who may be holding them back while files are written.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  int failure = pthread_create(&thread, &attributes, run, job);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  if (failure) {
    free_job(job);
    return;
  }
  if (!await_end(job, limits)) {
    pthread_detach(thread);
    answer->ending = PAIRWRIGHT_GLPK_ABANDONED;
    return;
  }
  pthread_join(thread, NULL);
  *answer = job->answer;
  if (answer->ending == PAIRWRIGHT_GLPK_RETURNED) {
    memcpy(values, job->values, (size_t)program->column_count * sizeof *values);
    memcpy(row_duals, job->row_duals, (size_t)program->row_count * sizeof *row_duals);
  }
  free_job(job);
}

void pairwright_glpk_solve(const pairwright_glpk_program *program,
                           const pairwright_glpk_limits *limits, double *values,
                           double *row_duals, pairwright_glpk_answer *answer) {
  pairwright_glpk_solve_with_mistake(program, limits, values, row_duals, answer,
                                     PAIRWRIGHT_GLPK_NO_MISTAKE);
}

const char *pairwright_glpk_version(void) { return glp_version(); }

#endif
