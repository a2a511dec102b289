/*
 * The wire form of a path model: what is taken has finite results, writes back
 * as it was, and has a text form that is taken too.
 */
#include "core/path_model.h"
#include "fuzz/fuzz.h"

#include <math.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_path_syntax syntax;
	static cc_path_syntax again;
	cc_path_model model;
	cc_path_model reread;
	cc_reader reader;
	cc_writer writer;
	cc_printer printer;
	cc_scanner scanner;
	cc_error error;
	unsigned char *wire;
	char *text;
	char *buffer;

	cc_reader_init(&reader, data, size);
	if (cc_path_model_read_head(&reader, &model, &syntax, &error) != CC_OK)
		return 0;
	cc_path_model_place(
		&model, &syntax,
		malloc(cc_path_model_doubles(&syntax) * sizeof(double)));
	if (cc_path_model_read_body(&reader, &model, &error) != CC_OK)
	{
		free(model.mean);
		return 0;
	}
	for (int i = 0; i < syntax.paths && model.iterations > 0; i++)
		must(isfinite(model.estimate[i]) && isfinite(model.vif[i]));

	wire = malloc(size);
	cc_writer_init(&writer, wire, size);
	cc_path_model_write(&model, &writer);
	must(writer.length == size && memcmp(wire, data, size) == 0);

	cc_printer_init(&printer, NULL, 0);
	cc_path_model_print(&model, &printer);
	text = malloc(printer.length + 1);
	buffer = malloc(printer.length + 1);
	cc_printer_init(&printer, text, printer.length + 1);
	cc_path_model_print(&model, &printer);
	cc_scanner_init(&scanner, text, printer.length);
	must(cc_path_model_scan_head(&scanner, &reread, &again, buffer, &error) ==
		 CC_OK);
	cc_path_model_place(&reread, &again,
						malloc(cc_path_model_doubles(&again) * sizeof(double)));
	/* the scratch of the body may not be the buffer, which holds the text */
	free(wire);
	wire = malloc(printer.length + 1);
	must(cc_path_model_scan_body(&scanner, &reread, &error) == CC_OK);
	free(wire);
	wire = malloc(size);
	cc_writer_init(&writer, wire, size);
	cc_path_model_write(&reread, &writer);
	must(writer.length == size && memcmp(wire, data, size) == 0);
	free(wire);
	free(text);
	free(buffer);
	free(model.mean);
	free(reread.mean);
	return 0;
}
