/*
 * reference.h
 *		Reference data: benchmark, frameworks, catalogue of KPIs.  UTF-8.
 */
#ifndef CC_REFERENCE_H
#define CC_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

/* A table of texts, row by row; NULL is SQL's NULL. */
typedef struct cc_reference
{
	int columns;
	int width; /* cells from one row to the next */
	int rows;
	const char *const *cells;
} cc_reference;

/*
 * Purdue University 1999, inbound call centres, as printed in the slides:
 * position, metric, name_zh, name, printed median, mean, sd, yours; then unit,
 * median, mean, sd, yours in seconds, fractions or contacts; better.
 */
extern const cc_reference cc_benchmark;
/* The metrics of cc_benchmark and "aht" (talk + ACW), NULL-terminated. */
extern const char *const cc_benchmark_metrics[];

/* ICMI Call Center Management and Operations: 8 modules in 3 groups. */
extern const cc_reference cc_icmi_modules;
/* Its 8 key performance objectives, with the KPI that measures each. */
extern const cc_reference cc_icmi_objectives;
/* The pyramid of value a centre creates, lowest layer first. */
extern const cc_reference cc_value_layers;
/* CC-CMM: both published sets of dimensions, the five levels. */
extern const cc_reference cc_cmm_dimensions;
extern const cc_reference cc_cmm_levels;
/*
 * What a centre may be assessed by: CC-CMM, and of the China Contact Center
 * Standard the shared practices, the items of culture and the aspects; with
 * where they come from.  Their dimensions, each with the KPIs of the catalogue
 * that are evidence for it, which is our choice.
 */
extern const cc_reference cc_frameworks;
extern const cc_reference cc_framework_dimensions;
/* RATER (Parasuraman, Zeithaml & Berry 1988). */
extern const cc_reference cc_rater_dimensions;
/* Every KPI of the views: unit, direction, value layer, ICMI module. */
extern const cc_reference cc_kpi_catalog;

typedef struct cc_benchmark_row
{
	double median;
	double mean;
	double sd; /* NaN: not printed */
	const char *better;
} cc_benchmark_row;

/* The figures of cc_benchmark_metrics[metric]. */
extern void cc_benchmark_find(int metric, cc_benchmark_row *row);

#endif
