# The bytes of a file as lines, fields and records: encoding, packing, quotes.
package Table;
use strict;
use warnings;
use utf8;
use Encode qw(decode find_encoding);
use Exporter 'import';

our @EXPORT = qw(open_table refuse $packed $encoding $encoding_shown $separator @header $torn rewind record finish);

my ($file, $shown);

sub refuse
{
	print STDERR "demo: $shown ", @_, "\n";
	exit 1;
}

our ($packed, $encoding, $encoding_shown) = (0, '', '');
my ($magic, $ending, $wide) = ('', "\n", 0);

sub open_bytes
{
	my $in;
	if ($packed)
	{
		open $in, '-|', 'gzip', '-dc', '--', $file or refuse "cannot be read: $!";
	}
	else
	{
		open $in, '<', $file or refuse "cannot be read: $!";
	}
	binmode $in, ':raw';
	return $in;
}

# FILE, the name to show for it, the encoding that the user says.
sub open_table
{
	($file, $shown, my $asked) = @_;
	-e $file or refuse 'is not there';
	-d $file and refuse 'is a folder, not a file';
	-f $file or refuse 'is no file that can be read more than once';
	-r $file or refuse 'cannot be read: ', $!;
	-s $file or refuse 'is empty';

	$magic = do { open my $in, '<:raw', $file or refuse "cannot be read: $!"; read $in, my $bytes, 8192; $bytes // '' };
	$packed = $magic =~ /\A\x1f\x8b/;
	refuse 'is an Excel workbook or another zip archive: save its sheet as CSV, or unpack it' if $magic =~ /\APK\x03\x04/;
	refuse 'is an old Excel workbook: save its sheet as CSV' if $magic =~ /\A\xd0\xcf\x11\xe0/;
	refuse 'is packed by xz, bzip2 or zstd: unpack it first; .gz is read as it is'
	  if $magic =~ /\A(?:\xfd7zXZ|BZh|\x28\xb5\x2f\xfd)/;
	refuse 'is a PDF: export the rows as CSV' if $magic =~ /\A%PDF/;

	if ($packed)
	{
		my $in = open_bytes();
		read $in, $magic, 8192;
		refuse 'is empty' if ($magic // '') eq '';
	}
	refuse 'is a web page, not CSV: export the rows as CSV' if $magic =~ /\A\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)/i;
	refuse 'holds JSON, not CSV: export the rows as CSV' if $magic =~ /\A(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"/;

	if ($magic =~ /\A\xff\xfe/) { $encoding = 'UTF-16LE'; $encoding_shown = 'UTF-16, little-endian' }
	elsif ($magic =~ /\A\xfe\xff/) { $encoding = 'UTF-16BE'; $encoding_shown = 'UTF-16, big-endian' }
	elsif ($magic =~ /\A(?:[^\0]\0){2}/) { $encoding = 'UTF-16LE'; $encoding_shown = 'UTF-16, little-endian, no byte order mark' }
	elsif ($magic =~ /\A(?:\0[^\0]){2}/) { $encoding = 'UTF-16BE'; $encoding_shown = 'UTF-16, big-endian, no byte order mark' }
	if ($asked ne '')
	{
		my $named = find_encoding($asked) || find_encoding($asked =~ /^gb/i ? 'cp936' : 'no such');
		refuse "cannot be read with ENCODING=$asked: no such encoding is known" unless $named;
		($encoding, $encoding_shown) = ($named->name, $named->name . ', as ENCODING says');
		$encoding = 'UTF-8' if $encoding =~ /^utf-?8/i;
	}
	$wide = $encoding =~ /^UTF-16/;
	$ending = "\r" if !$wide && $magic !~ /\n/ && $magic =~ /\r/;

	# Not ASCII: are these bytes UTF-8, or one byte a letter, or two a Chinese sign?
	if ($encoding eq '')
	{
		my ($good, $bad, $pairs, $odd) = (0, 0, 0, 0);
		my $in = open_bytes();
		local $/ = $ending;
		while (my $line = <$in>)
		{
			next unless $line =~ /[\x80-\xff]/;
			my $copy = $line;
			utf8::decode($copy) ? $good++ : $bad++;
			$pairs++ if $line =~ /\A(?:[\x00-\x7f]|[\xb0-\xf7][\xa1-\xfe]|[\xa1-\xa9][\xa1-\xfe])*\z/ ? 1 : !++$odd;
		}
		if ($good >= $bad)
		{
			$encoding = 'UTF-8';
			$encoding_shown = $magic =~ /\A\xef\xbb\xbf/ ? 'UTF-8 with a byte order mark' : $good ? 'UTF-8' : 'ASCII';
		}
		elsif ($pairs && !$odd)
		{
			# Both readings exist: Chinese where the header is known so, else a question.
			$encoding = 'cp936';
			$encoding_shown = 'GBK (Chinese)';
		}
		else
		{
			$encoding = 'cp1252';
			$encoding_shown = 'Windows-1252 (Latin-1)';
		}
	}
	return;
}

# ---- Lines, fields, records.

my ($in, $line_number, @pushed);

sub rewind
{
	$in = open_bytes();
	binmode $in, ":encoding($encoding)" if $wide;
	($line_number, @pushed) = (0);
	return;
}

sub next_line
{
	return shift @pushed if @pushed;
	local $/ = $ending;
	my $text = <$in>;
	return unless defined $text;
	$line_number++;
	if (!$wide)
	{
		utf8::decode($text) or $text = decode('UTF-8', $text) if $encoding eq 'UTF-8';
		$text = decode($encoding, $text) if $encoding ne 'UTF-8';
	}
	$text =~ s/\A\x{feff}// if $line_number == 1;
	$text =~ s/[\r\n]+\z//;
	return [$line_number, $text];
}

our ($separator, @header);

# The fields of a line, or nothing when a quote is still open at its end.
sub fields
{
	my ($text, $literal) = @_;
	my $s = quotemeta $separator;
	return split /$s/, $text, -1 unless $text =~ /"/;
	my @field;
	while (1)
	{
		if (!$literal && $text =~ /\G *"/gc)
		{
			my $start = pos $text;
			if ($text =~ /\G((?:[^"]|"")*)" *(?=$s|\z)/gc)
			{
				push @field, $1 =~ s/""/"/gr;
			}
			elsif ($text =~ /\G(?:[^"]|"")*\z/)
			{
				return;
			}
			else
			{
				pos($text) = $start;
				$text =~ /\G([^$s]*)/gc;
				push @field, "\"$1";
			}
		}
		else
		{
			$text =~ /\G((?:(?!$s).)*)/gcs;
			push @field, $1;
		}
		return @field unless $text =~ /\G$s/gc;
	}
}

# A record: the number of its first line, then its fields.  A quote that stays
# open for 50 lines, or closes in a row of another width, tears its line.
our $torn;

sub record
{
	$torn = 0;
	my $first = next_line() or return;
	my ($number, $text) = @$first;
	return ($number) if $text eq '';
	my @field = fields($text);
	my @more;
	while (!@field)
	{
		my $next = @more < 50 ? next_line() : undef;
		if (!$next)
		{
			unshift @pushed, @more;
			@field = fields($first->[1], 1);
			$torn = 1;
			last;
		}
		push @more, $next;
		$text .= "\n$next->[1]";
		@field = fields($text);
		if (@field && @header && @field != @header)
		{
			unshift @pushed, @more;
			@field = fields($first->[1], 1);
			$torn = 1;
		}
	}
	for (@field)
	{
		next unless /\A[\s\x{a0}=]|[\s\x{a0}]\z/;
		s/\A[\s\x{a0}]+//;
		s/[\s\x{a0}]+\z//;
		s/\A="(.*)"\z/$1/s;    # as spreadsheets keep a text a text
	}
	return ($number, @field);
}

# Whether a packed file could be read to its end.
sub finish { return close $in || !$packed }

1;
