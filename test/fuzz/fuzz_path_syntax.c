/* The text of a path model: what is taken is a model, what is not is told. */
#include "core/path_syntax.h"
#include "fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static cc_path_syntax syntax;
	int place[CC_PATH_MAX_CONSTRUCTS];
	cc_error error = {0};

	if (cc_path_parse(&syntax, (const char *) data, size, &error) != CC_OK)
	{
		must(error.status != CC_OK && error.message[0] != '\0');
		return 0;
	}
	must(syntax.constructs > 1 && syntax.paths > 0);
	for (int i = 0; i < syntax.constructs; i++)
		place[syntax.order[i]] = i;
	for (int i = 0; i < syntax.constructs; i++)
	{
		const cc_path_construct *block = &syntax.construct[i];

		must(block->mode != CC_PATH_UNMEASURED && block->items > 0);
		must(block->first_item ==
			 (i == 0 ? 0 : block[-1].first_item + block[-1].items));
		for (int j = 0; j < block->items; j++)
			must(syntax.item[block->first_item + j].construct == i);
		for (int j = 0; j < block->paths; j++)
			must(syntax.path[block->first_path + j].target == i &&
				 place[syntax.path[block->first_path + j].source] < place[i]);
	}
	return 0;
}
