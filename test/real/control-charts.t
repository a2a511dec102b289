#!/usr/bin/perl
# Control charts and Six Sigma on training data against reference values
# computed with mpmath; skipped where the data is not at hand.
use strict;
use warnings;
use Test::More;

my $data = $ENV{CC_DATA} // '../shared';
my ($calls, $reference) = ("$data/data/surveys/callcenter_training.csv", "$data/reference/drivers/spc.csv");
plan skip_all => "no $reference (set CC_DATA)" unless -f $calls && -f $reference;

my %want;
open my $in, '<', $reference or die $!;
while (<$in>)
{
	chomp;
	my ($case, $quantity, $label, $value) = split /,/;
	$want{"$case $quantity" . ($label ? " $label" : '')} = $value;
}
close $in;

system('createdb', 'spc') == 0 or die 'createdb';
my $load = `psql -X -q -d spc -c 'CREATE EXTENSION contact_center' -c 'CREATE TABLE call (call_id text, agent text, call_ts timestamp, topic text, answered boolean, resolved boolean, speed float8, talk_s float8, satisfaction int)' -c "\\copy call FROM '$calls' CSV HEADER" 2>&1`;
is($load, '', 'the calls load');

my $days = "SELECT call_ts::date AS day, avg(talk_s) AS talk, count(*) FILTER (WHERE answered AND NOT resolved) AS d,
	count(*) FILTER (WHERE answered) AS n FROM call GROUP BY 1";
my $sql = <<"SQL";
WITH days AS ($days), x AS (SELECT (xmr_limits(array_agg(talk ORDER BY day))).* FROM days),
m AS (SELECT (xmr_limits(array_agg(talk ORDER BY day), method => 'median')).* FROM days),
c AS (SELECT (process_capability(array_agg(talk ORDER BY day), 180, 270)).* FROM days),
p AS (SELECT * FROM p_chart_limits((SELECT array_agg(d ORDER BY day)::float8[] FROM days), (SELECT array_agg(n ORDER BY day)::float8[] FROM days))
	JOIN (SELECT day, row_number() OVER (ORDER BY day) AS item FROM days) s USING (item)),
t AS (SELECT sum(d) AS d, sum(n) AS n FROM days)
SELECT k, v FROM x, LATERAL (VALUES ('n', n::float8), ('center', center), ('mr_bar', moving_range), ('sigma_within', sigma),
	('unpl', upper), ('lnpl', lower), ('url_mr', range_upper), ('n_outside', outside)) AS r(q, v), LATERAL (SELECT 'xmr_daily_mean_talk_s ' || q) AS s(k)
UNION ALL SELECT 'xmr_daily_mean_talk_s mr_median', moving_range FROM m
UNION ALL SELECT 'xmr_daily_mean_talk_s unpl_median_mr', upper FROM m
UNION ALL SELECT 'xmr_daily_mean_talk_s sd_overall', sigma_overall FROM c
UNION ALL SELECT 'cap_daily_talk_lsl180_usl270 ' || q, v FROM c, LATERAL (VALUES ('cp', cp), ('cpk', cpk), ('pp', pp), ('ppk', ppk)) AS r(q, v)
UNION ALL SELECT 'p_daily_unresolved pbar', min(center) FROM p
UNION ALL SELECT 'p_daily_unresolved k', count(*) FROM p
UNION ALL SELECT 'p_daily_unresolved laney_sigma_z', min(sigma_z) FROM p
UNION ALL SELECT 'p_daily_unresolved ucl ' || day, upper FROM p
UNION ALL SELECT 'p_daily_unresolved lcl ' || day, lower FROM p
UNION ALL SELECT 'dpmo_unresolved dpmo', dpmo(d, n) FROM t
UNION ALL SELECT 'dpmo_unresolved sigma_level_1_5_shift', sigma_level(dpmo(d, n)) FROM t
UNION ALL SELECT 'dpmo_unresolved sigma_lt', sigma_level(dpmo(d, n), 0) FROM t
UNION ALL SELECT 'dpmo_3_4ppm sigma_level_1_5_shift', sigma_level(3.4)
UNION ALL SELECT 'dpmo_66807 sigma_level_1_5_shift', sigma_level(66807)
SQL
open my $file, '>', 'build/spc.sql' or die $!;
print $file $sql;
close $file;
my $output = `psql -X -q -At -F '|' -v ON_ERROR_STOP=1 -d spc -f build/spc.sql 2>&1`;
is($?, 0, 'the query runs') or diag($output);
my ($checked, @bad) = (0);
for my $line (split /\n/, $output)
{
	my ($key, $got) = split /\|/, $line;
	my $expected = $want{$key};
	push @bad, "$key: not in the reference" and next unless defined $expected;
	push @bad, "$key: $got, expected $expected"
		# the reference rounds the median's constant at its tenth digit
		if abs($got - $expected) > ($key =~ /median_mr/ ? 1e-11 : 1e-13) * abs($expected);
	$checked++;
}
cmp_ok($checked, '>=', 200, "$checked values compared");
is("@bad", '', 'all within the tolerance');
done_testing();
