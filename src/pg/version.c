/*
 * version.c
 *		SQL binding of the version: contact_center_version.
 */
#include "pg/bind.h"

#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(cc_pg_contact_center_version);
Datum
cc_pg_contact_center_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(CC_VERSION));
}
