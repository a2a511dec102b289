#!/usr/bin/perl
# Forecasts of two banks' calls: errors as ratios to seasonal_naive on the same
# origins, coverage of the limits, short and damaged histories; by SQL, and once
# more by a harness that shares no code with it.  Skipped where the data is not
# at hand.
use strict;
use warnings;
use Test::More;

my $data = ($ENV{CC_DATA} // '../shared') . '/data/forecast';
plan skip_all => "no $data/us_bank_30min.csv (set CC_DATA)" unless -f "$data/us_bank_30min.csv";

# window, then what must be reached: ratios to seasonal_naive
my %series = (
	us => { from => '2003-08-11', to => '2003-10-04', bars => { 'next 30 min' => .40, 'rest of day' => .52, 'next day' => .63, 'week' => .73 } },
	il => { from => '1999-10-16', to => '1999-12-11', bars => { 'next 30 min' => .62, 'rest of day' => .72, 'next day' => .77, 'week' => .81 } },
);

sub sql
{
	my ($query) = @_;
	open my $file, '>', 'build/forecast-data.sql' or die $!;
	print $file "SET timezone = 'UTC';\nSET jit = off;\n$query";
	close $file;
	my $output = `psql -X -q -At -F '|' -v ON_ERROR_STOP=1 -d forecast_data -f build/forecast-data.sql 2>&1`;
	is($?, 0, 'a query') or diag($output);
	return map { [split /\|/] } split /\n/, $output;
}

system('createdb', 'forecast_data') == 0 or die 'createdb';
sql("CREATE EXTENSION contact_center;
CREATE TABLE load (series text DEFAULT 'us', ts timestamp, calls float8);
\\copy load (ts, calls) FROM '$data/us_bank_30min.csv' CSV HEADER
ALTER TABLE load ALTER series SET DEFAULT 'il';
\\copy load (ts, calls) FROM '$data/il_bank_30min.csv' CSV HEADER
CREATE TABLE special (day date);
\\copy special FROM '$data/il_bank_special_days.csv' CSV HEADER
CREATE TABLE call AS SELECT series, reporting_interval(ts AT TIME ZONE 'UTC', '30 min', 'UTC') AS bucket, calls FROM load;
CREATE TABLE history AS SELECT series, volume_history(bucket, calls, NULL, 'UTC') AS h,
	CASE series WHEN 'il' THEN (SELECT array_agg(day) FROM special) END AS special FROM call GROUP BY series;
-- every interval of days that have any
CREATE TABLE came AS SELECT d.series, b AS bucket, coalesce(calls, 0) AS actual
	FROM (SELECT DISTINCT series, lower(bucket)::date AS day FROM call) d
	CROSS JOIN LATERAL reporting_intervals(day, day + 1, '30 min', 'UTC') b
	LEFT JOIN call c ON c.series = d.series AND c.bucket = b;
ALTER TABLE came ADD PRIMARY KEY (series, bucket);
ANALYZE;");

# Rows (method, bucket, actual, volume, lower, upper) of each column.
sub column
{
	my ($name, $series, $level, $history) = @_;
	my ($from, $to) = @{ $series{$series} }{qw(from to)};
	$history //= "(SELECT h, special FROM history WHERE series = '$series')";
	my $options = "method => m, level => $level, special_days => special";
	my $forecast = {
		'next 30 min' => "forecast_backtest(h, '$from', '$to', '30 min', $options) f",
		'next day' => "forecast_backtest(h, '$from', '$to', '1 day', $options) f",
		'rest of day' => "generate_series(timestamptz '$from', timestamptz '$to' - interval '1 day', '1 day') d, (VALUES (9), (11), (13)) t (hour),
			forecast(h, d + hour * interval '1 hour', d + interval '1 day', d + hour * interval '1 hour', $options) f",
		'week' => "generate_series(timestamptz '$from', timestamptz '$to' - interval '1 day', '1 day') d,
			forecast(h, d, least(d + interval '7 days', timestamptz '$to'), d, $options) f",
	}->{$name};
	return "SELECT m AS method, c.actual, f.volume, f.lower, f.upper FROM $history x, (VALUES ('factor'), ('seasonal_naive')) v (m), $forecast
		JOIN came c ON c.series = '$series' AND c.bucket = f.bucket";
}

sub sums
{
	my ($rows) = @_;
	my %result = map { $_->[0] => $_ } sql("SELECT method, sum(abs(actual - volume)), sum(actual), count(*),
		avg((actual BETWEEN lower AND upper)::integer) FILTER (WHERE volume > 0), count(*) FILTER (WHERE volume > 0 AND actual BETWEEN lower AND upper)
		FROM ($rows) r GROUP BY 1");
	return \%result;
}

my %clean;
for my $series (sort keys %series)
{
	my %harness = map { chomp; my ($key, @sums) = split /\|/; $key => \@sums } `python3 test/real/forecast-harness.py $data $series`;
	is($?, 0, "$series: the harness runs");
	for my $name ('next 30 min', 'rest of day', 'next day', 'week')
	{
		my $sums = sums(column($name, $series, .8));
		my $bar = $series{$series}{bars}{$name};
		my ($got, $naive) = map { $sums->{$_}[1] } qw(factor seasonal_naive);
		$clean{"$series $name"} = $got;
		cmp_ok($got / $naive, '<=', $bar, sprintf('%s, %s: WAPE %.4f, %.4f of seasonal_naive', $series, $name, $got / $sums->{factor}[2], $got / $naive));
		for my $method (qw(factor seasonal_naive))
		{
			my $key = $method eq 'factor' ? $name : "naive $name";
			my ($want, $volume) = @{ $harness{$key} // [0, 0] };
			ok(abs($sums->{$method}[1] - $want) <= 1e-10 * $want && $sums->{$method}[2] == $volume, "the harness agrees on $key")
				or diag("$sums->{$method}[1] of $sums->{$method}[2], not $want of $volume");
		}
		my $wide = sums(column($name, $series, .95));
		my ($narrow, $most) = map { $_->{factor}[4] } $sums, $wide;
		ok($narrow >= .78 && $narrow <= .94, sprintf('%s, %s: %.1f %% within the limits of 80 %%', $series, $name, 100 * $narrow));
		ok($most >= .92 && $most <= .99, sprintf('%s, %s: %.1f %% within the limits of 95 %%', $series, $name, 100 * $most));
		next unless $name eq 'next day' || $name eq 'rest of day';
		is("$sums->{factor}[5] $wide->{factor}[5]", "$harness{$name}[3] $harness{$name}[4]", 'the harness counts the same');
	}

	# Four weeks are enough to begin with.
	my ($from, $to) = @{ $series{$series} }{qw(from to)};
	my $short = sums("SELECT 'factor' AS method, c.actual, f.volume, f.lower, f.upper
		FROM generate_series(timestamptz '$from', timestamptz '$to' - interval '1 day', '1 day') d,
			LATERAL (SELECT volume_history(bucket, calls, NULL, 'UTC') AS h FROM call
				WHERE series = '$series' AND lower(bucket) >= d - interval '28 days' AND lower(bucket) < d) x, history y,
			forecast(x.h, d, d + interval '1 day', d, special_days => special) f JOIN came c ON c.series = '$series' AND c.bucket = f.bucket
		WHERE y.series = '$series'");
	my $ratio = $short->{factor}[1] / $clean{"$series next day"};
	cmp_ok($ratio, '<=', 1.15, sprintf('%s: four weeks of history, %.3f of the error of all', $series, $ratio));

	# Six days that are not what they were, some weeks before and among those forecast.
	for my $seed (1 .. 3)
	{
		my $wild = "(SELECT volume_history(bucket, CASE WHEN n = 1 OR n > 6 OR n IS NULL THEN calls WHEN n % 2 = 0 THEN 3 * calls ELSE round(calls / 10) END,
				NULL, 'UTC') AS h, min(special) AS special
			FROM call JOIN history USING (series) LEFT JOIN (SELECT day, row_number() OVER (ORDER BY hashint8extended(day - date '1990-01-01', $seed)) + 1 AS n
				FROM (SELECT DISTINCT lower(bucket)::date AS day FROM call WHERE series = '$series') d
				WHERE day BETWEEN date '$from' - 80 AND date '$from' + 10) w ON day = lower(bucket)::date WHERE series = '$series')";
		$wild =~ s/n = 1 OR n > 6/n > 7/;
		my $got = sums(column('next day', $series, .8, $wild))->{factor}[1] / $clean{"$series next day"};
		cmp_ok($got, '<=', 1.10, sprintf('%s: six wild days, %.3f of the error without', $series, $got));
	}
}

# Special days that nobody names.
for my $name ('next 30 min', 'rest of day', 'next day', 'week')
{
	my $got = sums(column($name, 'il', .8, "(SELECT h, NULL::date[] AS special FROM history WHERE series = 'il')"))->{factor}[1] / $clean{"il $name"};
	cmp_ok($got, '<=', 1.03, sprintf('il, %s: special days not named, %.3f of the error with', $name, $got));
}
done_testing();
