#!/usr/bin/perl
# What a release is made of agrees: META.json with PGXN's rules, versions with the
# control file's, debian/ with its sources, links of the documentation with the tree.
use strict;
use warnings;
use JSON::PP;
use Test::More;

sub text
{
	open my $in, '<', $_[0] or die "$_[0]: $!";
	local $/;
	return scalar <$in>;
}

# ---- META.json ----

# What is wrong with a distribution's metadata, by version 1.0.0 of PGXN's Meta Spec
# (pgxn.org/meta/spec.txt), "provides" being required.
my %license = map { $_ => 1 } qw(agpl_3 apache_1_1 apache_2_0 artistic_1 artistic_2 bsd freebsd gfdl_1_2 gfdl_1_3
	gpl_1 gpl_2 gpl_3 lgpl_2_1 lgpl_3_0 mit mozilla_1_0 mozilla_1_1 openssl perl_5 postgresql qpl_1_0 ssleay sun
	zlib open_source restricted unrestricted unknown);
my $number = qr/(?:0|[1-9]\d*)/;

sub is_string { defined $_[0] && !ref $_[0] && length $_[0] }
sub is_version { is_string($_[0]) && $_[0] =~ /^$number\.$number\.$number(?:-?[A-Za-z][0-9A-Za-z-]*)?$/ }
sub is_path { is_string($_[0]) && $_[0] !~ m{^/|\\|(?:^|/)\.\.(?:/|$)} && -f $_[0] }
sub is_list { my ($is, $v) = @_; ref $v eq 'ARRAY' ? @$v && !grep { !$is->($_) } @$v : $is->($v) }
sub is_map { my ($is, $v) = @_; ref $v eq 'HASH' && %$v && !grep { !$is->($_) } values %$v }
sub is_uri { is_string($_[0]) && $_[0] =~ /^[a-z][a-z+.-]*:\S+$/i }

# A map with these keys: what each must be, those of @$must being there.
sub keyed
{
	my ($map, $must, $keys) = @_;
	return 0 if ref $map ne 'HASH' || grep { !exists $map->{$_} } @$must;
	return !grep { !/^x_/i && !($keys->{$_} && $keys->{$_}->($map->{$_})) } keys %$map;
}
my $relations = sub {
	my $versions = sub { is_map(sub { is_version($_[0]) || "$_[0]" eq '0' }, $_[0]) };
	return keyed($_[0], [], { map { $_ => $versions } qw(requires recommends suggests conflicts) });
};
my %may = (
	name => sub { is_string($_[0]) && $_[0] =~ m{^[^\s/\\\x00-\x1f]{2,}$} },
	version => \&is_version,
	abstract => \&is_string,
	maintainer => sub { is_list(\&is_string, $_[0]) },
	license => sub { is_list(sub { is_string($_[0]) && $license{ $_[0] } }, $_[0]) || is_map(\&is_uri, $_[0]) },
	provides => sub {
		is_map(sub { keyed($_[0], ['file', 'version'],
			{ file => \&is_path, docfile => \&is_path, version => \&is_version, abstract => \&is_string }) }, $_[0]);
	},
	'meta-spec' => sub { keyed($_[0], ['version'], { version => sub { is_version($_[0]) && $_[0] =~ /^1\.0\./ }, url => \&is_uri }) },
	description => \&is_string,
	generated_by => \&is_string,
	tags => sub { is_list(sub { is_string($_[0]) && length $_[0] <= 255 && $_[0] !~ m{[/\\\x00-\x1f]} }, $_[0]) },
	no_index => sub { keyed($_[0], [], { map { $_ => sub { is_list(\&is_string, $_[0]) } } qw(file directory) }) },
	prereqs => sub { keyed($_[0], [], { map { $_ => $relations } qw(configure build test runtime develop) }) },
	release_status => sub { is_string($_[0]) && $_[0] =~ /^(?:stable|testing|unstable)$/ },
	resources => sub {
		keyed($_[0], [], { homepage => \&is_uri,
			bugtracker => sub { keyed($_[0], [], { web => \&is_uri, mailto => \&is_string }) },
			repository => sub { keyed($_[0], [], { web => \&is_uri, url => \&is_uri, type => sub { $_[0] =~ /^[a-z]+$/ } }) } });
	},
);

sub wrong
{
	my $meta = shift;
	return join ' ', sort((grep { !exists $meta->{$_} } qw(name version abstract maintainer license provides meta-spec)),
		grep { !/^x_/i && !($may{$_} && $may{$_}->($meta->{$_})) } keys %$meta);
}

my $meta = decode_json(text('META.json'));
is(wrong($meta), '', 'META.json is what PGXN takes');
my %fault = (
	name => 'contact center', version => '0.3', abstract => '', maintainer => [], license => 'gpl', description => {},
	provides => { contact_center => { file => 'sql/none.sql', version => '0.3.0' } }, 'meta-spec' => { version => '2.0.0' },
	tags => ['a/b'], prereqs => { runtime => { requires => { PostgreSQL => '15' } } }, release_status => 'final',
	resources => { homepage => 'here' }, no_index => { path => ['sql'] }, homepage => 'x:y');
is(join(' ', map { wrong({ %$meta, $_ => $fault{$_} }) } sort keys %fault), join(' ', sort keys %fault), 'and each fault of it is seen');
is(wrong({}), 'abstract license maintainer meta-spec name provides version', 'as is what is missing');

# ---- versions, debian/ ----

sub words { return join ' ', grep { $_ ne '.' } split ' ', $_[0] }

my ($version) = text('contact_center.control') =~ /^default_version *= *'(.*)'/m;
my $released = $version =~ /^\d+\.\d+$/ ? "$version.0" : $version;
is($meta->{version}, $released, 'META.json has the version of the control file');
is($meta->{provides}{contact_center}{version}, $released, 'and provides it');
my ($first, $when) = text('CHANGELOG.md') =~ /^## (\S+) \((\S+)\)/m;
is($first, $version, 'CHANGELOG.md begins with it');
SKIP: {
	skip 'no debian/ in a release', 4 unless -d 'debian';
	my ($debian, $suite) = text('debian/changelog') =~ /^contact-center \((\S+)-[^-\s]+\) (\S+);/;
	is($debian, $version, 'as does debian/changelog');
	is($suite eq 'UNRELEASED' ? 'unreleased' : 'released', $when eq 'unreleased' ? $when : 'released',
		'which is released where the other one is');
	my $control = text('debian/control');
	my ($major) = $control =~ /^Package: postgresql-(\d+)-contact-center$/m;
	(my $template = text('debian/control.in')) =~ s/PGVERSION/$major/g;
	is($control, $template, 'debian/control is debian/control.in for a major');
	my ($terms) = text('LICENSE') =~ /^(Permission .*)/ms;
	is(words((text('debian/copyright') =~ /^ (Permission .*)/ms)[0]), words($terms), 'debian/copyright has the licence');
}

# ---- links of the documentation ----

sub places
{
	my %place;
	my $page = text($_[0]);
	$page =~ s/^```.*?^```//msg;
	for ($page =~ /^#+ +(.*)$/mg)
	{
		my $heading = lc;
		s/\[([^\]]*)\]\([^)]*\)/$1/g, s/[^\w\s-]//g, s/\s/-/g for $heading;
		$place{$heading} = 1;
	}
	return \%place;
}
my @lost;
for my $page ('README.md', glob('doc/*.md doc/*/*.md'))
{
	my ($folder) = $page =~ m{^(.*/)};
	for ((text($page) =~ s/^```.*?^```//msgr) =~ /\]\(([^)\s]+)\)/g)
	{
		my ($path, $place) = /^([^#]*)#?(.*)$/;
		next if $path =~ /^[a-z]+:/;
		my $file = $path eq '' ? $page : ($folder // '') . $path;
		push @lost, "$page: $_" unless -e $file && ($place eq '' || places($file)->{$place});
	}
}
is("@lost", '', 'links of the documentation lead somewhere');

done_testing();
