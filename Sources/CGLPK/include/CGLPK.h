/*
 * CGLPK: the only door to GLPK 5.0. glpk.h is included by this target alone and never reaches Swift.
 *
 * Why C: GLPK reports misuse and exhausted memory by calling abort() unless an error hook leaves by longjmp;
 * setjmp does not exist in Swift, and a longjmp across a Swift frame skips defer and deinit. So every GLPK call,
 * hook, callback and the one setjmp live here, and every function is one closed session: it makes GLPK's
 * environment of the calling thread, works, and frees it before it returns, whatever happened.
 *
 * Without COUNSELMATCH_GLPK (the package trait `GLPK`) everything compiles to stubs that answer
 * CGLPK_UNAVAILABLE and needs no GLPK header.
 *
 * Threads: any number at once; GLPK's environment is thread-local. A thread on which the application itself holds
 * GLPK objects is refused (CGLPK_BUSY), because ending our session would free them.
 *
 * No names are ever given to rows or columns, and nothing is ever written to stdout or stderr.
 */
#ifndef CGLPK_H
#define CGLPK_H

#include <stddef.h>

/* What a session ended with. */
enum {
  CGLPK_OK = 0,
  CGLPK_UNAVAILABLE = 1, /* GLPK is not compiled in */
  CGLPK_BAD_MODEL = 2,   /* the arrays are not a model; GLPK was not called */
  CGLPK_BUSY = 3,        /* this thread holds a GLPK environment of its own */
  CGLPK_NO_MEMORY = 4,   /* out of memory, or over the limit given */
  CGLPK_ARGUMENT = 5,    /* GLPK refused an argument (would have called abort) */
  CGLPK_ASSERTION = 6    /* an assertion inside GLPK failed (would have called abort) */
};

/* How to solve. */
enum {
  CGLPK_SIMPLEX = 0, /* glp_simplex: columns are continuous, the answer is a vertex */
  CGLPK_INTOPT = 1   /* glp_simplex, then glp_intopt: columns marked integer are integer */
};

/* Which of the two calls gave `returned` and `status`. */
enum { CGLPK_STAGE_SIMPLEX = 0, CGLPK_STAGE_INTOPT = 1 };

/* Maximise objective · x, so that rowLower <= A x <= rowUpper and columnLower <= x <= columnUpper.
   Bounds may be infinite; nothing may be NaN. A is given by compressed rows, columns counted from 0, without
   repetition inside a row. */
typedef struct {
  int rows;
  int columns;
  const double *columnLower;
  const double *columnUpper;
  const double *objective;
  const unsigned char *integer; /* one per column, 1: integer; NULL: none */
  const double *rowLower;
  const double *rowUpper;
  const int *rowStarts; /* rows + 1 */
  const int *columnIndices;
  const double *coefficients;
} cglpk_model;

typedef struct {
  int route;
  int timeLimit;   /* milliseconds, from the call on; INT_MAX: none */
  int memoryLimit; /* MB for this session; 0: none */
  int presolve;    /* CGLPK_INTOPT only: GLPK's presolver instead of simplex + intopt */
  int cuts;        /* CGLPK_INTOPT only: Gomory, mixed-integer rounding and cover cuts; never clique cuts */
  double gap;      /* CGLPK_INTOPT only: relative gap at which to stop; 0 where "optimal" is to be said */
  double objectiveTolerance; /* CGLPK_INTOPT only: relative, in (0, 1); a node this little better is dropped */
  double integerTolerance;   /* CGLPK_INTOPT only: absolute, in (0, 1) */
  int hasBound;              /* CGLPK_INTOPT only: stop when the objective reaches `bound` */
  double bound;
  const double *start; /* CGLPK_INTOPT without presolve: a feasible point, offered to the search; or NULL */
  int hasBasis;        /* start simplex from `basis` */
  /* rows + columns entries in GLPK's codes, read if hasBasis and written after simplex; or NULL. */
  unsigned char *basis;
  /* Asked now and then, from C, never by GLPK itself, and returns before any longjmp can happen: 1 = stop. */
  int (*stop)(const void *context);
  const void *context;
} cglpk_options;

typedef struct {
  int stage;
  int returned; /* what glp_simplex or glp_intopt returned */
  int status;   /* glp_get_status or glp_mip_status */
  int boundReached;
  double objective;
  int iterations;   /* simplex iterations, those of the search tree included */
  int branches;     /* branchings of the search tree */
  size_t leftBytes; /* GLPK memory still in use after the problem was deleted, before the session ended */
  double *values;   /* the caller's array, one per column; written if GLPK holds a point */
  int hasValues;
} cglpk_answer;

/* 1 if GLPK is compiled in. */
int cglpk_available(void);

/* Solves one model in one session. Returns CGLPK_OK or why there is no answer. */
int cglpk_solve(const cglpk_model *model, const cglpk_options *options, cglpk_answer *answer);

/* Bytes GLPK holds for this thread outside sessions: 0. */
size_t cglpk_live_bytes(void);

/*
 * For the tests of the error hook only: commits misuse number `which` (0 ..< CGLPK_MISUSES) inside a session and
 * returns the session's error. Each of them ends an unguarded process by abort().
 *
 * Two misuses that also end a process are left out, because no hook can catch them: deleting a problem twice
 * (reads freed memory) and deleting a garbage pointer (SIGSEGV). Both are impossible through this header: no
 * function gives or takes a GLPK object.
 */
enum { CGLPK_MISUSES = 22 };
int cglpk_provoke(int which);

#endif
