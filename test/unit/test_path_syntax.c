/* The text of a path model: what is understood, what is refused, and where. */
#include "core/path_syntax.h"
#include "core/text.h"
#include "unit/unit.h"

static cc_path_syntax syntax;
static cc_error error;

/* quotes whatever might need it */
static void
print_name(cc_printer *printer, const char *name)
{
	if (strpbrk(name, " \"") == NULL)
	{
		cc_print(printer, "%s", name);
		return;
	}
	cc_print(printer, "\"");
	for (; *name != '\0'; name++)
		cc_print(printer, *name == '"' ? "\"\"" : "%c", *name);
	cc_print(printer, "\"");
}

/* one statement a line */
static void
print_model(cc_printer *printer)
{
	for (int i = 0; i < syntax.constructs; i++)
	{
		const cc_path_construct *block = &syntax.construct[i];

		print_name(printer, block->name);
		cc_print(printer, block->mode == CC_PATH_MODE_A ? " =~ " : " <~ ");
		for (int j = 0; j < block->items; j++)
		{
			if (j > 0)
				cc_print(printer, " + ");
			print_name(printer, syntax.item[block->first_item + j].name);
		}
		cc_print(printer, "\n");
	}
	for (int i = 0; i < syntax.paths; i++)
	{
		const cc_path_arrow *path = &syntax.path[i];

		if (i > 0 && path->target == path[-1].target)
			cc_print(printer, " + ");
		else
		{
			if (i > 0)
				cc_print(printer, "\n");
			print_name(printer, syntax.construct[path->target].name);
			cc_print(printer, " ~ ");
		}
		print_name(printer, syntax.construct[path->source].name);
	}
}

static cc_status
parse(const char *text)
{
	return cc_path_parse(&syntax, text, strlen(text), &error);
}

static void
understood(const char *text, const char *canonical)
{
	char printed[4096];
	cc_printer printer;
	bool parsed = parse(text) == CC_OK;

	cc_printer_init(&printer, printed, sizeof(printed));
	if (parsed)
		print_model(&printer);
	if (!ok(parsed && strcmp(printed, canonical) == 0, "understood: %s",
			canonical))
		printf("# %s %s\n", parsed ? printed : error.message, error.detail);
	if (!parsed)
		return;
	parsed = parse(printed) == CC_OK;
	cc_printer_init(&printer, printed, sizeof(printed));
	print_model(&printer);
	ok(parsed && strcmp(printed, canonical) == 0, "and again from its print");
}

static void
refused(const char *text, cc_status status, const char *message,
		const char *detail)
{
	error.detail[0] = '\0';
	if (!ok(parse(text) == status && strcmp(error.message, message) == 0 &&
				strstr(error.detail, detail) != NULL,
			"refused: %s %s", message, detail))
		printf("# %d: %s / %s\n", (int) error.status, error.message,
			   error.detail);
}

static void
spellings(void)
{
	understood("A =~ x + y\nB=~z\nB~A", "A =~ x + y\nB =~ z\nB ~ A");
	understood("\n# first\n\n  A =~ x +   # goes on\n\n y ! here\n\t+ z;B <~ "
			   "u;;B ~ A;\r\n# last",
			   "A =~ x + y + z\nB <~ u\nB ~ A");
	understood("Z ~ A; A =~ a1; Z =~ z1; A =~ a2",
			   "Z =~ z1\nA =~ a1 + a2\nZ ~ A");
	understood("C ~ A\nB ~ A\nC ~ B\nA=~a\nB=~b\nC=~c",
			   "C =~ c\nA =~ a\nB =~ b\nC ~ A + B\nB ~ A");
	understood("\"my \"\"block\"\"\" =~ \"2 x\" + \xc3\xa9t\xc3\xa9\nB =~ "
			   ".b_1\nB ~ \"my \"\"block\"\"\"",
			   "\"my \"\"block\"\"\" =~ \"2 x\" + \xc3\xa9t\xc3\xa9\nB =~ "
			   ".b_1\nB ~ \"my \"\"block\"\"\"");
	parse("C ~ B + A\nB ~ A\nA=~a\nB=~b\nC=~c");
	ok(strcmp(syntax.construct[syntax.order[0]].name, "A") == 0 &&
		   strcmp(syntax.construct[syntax.order[1]].name, "B") == 0 &&
		   strcmp(syntax.construct[syntax.order[2]].name, "C") == 0,
	   "sources come before targets");
	ok(syntax.construct[0].first_path == 0 && syntax.construct[0].paths == 2 &&
		   syntax.construct[1].first_path == 2 &&
		   syntax.construct[1].paths == 1 && syntax.construct[2].paths == 0,
	   "the paths of each target");
}

static void
mistakes(void)
{
	refused("", CC_BAD_TEXT, "syntax error in path model at line 1, column 1",
			"Expected the name of a construct, found the end of the model.");
	refused("A =~ x\nB =~ y\nB ~ + A", CC_BAD_TEXT,
			"syntax error in path model at line 3, column 5",
			"Expected the name of a construct, found \"+\".");
	refused("A =~ x y", CC_BAD_TEXT,
			"syntax error in path model at line 1, column 8",
			"Expected +, a semicolon or the end of the line, found \"y\".");
	refused("\xc3\xa9 =~ x + ;", CC_BAD_TEXT,
			"syntax error in path model at line 1, column 10",
			"Expected the name of an item, found \";\".");
	refused("A =~ x\nB", CC_BAD_TEXT,
			"syntax error in path model at line 2, column 2",
			"Expected =~, <~ or ~, found the end of the model.");
	refused("A\n=~ x", CC_BAD_TEXT,
			"syntax error in path model at line 1, column 2",
			"found the end of the line.");
	refused("A =~ x\n\"B =~ y", CC_BAD_TEXT,
			"unterminated name in path model at line 2, column 1", "");
	refused("A =~ \"\"", CC_BAD_TEXT,
			"syntax error in path model at line 1, column 6",
			"Expected a name");
	refused("A =~ "
			"a123456789a123456789a123456789a123456789a123456789a123456789a123",
			CC_BAD_TEXT, "name too long in path model at line 1, column 6",
			"63");
	refused("A =~ x\nA ~~ B", CC_UNSUPPORTED,
			"unsupported path model syntax \"~~\" at line 2, column 3", "");
	refused("A =~ x + b*y", CC_UNSUPPORTED,
			"unsupported path model syntax \"*\" at line 1, column 11", "");
	refused("A =~ 1*x", CC_UNSUPPORTED,
			"unsupported path model syntax \"1\" at line 1, column 6", "");
	refused("A =~ x\nA ~ 1", CC_UNSUPPORTED,
			"unsupported path model syntax \"1\" at line 2, column 5", "");
	refused("A =~ x; A == B", CC_BAD_TEXT,
			"syntax error in path model at line 1, column 11",
			"Expected =~, <~ or ~, found \"=\".");
	refused("A 1b", CC_BAD_TEXT,
			"syntax error in path model at line 1, column 3",
			"Expected =~, <~ or ~, found \"1b\".");
}

static void
nonsense(void)
{
	refused("A =~ x + y\nB =~ z + x\nB ~ A", CC_BAD_ARGUMENT,
			"item \"x\" belongs to two constructs, \"A\" and \"B\"",
			"line 2, column 10");
	refused("A =~ x + x\nB =~ z\nB ~ A", CC_BAD_ARGUMENT,
			"item \"x\" is listed twice in construct \"A\"",
			"line 1, column 10");
	refused("A =~ x\nB =~ z\nB ~ A + A", CC_BAD_ARGUMENT,
			"path from \"A\" to \"B\" is listed twice", "line 3, column 9");
	refused("A =~ x\nA <~ z\nB ~ A", CC_BAD_ARGUMENT,
			"construct \"A\" is measured both with =~ and with <~", "line 2");
	refused("A =~ x\nB ~ A", CC_BAD_ARGUMENT, "construct \"B\" has no items",
			"");
	refused("A =~ x\nB =~ z\nC =~ u\nB ~ A", CC_BAD_ARGUMENT,
			"construct \"C\" has no path", "");
	refused("A =~ x\nB =~ z\nB ~ A\nA ~ B", CC_BAD_ARGUMENT,
			"paths of the path model form a cycle", "A -> B -> A.");
	refused("A =~ x\nB =~ z\nB ~ A\nA ~ A", CC_BAD_ARGUMENT,
			"paths of the path model form a cycle", "A -> A.");
	refused("S =~ s\nA =~ a\nB =~ b\nC =~ c\nD =~ d\nA ~ S\nA ~ C\nB ~ A\nC ~ "
			"B\nD ~ C",
			CC_BAD_ARGUMENT, "paths of the path model form a cycle",
			"A -> B -> C -> A.");
	refused("A =~ x\nB =~ A\nB ~ A", CC_UNSUPPORTED,
			"construct \"A\" is an item of construct \"B\"", "");
}

static void
limits(void)
{
	static char text[CC_PATH_MAX_TEXT + 2];
	char *at = text;

	at += sprintf(at, "B =~ y\nB ~ A\nA =~ x0");
	for (int i = 1; i < CC_PATH_MAX_ITEMS - 1; i++)
		at += sprintf(at, "+x%d", i);
	ok(parse(text) == CC_OK && syntax.items == CC_PATH_MAX_ITEMS,
	   "as many items as there may be");
	sprintf(at, "+z");
	refused(text, CC_TOO_LARGE, "path model has too many items", "512");

	at = text;
	for (int i = 0; i <= CC_PATH_MAX_CONSTRUCTS; i++)
		at += sprintf(at, "c%d =~ x%d\n", i, i);
	refused(text, CC_TOO_LARGE, "path model has too many constructs", "128");

	at = text;
	for (int i = 0; i < 60; i++)
	{
		for (int j = 0; j < i; j++)
			at += sprintf(at, "c%d ~ c%d\n", i, j);
	}
	refused(text, CC_TOO_LARGE, "path model has too many paths", "1024");

	memset(text, ' ', CC_PATH_MAX_TEXT + 1);
	refused(text, CC_TOO_LARGE, "path model is too long", "65536");
}

int
main(void)
{
	spellings();
	mistakes();
	nonsense();
	limits();
	return unit_done();
}
