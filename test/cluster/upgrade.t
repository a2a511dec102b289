#!/bin/bash
# ALTER EXTENSION UPDATE leads to what CREATE EXTENSION makes, by the catalogue
# fingerprint: from every release in sql/release, whose scripts never change,
# and from a version made up here, so that the comparison is seen to work.
. test/tap.sh
extension=$(dirname "$(find "$CC_CLUSTER" -path '*/extension/contact_center.control')")
current=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" contact_center.control)
made="$extension/contact_center--0.0.0.sql $extension/contact_center--0.0.1.sql $extension/contact_center--0.0.0--$current.sql $extension/contact_center--0.0.1--$current.sql"
trap 'rm -f $made; psql -X -q -d postgres -c "DROP DATABASE IF EXISTS up_fresh" -c "DROP DATABASE IF EXISTS up_dated" >/dev/null 2>&1' EXIT
fingerprint() { psql -X -q -A -t -d "$1" -v at=public -f test/fingerprint.sql 2>&1; }

createdb up_fresh
query up_fresh 'CREATE EXTENSION contact_center' >/dev/null
fresh=$(fingerprint up_fresh)
[ "$(printf '%s\n' "$fresh" | wc -l)" -gt 400 ] && ! printf '%s' "$fresh" | grep -q ERROR
ok $? "a fresh install"

updated() { # VERSION: fingerprint after an update from it
	psql -X -q -d postgres -c 'DROP DATABASE IF EXISTS up_dated' -c 'CREATE DATABASE up_dated' >/dev/null 2>&1
	query up_dated "CREATE EXTENSION contact_center VERSION '$1'; ALTER EXTENSION contact_center UPDATE"
	fingerprint up_dated
}

for script in sql/release/contact_center--*.sql; do
	[ -e "$script" ] || continue
	version=${script##*--}
	version=${version%.sql}
	if [ "$version" = "$current" ]; then
		cmp "$script" "$extension/contact_center--$version.sql" >/dev/null
		ok $? "version $version is as it was released"
	else
		cp "$script" "$extension/"
		made="$made $extension/${script##*/}"
		[ "$(updated "$version")" = "$fresh" ]
		ok $? "updated from $version it is the same as a fresh one"
	fi
done

# All but the last chapter, and the last chapter; then the same, a comment short.
chapters=(sql/install/*.sql)
last=${chapters[-1]}
unset 'chapters[-1]'
cat "${chapters[@]}" | tee "$extension/contact_center--0.0.0.sql" >"$extension/contact_center--0.0.1.sql"
cp "$last" "$extension/contact_center--0.0.0--$current.sql"
sed 's/^COMMENT ON \(.*\) IS$/COMMENT ON \1 IS NULL; SELECT/' "$last" >"$extension/contact_center--0.0.1--$current.sql"
[ "$(updated 0.0.0)" = "$fresh" ]
ok $? "an update by a whole chapter gives the same as a fresh install"
got=$(updated 0.0.1)
[ "$got" != "$fresh" ] && ! printf '%s' "$got" | grep -q ERROR
ok $? "an update that loses a comment does not"
done_testing
