/* One guarded GLPK session on the calling thread; internal to this target. */
#ifndef CGLPK_SESSION_H
#define CGLPK_SESSION_H

#include "CGLPK.h"

#ifdef COUNSELMATCH_GLPK
#include <glpk.h>

/* Runs `body` with GLPK's environment made, silenced and guarded, and frees the environment.
   `body` must not own memory outside GLPK: it may be left by longjmp. */
int session_run(void (*body)(void *), void *context, int memoryLimit);
#endif

#endif
