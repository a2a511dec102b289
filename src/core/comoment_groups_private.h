/*
 * comoment_groups_private.h
 *		What the files of co-moments share of the groups' state.
 */
#ifndef CC_COMOMENT_GROUPS_PRIVATE_H
#define CC_COMOMENT_GROUPS_PRIVATE_H

#include "core/comoment_groups.h"

/* One group's n, weight and weight_squares, and its cells; NULL when empty. */
typedef struct cc_comoment_group
{
	double *weights;
	double *sum;
	double *product;
} cc_comoment_group;

extern cc_comoment_group
cc_comoment_groups_get(const cc_comoment_groups *groups, int group);
extern double *cc_comoment_groups_pivot(const cc_comoment_groups *groups);
extern size_t cc_comoment_group_cells(uint32_t items);

/* As cc_comoments_normalise(); to has room for the used groups. */
extern void cc_comoment_groups_normalise(cc_comoment_groups *to,
										 const cc_comoment_groups *from);

#endif
