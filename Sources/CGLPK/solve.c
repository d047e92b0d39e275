#include "session.h"

#ifdef COUNSELMATCH_GLPK
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

/* Simplex runs in slices of this many iterations: a stop is seen between them. Iterations, not time: the path of
   the simplex does not depend on the clock. Every slice starts the steepest-edge weights afresh, so short ones cost
   time. */
enum { SLICE = 20000, CALLBACKS_PER_POLL = 64 };

struct job {
  const cglpk_model *model;
  const cglpk_options *options;
  cglpk_answer *answer;
  long long end; /* monotonic milliseconds; LLONG_MAX: none */
  int *rowIndices;
  int *columnIndices;
  double *coefficients;
  double *start; /* counted from 1, or NULL */
  int startOffered;
  unsigned callbacks;
};

static long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What is left, as GLPK takes it: INT_MAX is no limit. */
static int time_left(const struct job *job) {
  if (job->end == LLONG_MAX) {
    return INT_MAX;
  }
  long long left = job->end - milliseconds();
  return left <= 0 ? 0 : left >= INT_MAX ? INT_MAX - 1 : (int)left;
}

static int stopped(const struct job *job) {
  return job->options->stop != NULL && job->options->stop(job->options->context);
}

static int bound_type(double lower, double upper) {
  if (isinf(lower)) {
    return isinf(upper) ? GLP_FR : GLP_UP;
  }
  return isinf(upper) ? GLP_LO : lower == upper ? GLP_FX : GLP_DB;
}

static void build(glp_prob *problem, const struct job *job) {
  const cglpk_model *model = job->model;
  glp_set_obj_dir(problem, GLP_MAX);
  if (model->rows > 0) {
    glp_add_rows(problem, model->rows);
  }
  for (int row = 0; row < model->rows; row++) {
    double lower = model->rowLower[row], upper = model->rowUpper[row];
    glp_set_row_bnds(problem, row + 1, bound_type(lower, upper), lower, upper);
  }
  if (model->columns > 0) {
    glp_add_cols(problem, model->columns);
  }
  for (int column = 0; column < model->columns; column++) {
    double lower = model->columnLower[column], upper = model->columnUpper[column];
    glp_set_col_bnds(problem, column + 1, bound_type(lower, upper), lower, upper);
    glp_set_obj_coef(problem, column + 1, model->objective[column]);
    if (model->integer != NULL && model->integer[column] && job->options->route == CGLPK_INTOPT) {
      glp_set_col_kind(problem, column + 1, GLP_IV);
    }
  }
  glp_load_matrix(
      problem, model->rowStarts[model->rows], job->rowIndices, job->columnIndices, job->coefficients);
}

/* Hours and levels kept as rows have coefficients of any size; a network's are all one. */
static void scale(glp_prob *problem, const struct job *job) {
  for (int entry = 0; entry < job->model->rowStarts[job->model->rows]; entry++) {
    if (fabs(job->model->coefficients[entry]) != 1) {
      glp_scale_prob(problem, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N | GLP_SF_SKIP);
      return;
    }
  }
}

static void set_basis(glp_prob *problem, const struct job *job) {
  const unsigned char *basis = job->options->basis;
  for (int row = 0; row < job->model->rows; row++) {
    glp_set_row_stat(problem, row + 1, basis[row]);
  }
  for (int column = 0; column < job->model->columns; column++) {
    glp_set_col_stat(problem, column + 1, basis[job->model->rows + column]);
  }
}

static void get_basis(glp_prob *problem, const struct job *job) {
  unsigned char *basis = job->options->basis;
  for (int row = 0; row < job->model->rows; row++) {
    basis[row] = (unsigned char)glp_get_row_stat(problem, row + 1);
  }
  for (int column = 0; column < job->model->columns; column++) {
    basis[job->model->rows + column] = (unsigned char)glp_get_col_stat(problem, column + 1);
  }
}

/* glp_simplex until it ends by itself, the time is up, or a stop is asked for (GLP_ESTOP). */
static int simplex_slices(glp_prob *problem, const struct job *job) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  for (;;) {
    parameters.tm_lim = time_left(job);
    parameters.it_lim = SLICE;
    int returned = glp_simplex(problem, &parameters);
    if (returned != GLP_EITLIM) {
      return returned;
    }
    if (stopped(job)) {
      return GLP_ESTOP;
    }
  }
}

static int run_simplex(glp_prob *problem, const struct job *job) {
  int given = job->options->basis != NULL && job->options->hasBasis;
  if (given) {
    set_basis(problem, job);
  }
  int returned = simplex_slices(problem, job);
  if (given && (returned == GLP_EBADB || returned == GLP_ESING || returned == GLP_ECOND)) {
    glp_std_basis(problem);
    returned = simplex_slices(problem, job);
  }
  if (job->options->basis != NULL) {
    get_basis(problem, job);
  }
  return returned;
}

/* Called by glp_intopt very often: the clock is read at every 64th call. */
static void callback(glp_tree *tree, void *info) {
  struct job *job = info;
  const cglpk_options *options = job->options;
  switch (glp_ios_reason(tree)) {
  case GLP_IBRANCH: job->answer->branches++; break;
  case GLP_IHEUR:
    if (job->start != NULL && !job->startOffered) {
      job->startOffered = 1;
      glp_ios_heur_sol(tree, job->start);
    }
    break;
  case GLP_IBINGO:
    if (options->hasBound && glp_mip_obj_val(glp_ios_get_prob(tree)) >= options->bound - 0.5) {
      job->answer->boundReached = 1;
      glp_ios_terminate(tree);
      return;
    }
    break;
  default: break;
  }
  if (++job->callbacks % CALLBACKS_PER_POLL == 0 && stopped(job)) {
    glp_ios_terminate(tree);
  }
}

static int run_intopt(glp_prob *problem, struct job *job) {
  const cglpk_options *options = job->options;
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.tm_lim = time_left(job);
  parameters.presolve = options->presolve ? GLP_ON : GLP_OFF;
  parameters.mip_gap = options->gap;
  parameters.tol_obj = options->objectiveTolerance;
  parameters.tol_int = options->integerTolerance;
  int cuts = options->cuts ? GLP_ON : GLP_OFF;
  /* Never clique cuts: in GLPK 5.0 their generator writes beyond an array (`make valgrind`). */
  parameters.gmi_cuts = parameters.mir_cuts = parameters.cov_cuts = cuts;
  parameters.cb_func = callback;
  parameters.cb_info = job;
  return glp_intopt(problem, &parameters);
}

static void read_simplex(glp_prob *problem, int returned, cglpk_answer *answer) {
  answer->stage = CGLPK_STAGE_SIMPLEX;
  answer->returned = returned;
  answer->status = glp_get_status(problem);
  answer->hasValues = answer->status == GLP_OPT || answer->status == GLP_FEAS;
  answer->objective = glp_get_obj_val(problem);
  for (int column = 0; answer->hasValues && column < glp_get_num_cols(problem); column++) {
    answer->values[column] = glp_get_col_prim(problem, column + 1);
  }
}

static void read_intopt(glp_prob *problem, int returned, cglpk_answer *answer) {
  answer->stage = CGLPK_STAGE_INTOPT;
  answer->returned = returned;
  answer->status = glp_mip_status(problem);
  answer->hasValues = answer->status == GLP_OPT || answer->status == GLP_FEAS;
  answer->objective = glp_mip_obj_val(problem);
  for (int column = 0; answer->hasValues && column < glp_get_num_cols(problem); column++) {
    answer->values[column] = glp_mip_col_val(problem, column + 1);
  }
}

static void solve(void *context) {
  struct job *job = context;
  glp_prob *problem = glp_create_prob();
  build(problem, job);
  scale(problem, job);
  int integer = job->options->route == CGLPK_INTOPT;
  int ready = integer && job->options->presolve;
  if (!ready) {
    int returned = run_simplex(problem, job);
    read_simplex(problem, returned, job->answer);
    ready = integer && returned == 0 && job->answer->status == GLP_OPT;
  }
  if (ready) {
    int returned = run_intopt(problem, job);
    read_intopt(problem, returned, job->answer);
  }
  job->answer->iterations = glp_get_it_cnt(problem);
  glp_delete_prob(problem);
  glp_mem_usage(NULL, NULL, &job->answer->leftBytes, NULL);
}

/* Bounds in order, nothing NaN, objective and coefficients finite, indices in range. */
static int is_model(const cglpk_model *model) {
  if (model->rows < 0 || model->columns < 0 || model->rowStarts[0] != 0) {
    return 0;
  }
  for (int column = 0; column < model->columns; column++) {
    if (!(model->columnLower[column] <= model->columnUpper[column]) || !isfinite(model->objective[column])) {
      return 0;
    }
  }
  for (int row = 0; row < model->rows; row++) {
    if (!(model->rowLower[row] <= model->rowUpper[row]) || model->rowStarts[row] > model->rowStarts[row + 1]) {
      return 0;
    }
    for (int entry = model->rowStarts[row]; entry < model->rowStarts[row + 1]; entry++) {
      int column = model->columnIndices[entry];
      if (column < 0 || column >= model->columns || !isfinite(model->coefficients[entry])) {
        return 0;
      }
    }
  }
  return 1;
}

/* GLPK counts from 1; these copies live outside the session, so that a longjmp loses nothing. */
static int copy_arrays(struct job *job) {
  const cglpk_model *model = job->model;
  size_t entries = (size_t)model->rowStarts[model->rows] + 1;
  job->rowIndices = malloc(entries * sizeof *job->rowIndices);
  job->columnIndices = malloc(entries * sizeof *job->columnIndices);
  job->coefficients = malloc(entries * sizeof *job->coefficients);
  if (job->options->start != NULL) {
    job->start = malloc(((size_t)model->columns + 1) * sizeof *job->start);
  }
  if (!job->rowIndices || !job->columnIndices || !job->coefficients || (job->options->start && !job->start)) {
    return 0;
  }
  for (int row = 0; row < model->rows; row++) {
    for (int entry = model->rowStarts[row]; entry < model->rowStarts[row + 1]; entry++) {
      job->rowIndices[entry + 1] = row + 1;
      job->columnIndices[entry + 1] = model->columnIndices[entry] + 1;
      job->coefficients[entry + 1] = model->coefficients[entry];
    }
  }
  for (int column = 0; job->start != NULL && column < model->columns; column++) {
    job->start[column + 1] = job->options->start[column];
  }
  return 1;
}

int cglpk_solve(const cglpk_model *model, const cglpk_options *options, cglpk_answer *answer) {
  double *values = answer->values;
  *answer = (cglpk_answer){.values = values};
  if (!is_model(model)) {
    return CGLPK_BAD_MODEL;
  }
  struct job job = {.model = model, .options = options, .answer = answer};
  job.end = options->timeLimit == INT_MAX ? LLONG_MAX : milliseconds() + options->timeLimit;
  int error = copy_arrays(&job) ? session_run(solve, &job, options->memoryLimit) : CGLPK_NO_MEMORY;
  free(job.rowIndices);
  free(job.columnIndices);
  free(job.coefficients);
  free(job.start);
  return error;
}

#endif
