/* The lines that a run ends with. */
#ifndef LOAD_REPORT_H
#define LOAD_REPORT_H

#include <stdio.h>

#include "fleet.h"

/* One line of JSON; times in microseconds. */
void report_json(FILE *out, const fleet *fleet, const run_result *result);

/* The same for people. */
void report_text(FILE *out, const fleet *fleet, const run_result *result);

#endif
