/* The text form of a path model: what is taken prints and reads back. */
#include "core/path_model.h"
#include "fuzz/fuzz.h"

static char *
print(const cc_path_model *model, size_t *length)
{
	cc_printer printer;
	char *text;

	cc_printer_init(&printer, NULL, 0);
	cc_path_model_print(model, &printer);
	*length = printer.length;
	text = malloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_path_model_print(model, &printer);
	return text;
}

/* Its print, or NULL when the text is no model. */
static char *
print_of(const char *text, size_t size, size_t *length)
{
	static cc_path_syntax syntax;
	cc_path_model model;
	cc_scanner scanner;
	cc_error error;
	char *buffer = malloc(size + 1);
	char *scratch = malloc(size + 1);
	char *printed = NULL;

	cc_scanner_init(&scanner, text, size);
	if (cc_path_model_scan_head(&scanner, &model, &syntax, buffer, &error) ==
		CC_OK)
	{
		cc_path_model_place(
			&model, &syntax,
			malloc(cc_path_model_doubles(&syntax) * sizeof(double)));
		if (cc_path_model_scan_body(&scanner, &model, &error) == CC_OK)
			printed = print(&model, length);
		free(model.mean);
	}
	free(buffer);
	free(scratch);
	return printed;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length;
	size_t same;
	char *printed = print_of((const char *) data, size, &length);
	char *again;

	if (printed == NULL)
		return 0;
	again = print_of(printed, length, &same);
	must(again != NULL && same == length &&
		 memcmp(printed, again, length) == 0);
	free(printed);
	free(again);
	return 0;
}
