/*
 * path_model_forms.c
 *		Path models as bytes and as text.
 *
 * Tested in test/unit/test_path_model.c.
 */
#include "core/path_model.h"

#include <math.h>
#include <string.h>

#define KIND 'P'
#define VERSION 1
#define FLAG_CONSISTENT 0x0001
#define FLAG_REASON 0x0002 /* not estimated */

/*
 * Bytes: kind, version, flags (16 bits), scheme, metric, weight kind, 0, length
 * of the text (32 bits), iterations (32 bits), n, the text; then mean, stddev,
 * weight and the correlations below the diagonal, or the reason.
 */
void
cc_path_model_write(const cc_path_model *model, cc_writer *writer)
{
	size_t k = (size_t) model->syntax->items;
	unsigned int flags = model->options.consistent ? FLAG_CONSISTENT : 0;

	if (model->iterations == 0)
		flags |= FLAG_REASON;
	cc_write_u8(writer, KIND);
	cc_write_u8(writer, VERSION);
	cc_write_u16(writer, (uint16_t) flags);
	cc_write_u8(writer, (uint8_t) model->options.scheme);
	cc_write_u8(writer, (uint8_t) model->options.metric);
	cc_write_u8(writer, (uint8_t) model->options.weight_kind);
	cc_write_u8(writer, 0);
	cc_write_u32(writer, (uint32_t) model->text_length);
	cc_write_u32(writer, (uint32_t) model->iterations);
	cc_write_double(writer, model->n);
	cc_write_bytes(writer, model->text, model->text_length);
	if (model->iterations == 0)
	{
		cc_write_bytes(writer, model->reason, strlen(model->reason));
		return;
	}
	for (size_t i = 0; i < k; i++)
		cc_write_double(writer, model->mean[i]);
	for (size_t i = 0; i < k; i++)
		cc_write_double(writer, model->stddev[i]);
	for (size_t i = 0; i < k; i++)
		cc_write_double(writer, model->weight[i]);
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < i; j++)
			cc_write_double(writer, model->correlation[i * k + j]);
}

static cc_status
bad_bytes(cc_error *error, const char *detail)
{
	cc_fail(error, CC_BAD_BINARY, "invalid path_model");
	cc_error_detail(error, "%s", detail);
	return CC_BAD_BINARY;
}

cc_status
cc_path_model_read_head(cc_reader *reader, cc_path_model *model,
						cc_path_syntax *syntax, cc_error *error)
{
	uint8_t kind = cc_read_u8(reader);
	uint8_t version = cc_read_u8(reader);
	uint16_t flags = cc_read_u16(reader);
	uint8_t scheme = cc_read_u8(reader);
	uint8_t metric = cc_read_u8(reader);
	uint8_t weight_kind = cc_read_u8(reader);
	uint8_t reserved = cc_read_u8(reader);
	uint32_t length = cc_read_u32(reader);
	uint32_t iterations = cc_read_u32(reader);
	cc_error inner;
	size_t k;

	model->n = cc_read_double(reader);
	if (reader->failed || kind != KIND || version != VERSION)
		return bad_bytes(error, "This is no path_model of version 1.");
	if ((flags & ~(FLAG_CONSISTENT | FLAG_REASON)) != 0 || reserved != 0 ||
		scheme > CC_PATH_SCHEME_CENTROID || metric > CC_PATH_METRIC_RAW ||
		weight_kind > CC_PATH_WEIGHT_SAMPLING)
		return bad_bytes(error, "It has options that are not known.");
	model->options =
		(cc_path_options){.scheme = (cc_path_scheme) scheme,
						  .metric = (cc_path_metric) metric,
						  .weight_kind = (cc_path_weight_kind) weight_kind,
						  .consistent = (flags & FLAG_CONSISTENT) != 0};
	if (!(model->n >= 0 && isfinite(model->n)) ||
		iterations > CC_PATH_MAX_ITERATIONS ||
		((flags & FLAG_REASON) != 0) != (iterations == 0))
		return bad_bytes(error, "Its counts are out of range.");
	model->iterations = (int) iterations;
	if (length > CC_PATH_MAX_TEXT)
		return bad_bytes(error, "Its model text is too long.");
	model->text_length = length;
	model->text = cc_read_bytes(reader, length);
	if (model->text == NULL || memchr(model->text, '\0', length) != NULL)
		return bad_bytes(error, "Its model text is incomplete.");
	if (cc_path_parse(syntax, model->text, length, &inner) != CC_OK)
		return bad_bytes(error, "Its model text is not valid.");
	k = (size_t) syntax->items;
	if (iterations > 0)
	{
		if (cc_reader_left(reader) != 8 * (3 * k + k * (k - 1) / 2))
			return bad_bytes(error, "Its length does not fit its model.");
	}
	else if (cc_reader_left(reader) == 0 ||
			 cc_reader_left(reader) >= sizeof(model->reason))
		return bad_bytes(error, "Its reason is missing or too long.");
	return CC_OK;
}

/* What must hold of the numbers that are kept; forms and solves the model. */
static const char *
check_numbers(cc_path_model *model)
{
	size_t k = (size_t) model->syntax->items;

	for (size_t i = 0; i < k; i++)
	{
		if (!isfinite(model->mean[i]) || !isfinite(model->weight[i]) ||
			!(model->stddev[i] > 0 && isfinite(model->stddev[i])))
			return "A mean, standard deviation or weight is out of range.";
		for (size_t j = 0; j < i; j++)
		{
			if (!(fabs(model->correlation[i * k + j]) <= 1))
				return "A correlation is out of range.";
		}
	}
	if (!cc_path_solve(model))
		return "Its numbers contradict each other.";
	return NULL;
}

/* The other triangle, from what is below the diagonal. */
static void
complete_correlation(cc_path_model *model)
{
	size_t k = (size_t) model->syntax->items;

	for (size_t i = 0; i < k; i++)
	{
		model->correlation[i * k + i] = 1;
		for (size_t j = 0; j < i; j++)
			model->correlation[j * k + i] = model->correlation[i * k + j];
	}
}

cc_status
cc_path_model_read_body(cc_reader *reader, cc_path_model *model,
						cc_error *error)
{
	size_t k = (size_t) model->syntax->items;
	const char *wrong;

	model->reason[0] = '\0';
	if (model->iterations == 0)
	{
		size_t length = cc_reader_left(reader);

		memcpy(model->reason, cc_read_bytes(reader, length), length);
		model->reason[length] = '\0';
		if (strlen(model->reason) != length)
			return bad_bytes(error, "Its reason is not a text.");
		return CC_OK;
	}
	for (size_t i = 0; i < k; i++)
		model->mean[i] = cc_read_double(reader);
	for (size_t i = 0; i < k; i++)
		model->stddev[i] = cc_read_double(reader);
	for (size_t i = 0; i < k; i++)
		model->weight[i] = cc_read_double(reader);
	for (size_t i = 0; i < k; i++)
		for (size_t j = 0; j < i; j++)
			model->correlation[i * k + j] = cc_read_double(reader);
	if (!cc_reader_finished(reader))
		return bad_bytes(error, "Its length does not fit its model.");
	complete_correlation(model);
	wrong = check_numbers(model);
	return wrong == NULL ? CC_OK : bad_bytes(error, wrong);
}

static void
print_array(cc_printer *printer, const char *key, const double *value, int n)
{
	cc_print(printer, ", \"%s\": [", key);
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			cc_print(printer, ", ");
		cc_print_double(printer, value[i]);
	}
	cc_print(printer, "]");
}

void
cc_path_model_print(const cc_path_model *model, cc_printer *printer)
{
	int k = model->syntax->items;

	cc_print(printer, "{\"model\": ");
	cc_print_string(printer, model->text, model->text_length);
	cc_print(printer,
			 ", \"scheme\": \"%s\", \"metric\": \"%s\", \"weight_kind\": "
			 "\"%s\", \"consistent\": %s, \"n\": ",
			 cc_path_schemes[model->options.scheme],
			 cc_path_metrics[model->options.metric],
			 cc_path_weight_kinds[model->options.weight_kind],
			 model->options.consistent ? "true" : "false");
	cc_print_double(printer, model->n);
	if (model->iterations == 0)
	{
		cc_print(printer, ", \"reason\": ");
		cc_print_string(printer, model->reason, strlen(model->reason));
		cc_print(printer, "}");
		return;
	}
	cc_print(printer, ", \"iterations\": %d", model->iterations);
	print_array(printer, "mean", model->mean, k);
	print_array(printer, "stddev", model->stddev, k);
	print_array(printer, "weight", model->weight, k);
	/* below the diagonal, row by row */
	cc_print(printer, ", \"correlation\": [");
	for (int i = 0; i < k; i++)
	{
		for (int j = 0; j < i; j++)
		{
			cc_print(printer, i > 1 || j > 0 ? ", " : "");
			cc_print_double(
				printer,
				model->correlation[(size_t) i * (size_t) k + (size_t) j]);
		}
	}
	cc_print(printer, "]}");
}

static cc_status
bad_text(cc_scanner *scanner, cc_error *error, const char *detail)
{
	cc_fail(error, CC_BAD_TEXT, "invalid input syntax for type path_model");
	cc_error_detail(error, "%s (at character %d)", detail,
					cc_scan_column(scanner));
	return CC_BAD_TEXT;
}

/* A quoted word of a list into its index. */
static bool
scan_word(cc_scanner *scanner, const char *const *words, int *index)
{
	if (!cc_scan_token(scanner, "\""))
		return false;
	for (*index = 0; words[*index] != NULL; (*index)++)
	{
		cc_scanner ahead = *scanner;

		if (cc_scan_literal(&ahead, words[*index]) &&
			cc_scan_literal(&ahead, "\""))
		{
			*scanner = ahead;
			return true;
		}
	}
	return false;
}

cc_status
cc_path_model_scan_head(cc_scanner *scanner, cc_path_model *model,
						cc_path_syntax *syntax, char *buffer, cc_error *error)
{
	int scheme;
	int metric;
	int weight_kind;
	cc_status status;

	if (!cc_scan_member(scanner, "{", "model") ||
		!cc_scan_string(scanner, buffer, (size_t) (scanner->end - scanner->at),
						&model->text_length))
		return bad_text(scanner, error, "Expected {\"model\": \"...\".");
	model->text = buffer;
	status = cc_path_parse(syntax, buffer, model->text_length, error);
	if (status != CC_OK)
		return status;
	if (!cc_scan_member(scanner, ",", "scheme") ||
		!scan_word(scanner, cc_path_schemes, &scheme))
		return bad_text(scanner, error, "Expected the scheme.");
	if (!cc_scan_member(scanner, ",", "metric") ||
		!scan_word(scanner, cc_path_metrics, &metric))
		return bad_text(scanner, error, "Expected the metric.");
	if (!cc_scan_member(scanner, ",", "weight_kind") ||
		!scan_word(scanner, cc_path_weight_kinds, &weight_kind))
		return bad_text(scanner, error, "Expected the weight_kind.");
	model->options.scheme = (cc_path_scheme) scheme;
	model->options.metric = (cc_path_metric) metric;
	model->options.weight_kind = (cc_path_weight_kind) weight_kind;
	if (!cc_scan_member(scanner, ",", "consistent") ||
		!cc_scan_bool(scanner, &model->options.consistent))
		return bad_text(scanner, error, "Expected consistent: true or false.");
	if (!cc_scan_member(scanner, ",", "n") ||
		!cc_scan_double(scanner, &model->n) || !(model->n >= 0))
		return bad_text(scanner, error, "Expected n, which is not negative.");
	return CC_OK;
}

static bool
scan_array(cc_scanner *scanner, const char *key, double *value, int n)
{
	return cc_scan_member(scanner, ",", key) &&
		   cc_scan_numbers(scanner, value, (size_t) n, NULL);
}

cc_status
cc_path_model_scan_body(cc_scanner *scanner, cc_path_model *model,
						cc_error *error)
{
	int k = model->syntax->items;
	int64_t iterations = 0;

	model->reason[0] = '\0';
	model->iterations = 0;
	if (cc_scan_member(scanner, ",", "reason"))
	{
		size_t length;

		if (!cc_scan_string(scanner, model->reason, sizeof(model->reason) - 1,
							&length) ||
			length == 0)
			return bad_text(scanner, error, "Expected a short reason.");
		model->reason[length] = '\0';
	}
	else
	{
		double *packed = model->correlation;
		const char *wrong;

		if (!cc_scan_member(scanner, ",", "iterations") ||
			!cc_scan_int64(scanner, &iterations) || iterations < 1 ||
			iterations > CC_PATH_MAX_ITERATIONS)
			return bad_text(scanner, error,
							"Expected a reason, or iterations from 1 to 300.");
		model->iterations = (int) iterations;
		if (!scan_array(scanner, "mean", model->mean, k) ||
			!scan_array(scanner, "stddev", model->stddev, k) ||
			!scan_array(scanner, "weight", model->weight, k) ||
			!scan_array(scanner, "correlation", packed, k * (k - 1) / 2))
			return bad_text(scanner, error,
							"Expected mean, stddev, weight and correlation, "
							"as many as the model has.");
		/* unpack from the end, so that nothing is overwritten unread */
		for (int i = k - 1; i > 0; i--)
			for (int j = i - 1; j >= 0; j--)
				model->correlation[(size_t) i * (size_t) k + (size_t) j] =
					packed[i * (i - 1) / 2 + j];
		complete_correlation(model);
		wrong = check_numbers(model);
		if (wrong != NULL)
			return bad_text(scanner, error, wrong);
	}
	if (!cc_scan_token(scanner, "}"))
		return bad_text(scanner, error, "Expected }.");
	cc_scan_spaces(scanner);
	if (!cc_scan_end(scanner))
		return bad_text(scanner, error, "Expected the end.");
	return CC_OK;
}
