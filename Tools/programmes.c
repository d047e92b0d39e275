// programmes.c COUNT: solves small programmes in binary columns, drawn by number, with cuts, with and without GLPK's presolver, and
// compares each with all its points. For valgrind: nothing may be read or written beside the arrays.
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "CGLPK.h"

enum { MOST_COLUMNS = 4, MOST_ROWS = 5 };

struct programme {
  int rows, columns, entries;
  double lower[MOST_COLUMNS], upper[MOST_COLUMNS], objective[MOST_COLUMNS];
  unsigned char integer[MOST_COLUMNS];
  double rowLower[MOST_ROWS], rowUpper[MOST_ROWS];
  int starts[MOST_ROWS + 1], indices[MOST_ROWS * MOST_COLUMNS];
  double coefficients[MOST_ROWS * MOST_COLUMNS];
};

static int below(uint64_t *state, int bound) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (int)((*state >> 33) % (uint64_t)bound);
}

static void draw_row(struct programme *p, int row, uint64_t *state) {
  p->starts[row] = p->entries;
  for (int column = 0; column < p->columns; column++) {
    int value = below(state, 7) - 3;
    if (value == 0) continue;
    p->indices[p->entries] = column;
    p->coefficients[p->entries++] = value;
  }
  int isAtMost = below(state, 2);
  p->rowLower[row] = isAtMost ? -INFINITY : below(state, 3) - 1;
  p->rowUpper[row] = isAtMost ? below(state, 4) : INFINITY;
}

static struct programme draw(uint64_t state) {
  struct programme p = {.rows = 1 + below(&state, MOST_ROWS), .columns = 2 + below(&state, MOST_COLUMNS - 1)};
  for (int column = 0; column < p.columns; column++) {
    p.upper[column] = 1;
    p.objective[column] = below(&state, 9) - 2;
    p.integer[column] = 1;
  }
  for (int row = 0; row < p.rows; row++) draw_row(&p, row, &state);
  p.starts[p.rows] = p.entries;
  return p;
}

static int holds(const struct programme *p, int point) {
  for (int row = 0; row < p->rows; row++) {
    double sum = 0;
    for (int entry = p->starts[row]; entry < p->starts[row + 1]; entry++) {
      if (point >> p->indices[entry] & 1) sum += p->coefficients[entry];
    }
    if (sum < p->rowLower[row] || sum > p->rowUpper[row]) return 0;
  }
  return 1;
}

static double best(const struct programme *p) {
  double most = -INFINITY;
  for (int point = 0; point < 1 << p->columns; point++) {
    double value = 0;
    for (int column = 0; column < p->columns; column++) value += point >> column & 1 ? p->objective[column] : 0;
    if (holds(p, point) && value > most) most = value;
  }
  return most;
}

static int is_right(const struct programme *p, int presolve) {
  cglpk_model model = {
      p->rows, p->columns, p->lower, p->upper, p->objective, p->integer, p->rowLower, p->rowUpper, p->starts, p->indices, p->coefficients};
  cglpk_options options = {.route = CGLPK_INTOPT, .timeLimit = INT_MAX, .presolve = presolve, .cuts = 1, .objectiveTolerance = 1e-7,
                           .integerTolerance = 1e-5};
  double values[MOST_COLUMNS] = {0};
  cglpk_answer answer = {.values = values};
  // GLPK's presolver fails an assertion where it removes every column; the session turns that into an error.
  if (cglpk_solve(&model, &options, &answer) != CGLPK_OK) return presolve;
  return answer.hasValues ? fabs(answer.objective - best(p)) < 1e-6 : best(p) == -INFINITY;
}

int main(int count, char **arguments) {
  int programmes = count > 1 ? atoi(arguments[1]) : 2000, wrong = 0;
  for (int number = 1; number <= programmes; number++) {
    struct programme p = draw((uint64_t)number * 2654435761u);
    for (int presolve = 0; presolve < 2; presolve++) {
      if (is_right(&p, presolve)) continue;
      wrong++;
      printf("programme %d%s is wrong\n", number, presolve ? " with presolver" : "");
    }
  }
  printf("%d programmes, %d wrong, %zu bytes live\n", programmes, wrong, cglpk_live_bytes());
  return wrong > 0 || cglpk_live_bytes() > 0;
}
