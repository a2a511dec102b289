#!/bin/bash
# The rules of the house that a machine can check (see doc/development.md).
. test/tap.sh

none() { is "$2" "" "$1"; }
code_lines() { grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\*|//)'; }
names() { sed 's|.*/||; s|\.[a-z]*$||' | sort; }

none "the core knows neither PostgreSQL nor the heap" \
	"$(grep -rnE 'postgres\.h|fmgr\.h|PG_|palloc|ereport|elog\(|\b(m|c|re)alloc\(|\bfree\(|longjmp' src/core --include='*.[ch]' | code_lines)"
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
like "$(grep '"version"' META.json | head -n 1)" "\"$version(\.0)?\"" "META.json has the control file's version"
none "sql/ and expected/ are one to one" "$(comm -3 <(ls sql/*.sql | names) <(ls expected/*.out | names))"
none "lines of SQL have at most 120 columns, a tab being 4; what is released stays as it is" \
	"$(find sql test/pgtap -name '*.sql*' ! -path '*/release/*' ! -name '*--*.sql' -exec \
		awk '{ gsub(/\t/, "    ") } length > 120 { print FILENAME ":" FNR }' {} +)"
none "no EXPLAIN output in expected/" "$(grep -lE 'QUERY PLAN' expected/*.out)"
none "no routine is longer than 350 lines" "$(awk '/^CREATE (FUNCTION|PROCEDURE) /{ name = $3; from = FNR }
	/^(\$[a-z]*\$|END);|^AS .MODULE_PATHNAME/ { if (FNR - from > 350) print name, FNR - from }' "contact_center--$version.sql")"
done_testing
