#include "session.h"

#ifdef COUNSELMATCH_GLPK
#include <setjmp.h>
#include <string.h>

struct guard {
  jmp_buf jump;
  volatile int kind; /* what the last message of GLPK says about the error */
  volatile int error;
};

/* Swallows all terminal output. glp_term_out(GLP_OFF) alone does not: fatal messages turn it on again. */
static int swallow(void *info, const char *text) {
  struct guard *guard = info;
  if (strstr(text, "memory") != NULL) {
    guard->kind = CGLPK_NO_MEMORY;
  } else if (strstr(text, "Assertion failed") != NULL) {
    guard->kind = CGLPK_ASSERTION;
  }
  return 1;
}

/* Called by GLPK where it would abort. */
static void escape(void *info) {
  struct guard *guard = info;
  guard->error = guard->kind;
  longjmp(guard->jump, 1);
}

int session_run(void (*body)(void *), void *context, int memoryLimit) {
  struct guard guard;
  guard.kind = CGLPK_ARGUMENT;
  guard.error = CGLPK_OK;
  switch (glp_init_env()) {
  case 0: break;
  case 1: return CGLPK_BUSY;
  default: return CGLPK_NO_MEMORY;
  }
  /* glp_free_env resets all of these, so each session installs them. */
  glp_term_hook(swallow, &guard);
  glp_term_out(GLP_OFF);
  glp_error_hook(escape, &guard);
  if (setjmp(guard.jump) == 0) {
    if (memoryLimit > 0) {
      glp_mem_limit(memoryLimit);
    }
    body(context);
  }
  /* Required after a longjmp, and frees every object of the session. */
  glp_free_env();
  return guard.error;
}

int cglpk_available(void) { return 1; }

size_t cglpk_live_bytes(void) {
  size_t bytes = 0;
  if (glp_init_env() != 0) {
    glp_mem_usage(NULL, NULL, &bytes, NULL);
    return bytes;
  }
  glp_mem_usage(NULL, NULL, &bytes, NULL);
  glp_free_env();
  return bytes;
}

#else

int cglpk_available(void) { return 0; }

int cglpk_solve(const cglpk_model *model, const cglpk_options *options, cglpk_answer *answer) {
  (void)model;
  (void)options;
  (void)answer;
  return CGLPK_UNAVAILABLE;
}

size_t cglpk_live_bytes(void) { return 0; }

int cglpk_provoke(int which) {
  (void)which;
  return CGLPK_UNAVAILABLE;
}

#endif
