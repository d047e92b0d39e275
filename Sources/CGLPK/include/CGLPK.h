#ifndef CGLPK_H
#define CGLPK_H
int cglpk_available(void);
#endif
