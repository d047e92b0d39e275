// provoke.c ROUNDS: commits every misuse of GLPK in turn, ROUNDS in all; each is one session with its error hook.
// For valgrind: every byte of every session must be given back.
#include <stdio.h>
#include <stdlib.h>
#include "CGLPK.h"

int main(int count, char **arguments) {
  int rounds = count > 1 ? atoi(arguments[1]) : 10000, passed = 0;
  for (int round = 0; round < rounds; round++) {
    if (cglpk_provoke(round % CGLPK_MISUSES) == CGLPK_OK) passed++;
  }
  printf("%d errors provoked, %d unnoticed, %zu bytes live\n", rounds, passed, cglpk_live_bytes());
  return passed > 0 || cglpk_live_bytes() > 0;
}
