/*
 * path_syntax.h
 *		The text of a path model, in lavaan's notation.
 *
 *		Quality =~ q1 + q2 + q3				# block of items, mode A (reflective)
 *		Effort <~ e1 + e2					# block of items, mode B (formative)
 *		Satisfaction ~ Quality + Effort		# both act on Satisfaction
 *
 * A statement ends at a line break or a semicolon; a line break beside a "+" or
 * after an operator goes on.  "#" and "!" start a comment.  Names are letters,
 * digits, "_" and ".", or anything between double quotes.
 */
#ifndef CC_PATH_SYNTAX_H
#define CC_PATH_SYNTAX_H

#include "core/status.h"

#define CC_PATH_MAX_ITEMS 512
#define CC_PATH_MAX_CONSTRUCTS 128
#define CC_PATH_MAX_PATHS 1024
#define CC_PATH_MAX_TEXT 65536 /* bytes of model text */
#define CC_PATH_NAME_SIZE 64   /* with the terminating zero */

typedef enum cc_path_mode
{
	CC_PATH_UNMEASURED, /* while parsing only */
	CC_PATH_MODE_A,
	CC_PATH_MODE_B
} cc_path_mode;

typedef struct cc_path_construct
{
	char name[CC_PATH_NAME_SIZE];
	cc_path_mode mode;
	int first_item; /* the block: items first_item .. + items - 1 */
	int items;
	int first_path; /* the paths that point at it */
	int paths;
} cc_path_construct;

typedef struct cc_path_item
{
	char name[CC_PATH_NAME_SIZE];
	int construct;
} cc_path_item;

typedef struct cc_path_arrow
{
	int target;
	int source;
} cc_path_arrow;

/*
 * Constructs in the order of their first mention, items by block, paths by
 * target; the order of everything that is told about the model.
 */
typedef struct cc_path_syntax
{
	int constructs;
	int items;
	int paths;
	cc_path_construct construct[CC_PATH_MAX_CONSTRUCTS];
	cc_path_item item[CC_PATH_MAX_ITEMS];
	cc_path_arrow path[CC_PATH_MAX_PATHS];
	int order[CC_PATH_MAX_CONSTRUCTS]; /* sources before their targets */
} cc_path_syntax;

/*
 * CC_BAD_TEXT with line and column for what is no model; CC_BAD_ARGUMENT for a
 * model that means nothing (an item in two blocks, a cycle, a construct
 * without items or without paths); CC_UNSUPPORTED for lavaan operators that
 * composites have no use for; CC_TOO_LARGE.
 */
extern cc_status cc_path_parse(cc_path_syntax *syntax, const char *text,
							   size_t length, cc_error *error);

/* Index of the construct of that name, or -1. */
extern int cc_path_find_construct(const cc_path_syntax *syntax,
								  const char *name, size_t length);

#endif
