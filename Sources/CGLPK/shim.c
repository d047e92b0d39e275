#include "CGLPK.h"

int cglpk_available(void) {
#ifdef COUNSELMATCH_GLPK
  return 1;
#else
  return 0;
#endif
}
