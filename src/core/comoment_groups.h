/*
 * comoment_groups.h
 *		Co-moments by random group, for intervals without the rows.
 *
 * Rows with the same key (the response, the customer) fall into one of 256
 * groups by a hash of it.  Resampling the groups instead of the rows gives the
 * sampling variation of anything that co-moments give (Wolter 2007, ch. 2), any
 * number of times after a single scan.  All groups share their pivots, so
 * adding them up is adding up their cells.  Groups that no row has hit take no
 * room.
 */
#ifndef CC_COMOMENT_GROUPS_H
#define CC_COMOMENT_GROUPS_H

#include "core/comoments.h"

#define CC_COMOMENT_GROUPS 256
#define CC_COMOMENT_GROUPS_MAX_ITEMS 250

/*
 * The header of a state; names as in cc_comoments, pivot[k], and then room for
 * groups of n, weight, weight_squares, s[k], Q[k(k+1)/2], listwise.
 */
typedef struct cc_comoment_groups
{
	uint32_t host_length;
	uint8_t kind;
	uint8_t version;
	uint16_t flags;
	uint32_t items;
	uint32_t names_length;
	int64_t dropped;
	uint32_t used; /* groups held */
	uint32_t room; /* groups there is room for */
	/* 1 + place among those held; 0: no row yet */
	uint16_t place[CC_COMOMENT_GROUPS];
} cc_comoment_groups;

extern size_t
cc_comoment_groups_size(uint32_t items, uint32_t names_length, uint32_t room);
extern void cc_comoment_groups_init(cc_comoment_groups *groups, uint32_t items,
									const char *names, uint32_t names_length,
									uint32_t room);
extern cc_status cc_comoment_groups_check(const cc_comoment_groups *groups,
										  size_t size, cc_error *error);

/* The group of a key. */
extern int cc_comoment_group_of(int64_t key);

/*
 * Whether a row of that group needs a state with more room first, and moving
 * to one (to has been given size for its larger room).
 */
extern bool
cc_comoment_groups_full(const cc_comoment_groups *groups, int group);
extern void cc_comoment_groups_move(cc_comoment_groups *to, uint32_t room,
									const cc_comoment_groups *from);

extern cc_status
cc_comoment_groups_add(cc_comoment_groups *groups, int group,
					   const cc_comoments_row *row, cc_error *error);

/* a += b; a has room for all groups of b. */
extern cc_status
cc_comoment_groups_merge(cc_comoment_groups *a, const cc_comoment_groups *b,
						 cc_error *error);

/* How many rows a group holds; the names, for cc_comoments_init(). */
extern int64_t
cc_comoment_groups_n(const cc_comoment_groups *groups, int group);
extern const char *cc_comoment_groups_names(const cc_comoment_groups *groups);

/*
 * total := the sum of all groups, each taken times[group] times (NULL: once).
 * total is an initialised listwise state of the same items.
 */
extern void cc_comoment_groups_sum(const cc_comoment_groups *groups,
								   const uint32_t *times, cc_comoments *total);

/* As the functions of the same name in comoments.h. */
extern void cc_comoment_groups_print(const cc_comoment_groups *groups,
									 cc_comoment_groups *scratch,
									 cc_printer *printer, cc_poll poll);
extern void
cc_comoment_groups_write(const cc_comoment_groups *groups,
						 cc_comoment_groups *scratch, cc_writer *writer);
extern cc_status
cc_comoment_groups_parse(const char *text, size_t length,
						 cc_comoment_groups *groups, size_t *size, cc_poll poll,
						 cc_error *error);
extern cc_status cc_comoment_groups_read(const void *bytes, size_t length,
										 cc_comoment_groups *groups,
										 size_t *size, cc_error *error);

#endif
