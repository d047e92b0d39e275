#include "session.h"

#ifdef COUNSELMATCH_GLPK
#include <math.h>
#include <string.h>

/* Two rows, three columns, no entries. */
static glp_prob *small_problem(void) {
  glp_prob *problem = glp_create_prob();
  glp_add_rows(problem, 2);
  glp_add_cols(problem, 3);
  for (int column = 1; column <= 3; column++) {
    glp_set_col_bnds(problem, column, GLP_DB, 0, 1);
    glp_set_obj_coef(problem, column, column);
  }
  glp_set_obj_dir(problem, GLP_MAX);
  return problem;
}

static void set_row(int length, int first, int second) {
  int columns[] = {0, first, second, 3, 1};
  double values[] = {0, 1, 1, 1, 1};
  glp_set_mat_row(small_problem(), 1, length, columns, values);
}

static void duplicate_triplets(void) {
  int rows[] = {0, 1, 1}, columns[] = {0, 2, 2};
  double values[] = {0, 1, 1};
  glp_load_matrix(small_problem(), 2, rows, columns, values);
}

/* An assertion deep inside simplex. */
static void nan_bound(void) {
  glp_prob *problem = small_problem();
  int columns[] = {0, 1, 2, 3};
  double values[] = {0, 1, 1, 1};
  for (int row = 1; row <= 2; row++) {
    glp_set_row_bnds(problem, row, GLP_DB, 1, 2);
    glp_set_mat_row(problem, row, 3, columns, values);
  }
  for (int column = 1; column <= 3; column++) {
    glp_set_col_bnds(problem, column, GLP_DB, NAN, 1);
  }
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  glp_simplex(problem, &parameters);
}

static void simplex_with(int zeroed, int timeLimit) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  if (zeroed) {
    memset(&parameters, 0, sizeof parameters);
  }
  parameters.tm_lim = timeLimit;
  glp_simplex(small_problem(), &parameters);
}

static void long_name(int control) {
  char name[400];
  memset(name, 'x', sizeof name);
  name[control ? 8 : 399] = 0;
  if (control) {
    name[3] = 1;
  }
  glp_set_col_name(small_problem(), 1, name);
}

static void bad_vertex(void) {
  glp_graph *graph = glp_create_graph(0, 0);
  glp_add_vertices(graph, 2);
  glp_add_arc(graph, 1, 99);
}

static void over_memory_limit(void) {
  glp_mem_limit(1);
  glp_add_cols(small_problem(), 1000000);
}

/* Misuse inside the callback of the search. */
static void misuse_in_callback(glp_tree *tree, void *info) {
  (void)info;
  glp_ios_up_node(tree, 77);
}

static void inside_callback(void) {
  glp_prob *problem = small_problem();
  for (int column = 1; column <= 3; column++) {
    glp_set_col_kind(problem, column, GLP_IV);
  }
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.cb_func = misuse_in_callback;
  glp_smcp simplex;
  glp_init_smcp(&simplex);
  glp_simplex(problem, &simplex);
  glp_intopt(problem, &parameters);
}

static void misuse(void *context) {
  switch (*(const int *)context) {
  case 0: glp_set_obj_coef(small_problem(), 99, 1); break;
  case 1: glp_set_col_bnds(small_problem(), 0, GLP_FR, 0, 0); break;
  case 2: glp_get_col_prim(small_problem(), 99); break;
  case 3: glp_set_col_bnds(small_problem(), 1, 77, 0, 1); break;
  case 4: nan_bound(); break;
  case 5: set_row(2, 1, 1); break;
  case 6: set_row(2, 1, 99); break;
  case 7: set_row(4, 1, 2); break;
  case 8: set_row(-1, 1, 2); break;
  case 9: duplicate_triplets(); break;
  case 10: glp_add_cols(small_problem(), 0); break;
  case 11: glp_add_cols(small_problem(), -1); break;
  case 12: glp_add_cols(small_problem(), 100000001); break;
  case 13: glp_set_col_kind(small_problem(), 1, 9); break;
  case 14: simplex_with(1, 0); break;
  case 15: simplex_with(0, -1); break;
  case 16: long_name(1); break;
  case 17: long_name(0); break;
  case 18: over_memory_limit(); break;
  case 19: bad_vertex(); break;
  case 20: glp_create_graph(300, 0); break;
  case 21: inside_callback(); break;
  default: break;
  }
}

int cglpk_provoke(int which) { return session_run(misuse, &which, 0); }

#endif
