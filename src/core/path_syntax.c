/*
 * path_syntax.c
 *		The text of a path model, in lavaan's notation.
 */
#include "core/path_syntax.h"

#include <string.h>

#include "core/text.h"

typedef enum token_kind
{
	TOKEN_END,
	TOKEN_BREAK, /* a line break or a semicolon */
	TOKEN_NAME,
	TOKEN_PLUS,
	TOKEN_MODE_A,
	TOKEN_MODE_B,
	TOKEN_PATH,
	TOKEN_OTHER
} token_kind;

typedef struct token
{
	token_kind kind;
	const char *at;
	size_t length;
	int line;
	int column;
	char name[CC_PATH_NAME_SIZE];
} token;

typedef struct parser
{
	cc_scanner scanner;
	const char *line_start;
	int line;
	token next;
	cc_path_syntax *syntax;
	cc_error *error;
} parser;

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		   (c >= '0' && c <= '9') || c == '_' || c == '.' ||
		   (unsigned char) c >= 0x80;
}

static bool
is_plain_name(const char *name)
{
	if (name[0] >= '0' && name[0] <= '9')
		return false;
	for (; *name != '\0'; name++)
	{
		if (!is_name_byte(*name))
			return false;
	}
	return true;
}

static bool
is_continuation_byte(char c)
{
	return ((unsigned char) c & 0xc0) == 0x80;
}

/* 1-based, in characters of UTF-8 */
static int
column_at(const parser *p, const char *at)
{
	int column = 1;

	for (const char *c = p->line_start; c < at; c++)
	{
		if (!is_continuation_byte(*c))
			column++;
	}
	return column;
}

static cc_status
syntax_error(parser *p, const char *expected)
{
	const token *found = &p->next;

	cc_fail(p->error, CC_BAD_TEXT,
			"syntax error in path model at line %d, column %d", found->line,
			found->column);
	if (found->kind == TOKEN_END)
		cc_error_detail(p->error, "Expected %s, found the end of the model.",
						expected);
	else if (found->kind == TOKEN_BREAK && *found->at == '\n')
		cc_error_detail(p->error, "Expected %s, found the end of the line.",
						expected);
	else
		cc_error_detail(p->error, "Expected %s, found \"%.*s\".", expected,
						(int) found->length, found->at);
	return CC_BAD_TEXT;
}

static cc_status
name_too_long(parser *p)
{
	cc_fail(p->error, CC_BAD_TEXT,
			"name too long in path model at line %d, column %d", p->next.line,
			p->next.column);
	cc_error_detail(p->error, "A name has at most %d bytes.",
					CC_PATH_NAME_SIZE - 1);
	return CC_BAD_TEXT;
}

/* "..." with "" for a quote inside; the opening quote comes next. */
static cc_status
quoted_name(parser *p)
{
	cc_scanner *s = &p->scanner;
	size_t length = 0;

	s->at++;
	for (;;)
	{
		char c = cc_scan_peek(s);

		if (c == '\0' || c == '\n')
		{
			cc_fail(p->error, CC_BAD_TEXT,
					"unterminated name in path model at line %d, column %d",
					p->next.line, p->next.column);
			return CC_BAD_TEXT;
		}
		s->at++;
		if (c == '"')
		{
			if (cc_scan_peek(s) != '"')
				break;
			s->at++;
		}
		if (length == CC_PATH_NAME_SIZE - 1)
			return name_too_long(p);
		p->next.name[length++] = c;
	}
	p->next.name[length] = '\0';
	p->next.length = (size_t) (s->at - p->next.at);
	p->next.kind = TOKEN_NAME;
	return length > 0 ? CC_OK : syntax_error(p, "a name");
}

static cc_status
advance(parser *p)
{
	cc_scanner *s = &p->scanner;
	token *next = &p->next;

	/* what ended the line before has been looked at by now */
	if (next->kind == TOKEN_BREAK && *next->at == '\n')
	{
		p->line++;
		p->line_start = s->at;
	}
	while (!cc_scan_end(s) && (*s->at == ' ' || *s->at == '\t' ||
							   *s->at == '\r' || *s->at == '\f'))
		s->at++;
	if (!cc_scan_end(s) && (*s->at == '#' || *s->at == '!'))
	{
		while (!cc_scan_end(s) && *s->at != '\n')
			s->at++;
	}

	next->at = s->at;
	next->line = p->line;
	next->column = column_at(p, s->at);
	next->length = 1;
	if (cc_scan_end(s))
	{
		next->kind = TOKEN_END;
		next->length = 0;
	}
	else if (cc_scan_literal(s, "\n") || cc_scan_literal(s, ";"))
		next->kind = TOKEN_BREAK;
	else if (cc_scan_literal(s, "+"))
		next->kind = TOKEN_PLUS;
	else if (cc_scan_literal(s, "=~"))
	{
		next->kind = TOKEN_MODE_A;
		next->length = 2;
	}
	else if (cc_scan_literal(s, "<~"))
	{
		next->kind = TOKEN_MODE_B;
		next->length = 2;
	}
	else if (cc_scan_literal(s, "~~"))
	{
		next->kind = TOKEN_OTHER;
		next->length = 2;
	}
	else if (cc_scan_literal(s, "~"))
		next->kind = TOKEN_PATH;
	else if (*s->at == '"')
		return quoted_name(p);
	else if (is_name_byte(*s->at))
	{
		while (!cc_scan_end(s) && is_name_byte(*s->at))
			s->at++;
		next->length = (size_t) (s->at - next->at);
		if (next->length >= CC_PATH_NAME_SIZE)
			return name_too_long(p);
		memcpy(next->name, next->at, next->length);
		next->name[next->length] = '\0';
		next->kind = is_plain_name(next->name) ? TOKEN_NAME : TOKEN_OTHER;
	}
	else
	{
		next->kind = TOKEN_OTHER;
		s->at++;
	}
	return CC_OK;
}

static cc_status
skip_breaks(parser *p)
{
	while (p->next.kind == TOKEN_BREAK)
	{
		cc_status status = advance(p);

		if (status != CC_OK)
			return status;
	}
	return CC_OK;
}

/* A line break goes on where an operand must follow; a semicolon does not. */
static cc_status
skip_line_breaks(parser *p)
{
	while (p->next.kind == TOKEN_BREAK && *p->next.at == '\n')
	{
		cc_status status = advance(p);

		if (status != CC_OK)
			return status;
	}
	return CC_OK;
}

int
cc_path_find_construct(const cc_path_syntax *syntax, const char *name,
					   size_t length)
{
	for (int i = 0; i < syntax->constructs; i++)
	{
		if (strlen(syntax->construct[i].name) == length &&
			memcmp(syntax->construct[i].name, name, length) == 0)
			return i;
	}
	return -1;
}

/* The construct of that name, made on its first mention. */
static cc_status
mention(parser *p, const token *name, int *found)
{
	cc_path_syntax *syntax = p->syntax;
	cc_path_construct *construct;

	*found = cc_path_find_construct(syntax, name->name, strlen(name->name));
	if (*found >= 0)
		return CC_OK;
	if (syntax->constructs == CC_PATH_MAX_CONSTRUCTS)
	{
		cc_fail(p->error, CC_TOO_LARGE, "path model has too many constructs");
		cc_error_detail(p->error, "The limit is %d.", CC_PATH_MAX_CONSTRUCTS);
		return CC_TOO_LARGE;
	}
	*found = syntax->constructs++;
	construct = &syntax->construct[*found];
	memcpy(construct->name, name->name, sizeof(construct->name));
	construct->mode = CC_PATH_UNMEASURED;
	construct->first_item = syntax->items;
	construct->items = 0;
	construct->first_path = 0;
	construct->paths = 0;
	return CC_OK;
}

static cc_status
add_item(parser *p, int block, const token *name)
{
	cc_path_syntax *syntax = p->syntax;
	cc_path_construct *construct = &syntax->construct[block];
	int at;

	for (int i = 0; i < syntax->items; i++)
	{
		int other = syntax->item[i].construct;

		if (strcmp(syntax->item[i].name, name->name) != 0)
			continue;
		if (other == block)
			cc_fail(p->error, CC_BAD_ARGUMENT,
					"item \"%s\" is listed twice in construct \"%s\"",
					name->name, construct->name);
		else
			cc_fail(
				p->error, CC_BAD_ARGUMENT,
				"item \"%s\" belongs to two constructs, \"%.*s\" and \"%.*s\"",
				name->name, CC_PATH_NAME_SIZE, syntax->construct[other].name,
				CC_PATH_NAME_SIZE, construct->name);
		cc_error_detail(p->error, "See line %d, column %d of the path model.",
						name->line, name->column);
		return CC_BAD_ARGUMENT;
	}
	if (syntax->items == CC_PATH_MAX_ITEMS)
	{
		cc_fail(p->error, CC_TOO_LARGE, "path model has too many items");
		cc_error_detail(p->error, "The limit is %d.", CC_PATH_MAX_ITEMS);
		return CC_TOO_LARGE;
	}
	at = construct->first_item + construct->items++;
	memmove(&syntax->item[at + 1], &syntax->item[at],
			sizeof(syntax->item[0]) * (size_t) (syntax->items++ - at));
	memcpy(syntax->item[at].name, name->name, sizeof(syntax->item[at].name));
	syntax->item[at].construct = block;
	for (int i = block + 1; i < syntax->constructs; i++)
		syntax->construct[i].first_item++;
	return CC_OK;
}

static cc_status
add_path(parser *p, int target, const token *name)
{
	cc_path_syntax *syntax = p->syntax;
	int source;
	int at = syntax->paths;
	cc_status status = mention(p, name, &source);

	if (status != CC_OK)
		return status;
	for (int i = 0; i < syntax->paths; i++)
	{
		if (syntax->path[i].target != target)
			continue;
		at = i + 1; /* beside the others of its target */
		if (syntax->path[i].source != source)
			continue;
		cc_fail(p->error, CC_BAD_ARGUMENT,
				"path from \"%s\" to \"%s\" is listed twice", name->name,
				syntax->construct[target].name);
		cc_error_detail(p->error, "See line %d, column %d of the path model.",
						name->line, name->column);
		return CC_BAD_ARGUMENT;
	}
	if (syntax->paths == CC_PATH_MAX_PATHS)
	{
		cc_fail(p->error, CC_TOO_LARGE, "path model has too many paths");
		cc_error_detail(p->error, "The limit is %d.", CC_PATH_MAX_PATHS);
		return CC_TOO_LARGE;
	}
	memmove(&syntax->path[at + 1], &syntax->path[at],
			sizeof(syntax->path[0]) * (size_t) (syntax->paths++ - at));
	syntax->path[at] = (cc_path_arrow){target, source};
	return CC_OK;
}

static cc_status
unsupported(parser *p)
{
	cc_fail(p->error, CC_UNSUPPORTED,
			"unsupported path model syntax \"%.*s\" at line %d, column %d",
			(int) p->next.length, p->next.at, p->next.line, p->next.column);
	cc_error_hint(p->error, "A path model has blocks of items (=~ or <~) and "
							"paths (~), without modifiers.");
	return CC_UNSUPPORTED;
}

/* name operator name + name + ... */
static cc_status
statement(parser *p)
{
	token_kind operation;
	cc_path_construct *construct;
	int left;
	cc_status status;

	if (p->next.kind != TOKEN_NAME)
		return syntax_error(p, "the name of a construct");
	if ((status = mention(p, &p->next, &left)) != CC_OK ||
		(status = advance(p)) != CC_OK)
		return status;

	operation = p->next.kind;
	construct = &p->syntax->construct[left];
	switch (operation)
	{
		case TOKEN_MODE_A:
		case TOKEN_MODE_B:
		{
			cc_path_mode mode =
				operation == TOKEN_MODE_A ? CC_PATH_MODE_A : CC_PATH_MODE_B;

			if (construct->mode != CC_PATH_UNMEASURED &&
				construct->mode != mode)
			{
				cc_fail(p->error, CC_BAD_ARGUMENT,
						"construct \"%s\" is measured both with =~ and with <~",
						construct->name);
				cc_error_detail(p->error,
								"See line %d, column %d of the path model.",
								p->next.line, p->next.column);
				return CC_BAD_ARGUMENT;
			}
			construct->mode = mode;
			break;
		}
		case TOKEN_PATH:
			break;
		case TOKEN_OTHER:
			if (*p->next.at == '~')
				return unsupported(p);
			/* FALLTHROUGH */
		default:
			return syntax_error(p, "=~, <~ or ~");
	}

	do
	{
		if ((status = advance(p)) != CC_OK ||
			(status = skip_line_breaks(p)) != CC_OK)
			return status;
		if (p->next.kind == TOKEN_OTHER && p->next.at[0] >= '0' &&
			p->next.at[0] <= '9')
			return unsupported(p);
		if (p->next.kind != TOKEN_NAME)
			return syntax_error(p, operation == TOKEN_PATH
									   ? "the name of a construct"
									   : "the name of an item");
		status = operation == TOKEN_PATH ? add_path(p, left, &p->next)
										 : add_item(p, left, &p->next);
		if (status != CC_OK || (status = advance(p)) != CC_OK)
			return status;
		if (p->next.kind == TOKEN_OTHER && *p->next.at == '*')
			return unsupported(p);
		if (p->next.kind == TOKEN_BREAK && *p->next.at == '\n')
		{
			parser ahead = *p;

			if ((status = skip_line_breaks(&ahead)) != CC_OK)
				return status;
			if (ahead.next.kind == TOKEN_PLUS)
				*p = ahead;
		}
	} while (p->next.kind == TOKEN_PLUS);

	if (p->next.kind != TOKEN_BREAK && p->next.kind != TOKEN_END)
		return syntax_error(p, "+, a semicolon or the end of the line");
	return CC_OK;
}

/*
 * Sources before targets (Kahn 1962), the first mentioned first.  What is left
 * over lies on a cycle or behind one: walk back from any of it along sources
 * that are left over too, and a construct comes twice.
 */
static cc_status
sort_constructs(cc_path_syntax *syntax, cc_error *error)
{
	int waiting[CC_PATH_MAX_CONSTRUCTS];
	bool placed[CC_PATH_MAX_CONSTRUCTS] = {false};
	int count = 0;

	for (int i = 0; i < syntax->constructs; i++)
		waiting[i] = syntax->construct[i].paths;
	while (count < syntax->constructs)
	{
		int next = 0;

		while (next < syntax->constructs && (placed[next] || waiting[next] > 0))
			next++;
		if (next == syntax->constructs)
			break;
		placed[next] = true;
		syntax->order[count++] = next;
		for (int i = 0; i < syntax->paths; i++)
		{
			if (syntax->path[i].source == next)
				waiting[syntax->path[i].target]--;
		}
	}
	if (count < syntax->constructs)
	{
		int chain[CC_PATH_MAX_CONSTRUCTS + 1];
		bool seen[CC_PATH_MAX_CONSTRUCTS] = {false};
		int length = 0;
		int at = 0;
		cc_printer printer;

		while (placed[at])
			at++;
		while (!seen[at])
		{
			const cc_path_construct *target = &syntax->construct[at];
			int i = target->first_path;

			seen[at] = true;
			chain[length++] = at;
			while (placed[syntax->path[i].source])
				i++;
			at = syntax->path[i].source;
		}
		cc_fail(error, CC_BAD_ARGUMENT, "paths of the path model form a cycle");
		cc_printer_init(&printer, error->detail, sizeof(error->detail));
		cc_print(&printer, "%s", syntax->construct[at].name);
		do
		{
			/* at was seen, so there is a chain back to it */
			/* cppcheck-suppress uninitvar */
			const char *name = syntax->construct[chain[--length]].name;

			if (printer.length + strlen(name) + 12 > sizeof(error->detail))
			{
				cc_print(&printer, " -> ...");
				break;
			}
			cc_print(&printer, " -> %s", name);
		} while (chain[length] != at);
		cc_print(&printer, ".");
		return CC_BAD_ARGUMENT;
	}
	return CC_OK;
}

static cc_status
check_constructs(cc_path_syntax *syntax, cc_error *error)
{
	bool connected[CC_PATH_MAX_CONSTRUCTS] = {false};

	for (int i = 0; i < syntax->paths; i++)
	{
		cc_path_construct *target = &syntax->construct[syntax->path[i].target];

		if (target->paths++ == 0)
			target->first_path = i;
		connected[syntax->path[i].target] = true;
		connected[syntax->path[i].source] = true;
	}
	for (int i = 0; i < syntax->constructs; i++)
	{
		const char *name = syntax->construct[i].name;

		if (syntax->construct[i].mode == CC_PATH_UNMEASURED)
		{
			cc_fail(error, CC_BAD_ARGUMENT, "construct \"%s\" has no items",
					name);
			cc_error_hint(error,
						  "A construct needs a block of items, such as \"%s "
						  "=~ item\".",
						  name);
			return CC_BAD_ARGUMENT;
		}
		if (!connected[i])
		{
			cc_fail(error, CC_BAD_ARGUMENT, "construct \"%s\" has no path",
					name);
			cc_error_hint(error, "Every construct needs a path from or to "
								 "another one.");
			return CC_BAD_ARGUMENT;
		}
	}
	for (int i = 0; i < syntax->items; i++)
	{
		const char *name = syntax->item[i].name;

		if (cc_path_find_construct(syntax, name, strlen(name)) < 0)
			continue;
		cc_fail(error, CC_UNSUPPORTED,
				"construct \"%s\" is an item of construct \"%s\"", name,
				syntax->construct[syntax->item[i].construct].name);
		cc_error_hint(error, "Constructs of constructs are not supported.");
		return CC_UNSUPPORTED;
	}
	return sort_constructs(syntax, error);
}

cc_status
cc_path_parse(cc_path_syntax *syntax, const char *text, size_t length,
			  cc_error *error)
{
	parser p = {.line_start = text,
				.line = 1,
				.next = {.kind = TOKEN_END},
				.syntax = syntax,
				.error = error};
	cc_status status;

	syntax->constructs = syntax->items = syntax->paths = 0;
	if (length > CC_PATH_MAX_TEXT)
	{
		cc_fail(error, CC_TOO_LARGE, "path model is too long");
		cc_error_detail(error, "The limit is %d bytes.", CC_PATH_MAX_TEXT);
		return CC_TOO_LARGE;
	}
	cc_scanner_init(&p.scanner, text, length);
	if ((status = advance(&p)) != CC_OK || (status = skip_breaks(&p)) != CC_OK)
		return status;
	if (p.next.kind == TOKEN_END)
		return syntax_error(&p, "the name of a construct");
	while (p.next.kind != TOKEN_END)
	{
		if ((status = statement(&p)) != CC_OK ||
			(status = skip_breaks(&p)) != CC_OK)
			return status;
	}
	return check_constructs(syntax, error);
}
