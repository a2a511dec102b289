#!/usr/bin/perl
# Every ```sql block of README.md and doc/*.md is executed, each file in its own
# database and session.  A block followed by a ```text block must print exactly
# that; any other block must run without an error.
use strict;
use warnings;
use Test::More;

mkdir 'build';
my $number = 0;
for my $file (grep { -f } 'README.md', sort glob('doc/*.md'))
{
	open my $in, '<', $file or die "$file: $!";
	my (@blocks, $fence, $previous);
	while (my $line = <$in>)
	{
		if (!defined $fence && $line =~ /^```(\w*)\s*$/)
		{
			$fence = $1;
			push @blocks, { line => $., text => '' } if $fence eq 'sql';
			$blocks[-1]{expected} = '' if $fence eq 'text' && $previous;
		}
		elsif (defined $fence && $line =~ /^```\s*$/)
		{
			$previous = $fence eq 'sql';
			undef $fence;
		}
		elsif (defined $fence)
		{
			$blocks[-1]{text} .= $line if $fence eq 'sql';
			$blocks[-1]{expected} .= $line if $fence eq 'text' && $previous;
		}
		elsif ($line =~ /\S/)
		{
			$previous = 0;
		}
	}
	close $in;
	next unless @blocks;

	my $database = 'doc_' . ++$number;
	system('createdb', $database) == 0 or die "createdb $database";
	my $script = "\\set SHOW_CONTEXT never\nCREATE EXTENSION IF NOT EXISTS contact_center;\n";
	for my $i (0 .. $#blocks)
	{
		$script .= "\\echo \@\@block $i\n$blocks[$i]{text}\n";
	}
	open my $out, '>', "build/$database.sql" or die $!;
	print $out $script;
	close $out;
	my $output = `psql -X -q -P pager=off -d $database -f build/$database.sql 2>&1`;
	$output =~ s/^psql:[^ ]*: //mg;
	my (undef, @parts) = split /^\@\@block \d+\n/m, $output, -1;
	for my $i (0 .. $#blocks)
	{
		my $got = $parts[$i] // '(not reached)';
		my $name = "$file line $blocks[$i]{line}";
		s/[ \t]+$//mg, s/\s+\z/\n/, s/\A\n+// for $got;
		if (defined $blocks[$i]{expected})
		{
			my $expected = $blocks[$i]{expected};
			s/[ \t]+$//mg, s/\s+\z/\n/, s/\A\n+// for $expected;
			is($got, $expected, $name);
		}
		else
		{
			unlike($got, qr/ERROR:|not reached/, $name);
		}
	}
}
plan skip_all => 'no SQL blocks' unless $number;
done_testing();
