/* Statuses, messages and argument domains. */
#include "core/status.h"
#include "unit/unit.h"

int
main(void)
{
	static const char *const names[] = {"offered", "answered", NULL};
	cc_error error;

	ok(cc_fail(&error, CC_BAD_TEXT, "bad %s", "word") == CC_BAD_TEXT &&
		   strcmp(error.message, "bad word") == 0 && error.hint[0] == '\0',
	   "cc_fail formats the message and clears the rest");
	cc_error_hint(&error, "Try %d.", 1);
	ok(strcmp(error.hint, "Try 1.") == 0, "the hint is formatted");
	for (size_t before = 180; before < 210; before++)
	{
		char text[220];
		size_t kept;

		memset(text, 'a', before);
		memcpy(text + before, "\xe2\x82\xac", 4); /* the euro sign */
		(void) cc_fail(&error, CC_BAD_TEXT, "%s", text);
		kept = before + 3 < sizeof(error.message)
				   ? before + 3
				   : (before < sizeof(error.message) - 1
						  ? before
						  : sizeof(error.message) - 1);
		ok(strlen(error.message) == kept &&
			   memcmp(error.message, text, kept) == 0,
		   "no character is cut in two behind %zu bytes", before);
	}

	for (cc_domain d = CC_FINITE; d <= CC_OPEN_FRACTION; d++)
		ok(!cc_domain_contains(d, (double) NAN), "NaN is outside %s",
		   cc_domain_description(d));
	ok(!cc_domain_contains(CC_POSITIVE, 0), "zero is not positive");
	ok(cc_domain_contains(CC_POSITIVE_OR_INF, (double) INFINITY),
	   "infinity where it is allowed");
	ok(!cc_domain_contains(CC_NONNEGATIVE, (double) INFINITY),
	   "infinity where it is not");

	ok(cc_find_name(names, "answered", 8) == 1, "a name is found");
	ok(cc_find_name(names, "answer", 6) == -1, "a prefix is not a name");
	return unit_done();
}
