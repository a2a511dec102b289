#!/bin/bash
# The rules of the house that a machine can check (see doc/development.md).
. test/tap.sh

none() { is "$2" "" "$1"; }
code_lines() { grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\*|//)'; }
names() { sed 's|.*/||; s|\.[a-z]*$||' | sort; }

none "the core knows neither PostgreSQL nor the heap" \
	"$(grep -rnE 'postgres\.h|fmgr\.h|PG_|palloc|ereport|elog\(|\b(m|c|re)alloc\(|\bfree\(|longjmp' src/core --include='*.[ch]' | code_lines)"
# Who needs whom, as pairs: by the headers of the core and by what its objects call.
# A private header is a part of the file that it is named after.
includes() {
	grep -oE '^#include "core/[a-z_]+' src/core/*.[ch] |
		sed -E 's|^src/core/([a-z_]+)\.[ch]:#include "core/([a-z_]+)|\2 \1|; s/_private//g'
}
calls() {
	for file in src/core/*.c; do nm -A "${file%.c}.o"; done |
		sed -nE 's|^src/core/([a-z_]+)\.o:[0-9a-f ]* ([A-Z]) (cc_.*)|\1 \2 \3|p' |
		awk '$2 != "U" { home[$3] = $1 } $2 == "U" { user[++n] = $1; of[n] = $3 }
			END { for (i = 1; i <= n; i++) if (of[i] in home) print home[of[i]], user[i] }'
}
like "$(calls)" '(^|[[:space:]])queueing queueing_staffing' "the calls of the core's objects are seen"
none "no circle among the files of the core" "$({ includes; calls; } | awk '$1 != $2' | sort -u | tsort 2>&1 >/dev/null)"
none "every file of the core has a unit test of its name, or says where it is tested" \
	"$(for file in src/core/*.c; do
		name=$(basename "$file" .c)
		[ -e "test/unit/test_$name.c" ] && continue
		tested=$(sed -nE '1,20s|^ \* Tested in (test/.*)\.$|\1|p' "$file")
		[ -n "$tested" ] && [ -e "$tested" ] || echo "$file"
	done)"
none "doc/development.md tells where every file of src belongs" \
	"$(for name in $(ls src/core/*.c src/pg/*.c | names | uniq); do grep -q "\`$name\`" doc/development.md || echo "$name"; done)"
none "src refers to nothing outside the tree, and to chapters by their names" \
	"$(grep -rnE '\.\./[A-Za-z]|[Cc]hapter [0-9]' src sql/install --include='*.[ch]' --include='*.sql')"
# A comment between two blank lines stands for what follows it up to the next.
none "sections have one mark: /* ---- name ---- */" \
	"$(awk 'FNR == 1 { before = "x"; start = 0 }
		start && last == FNR - 1 && $0 == "" { print FILENAME ":" start ": " mark }
		start && last == FNR - 1 { start = 0 }
		/^\/\*/ && before == "" && !/^\/\* (---- .* ----|clang-format o[nf]+) \*\/$/ { start = FNR; mark = $0; last = 0 }
		start && /\*\/$/ { last = FNR }
		{ before = $0 }' src/*/*.[ch])"
none "no comment has lost the space at the start of its lines" "$(grep -nP '^\t* \*[^ \t/]' src/*/*.[ch] test/*/*.[ch])"
none "names have underscores where C reads them, hyphens elsewhere" \
	"$(ls sql/*.sql sql/install test/pgtap test/property test/cluster test/real test/bench doc | grep _
		ls src/core src/pg test/unit test/fuzz/*.[ch] | grep -e -)"
none "no binding in the core" "$(grep -rn 'PG_FUNCTION_ARGS' src/core)"
none "one file knows versions" "$(grep -rl 'PG_VERSION_NUM' src --include='*.[ch]' | grep -v '^src/pg/pg_compat.h$')"
none "install scripts create, never replace extension objects" \
	"$(grep -rniE '^ *create or replace' sql/install sql/reporting)"
none "nothing is SECURITY DEFINER" "$(grep -niE 'security definer' sql/install/*.sql sql/upgrade/*)"
none "exported symbols carry our prefix" \
	"$(nm -D --defined-only contact_center.so | awk '{ print $3 }' | grep -vE '^(__odr_asan\.)?(cc_|pg_finfo_cc_|__gcov_|mangle_path$|Pg_magic_func$|_PG_init$|_init$|_fini$)')"
none "bindings match the declarations of this version and of releases one to one" \
	"$(comm -3 <(grep -rhoE 'PG_FUNCTION_INFO_V1\(\w+\)' src/pg | sed 's/.*(\(.*\))/\1/' | sort -u) \
		<(grep -hoE "'cc_pg_\w+'" sql/install/*.sql sql/release/*.sql | tr -d "'" | sort -u))"
version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" contact_center.control)
none "sql/ and expected/ are one to one" "$(comm -3 <(ls sql/*.sql | names) <(ls expected/*.out | names))"
none "lines of SQL have at most 120 columns, a tab being 4; what is released stays as it is" \
	"$(find sql test/pgtap -name '*.sql*' ! -path '*/release/*' ! -name '*--*.sql' -exec \
		awk '{ gsub(/\t/, "    ") } length > 120 { print FILENAME ":" FNR }' {} +)"
none "pgTAP files, which share a database, have schemas and roles of their own" \
	"$(grep -oE "create_reporting_model\('\w+'|CREATE (SCHEMA|ROLE) \w+" test/pgtap/*.sql | sort -u | cut -d: -f2 | sort | uniq -d)"
none "no EXPLAIN output in expected/" "$(grep -lE 'QUERY PLAN' expected/*.out)"
none "no routine is longer than 350 lines" "$(awk '/^CREATE (FUNCTION|PROCEDURE) /{ name = $3; from = FNR }
	/^(\$[a-z]*\$|END);|^AS .MODULE_PATHNAME/ { if (name != "" && FNR - from > 350) print name, FNR - from; name = "" }' "contact_center--$version.sql")"
done_testing
