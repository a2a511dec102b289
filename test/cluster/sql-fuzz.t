#!/bin/bash
# Hostile arguments, text and bytes for everything in the catalog.
[ -z "${CC_LONG:-}" ] || CC_FUZZ_CALLS=${CC_FUZZ_CALLS:-300}
createdb sql_fuzz && psql -X -q -d sql_fuzz -c 'CREATE EXTENSION contact_center' || exit 1
exec test/fuzz/sql-fuzz sql_fuzz "${CC_SEED:-1}" "${CC_FUZZ_CALLS:-12}" "${CC_FUZZ_MUTATIONS:-80}"
