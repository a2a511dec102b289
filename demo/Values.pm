# The columns of a queue visit, what exports call them, and what their values say.
package Values;
use strict;
use warnings;
use utf8;
use Exporter 'import';
use FindBin;
use POSIX qw(floor strftime);
use Unicode::Normalize qw(NFD);

our @EXPORT = qw(%kind @model %word plain fc_ missing unit_of candidates $dates $numeric_date $noon by_order date_of time_of
  instant duration flag %no_instant);

# ---- The columns of a visit, and what each holds.

our %kind = (
	(map { $_ => 'instant' } qw(entered_at queued_at answered_at left_at ended_at wrap_ended_at source_updated_at)),
	(map { $_ => 'duration' } qw(ring_s talk_s hold_s acw_s sl_threshold_s wait_s handle_s)),
	(map { $_ => 'flag' } qw(abandoned answered transfer_in is_test)),
	(map { $_ => 'text' } qw(contact_id site_id queue_id agent_id customer_key reason abandon_stage transfer_out
		  origin_contact_id source)),
	visit_no => 'number', day => 'date', outcome => 'outcome', media => 'word', direction => 'word');
our @model = qw(contact_id visit_no media direction site_id queue_id agent_id customer_key reason entered_at queued_at
  answered_at left_at ended_at wrap_ended_at ring_s talk_s hold_s acw_s outcome abandon_stage transfer_in transfer_out
  origin_contact_id sl_threshold_s source source_updated_at is_test);

# ---- Words.

my %small = map { $_ => 1 } qw(of the a an de het een van der die das dem den des du la le les l d el los las
  del en et y e und and);

# A heading or a word without what does not count.
sub plain
{
	my $text = NFD(fc_(shift));
	$text =~ s/\p{Mn}//g;
	my @part = grep { $_ ne '' } split /[^\p{L}\p{N}]+/, $text;
	my @kept = grep { !$small{$_} } @part;
	return join '', @kept ? @kept : @part;
}

sub fc_ { return CORE::fc(shift) }

our %word;
my (%heading, %missing);
{
	open my $in, '<:utf8', "$FindBin::Bin/words" or die "$FindBin::Bin/words: $!\n";
	my %line;
	while (<$in>)
	{
		next if /^#|^\s*$/;
		my ($what, $list) = /^(\S+)\s+(.*\S)/;
		my @list = split /\s*,\s*/, $list;
		if ($what eq '=missing')
		{
			%missing = map { fc_($_) => 1 } '', @list;
		}
		elsif ($what =~ /^=(.*)/)
		{
			$word{$1}{ plain($_) } = 1 for @list;
		}
		else
		{
			my $tier = ++$line{$what};
			$heading{ plain($_) }{$what} //= $tier for @list;
		}
	}
	$heading{ plain($_) }{$_} = 0 for keys %kind;
}

sub missing { my $value = shift; return !defined $value || length $value < 18 && exists $missing{ fc_($value) } }

# What a heading stands for, and in what unit.
sub unit_of
{
	my $name = fc_(shift);
	my $unit = qr/hh?:mm:ss|h:mm:ss|mm:ss|m:ss|hh:mm|ms|msec|msecs|millis|milliseconds?|millisekunden|milliseconden|millisecondes|milisegundos|毫秒|s|secs?|seconds?|sek|sekunden|seconden|secondes?|segundos?|seg|秒|秒数|min|mins|minutes?|minuten|minutos?|分钟|分|h|hrs?|hours?|stunden|uren|heures|horas|小时/;
	my ($found) = $name =~ /[\(\[（]\s*(?:in |en )?($unit)\s*[\)\]）]/;
	($found) = $name =~ /(?:[_\s]|\bin |\ben )($unit)\z/ unless defined $found;
	return '' unless defined $found;
	return 'clock' if $found =~ /:.*:/;
	return $found =~ /h/ ? 'hh:mm' : 'mm:ss' if $found =~ /\A(?:hh:mm|mm?:ss)\z/;
	return 'ms' if $found =~ /^m(?:s|il)|毫/;
	return 'min' if $found =~ /^min|分/;
	return 'h' if $found =~ /^h|stund|uren|小时/;
	return 's';
}

# Words that a heading may have besides: whose, and that it is a time.
my %of_call = map { $_ => 1 } qw(call calls calling inbound contact interaction conversation anruf anrufs gesprach gesprachs
  gesprek gespreks oproep appel appels llamada llamadas contacto kontakt kontakts total agent acd customer first);
my %of_time = map { $_ => 1 } qw(at on um om am date time datetime timestamp ts epoch unix utc gmt local dt zeit uhrzeit
  zeitpunkt datum tijd tijdstip heure date hora fecha instant);

# Columns that a heading may stand for, with their line in the list of words.
sub candidates
{
	my $name = shift;
	(my $bare = $name) =~ s/\s*[\(\[（][^\)\]）]*[\)\]）]\s*/ /g;
	(my $unitless = $bare) =~ s/[_\s]+(?:in |en )?(?:ms|msec|millis\w*|s|sec|secs|seconds?|sekunden|seconden|secondes|segundos|min|minutes?|minuten|minutos|秒)\s*\z//i;
	for my $try ($name, $bare, $unitless)
	{
		my $known = $heading{ plain($try) };
		return $known if $known;
	}
	(my $spaced = $unitless) =~ s/(?<=\p{Ll})(?=\p{Lu})/ /g;
	my @part = grep { $_ ne '' } map { plain($_) } split /[^\p{L}\p{N}]+/, $spaced;
	@part = grep { !$small{$_} && !$of_call{$_} } @part;
	my $known = $heading{ join '', @part };
	return { map { $_ => $known->{$_} + 10 } keys %$known } if $known;
	$known = $heading{ join '', grep { !$of_time{$_} } @part };
	return {} unless $known;
	return { map { $_ => $known->{$_} + 20 } grep { $kind{$_} =~ /instant|duration/ } keys %$known };
}

# ---- A value: what an instant, a duration, a flag says.

my %month;
{
	my @names = (
		'jan january januari januar jänner janvier janv ene enero',
		'feb february februari februar février févr fév febrero',
		'mar march mrt maart märz mrz mär mars marzo',
		'apr april avril avr abr abril',
		'may mei mai mayo',
		'jun june juni juin junio',
		'jul july juli juillet juil julio',
		'aug august augustus août aoû ago agosto',
		'sep sept september septembre septiembre setiembre',
		'oct october okt oktober octobre octubre',
		'nov november novembre noviembre',
		'dec december dez dezember décembre déc dic diciembre');
	for my $m (0 .. 11)
	{
		$month{ plain($_) } = $m + 1 for split / /, $names[$m];
	}
}

my %date_cache;
our $dates = '';    # dmy, mdy or ymd: of dates in numbers that leave it open

sub days_in { my ($y, $m) = @_; return (31, $y % 4 || !($y % 100) && $y % 400 ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[$m - 1] }

sub day_number
{
	my ($y, $m, $d) = @_;
	$y-- if $m <= 2;
	my $era = floor($y / 400);
	my $yoe = $y - $era * 400;
	my $doy = floor((153 * ($m + ($m > 2 ? -3 : 9)) + 2) / 5) + $d - 1;
	return $era * 146097 + $yoe * 365 + floor($yoe / 4) - floor($yoe / 100) + $doy - 719468;
}

# [text, days since 1970] of a date, or the reason why it is none.
sub valid_date
{
	my ($y, $m, $d) = @_;
	$y += 2000 if length $y <= 2;
	return 'not a date: no such month' if $m < 1 || $m > 12;
	return 'not a date: no such day in that month' if $d < 1 || $d > days_in($y, $m);
	return 'not a date of calls: before 1990 or after 2100' if $y < 1990 || $y > 2100;
	return [sprintf('%04d-%02d-%02d', $y, $m, $d), day_number($y, $m, $d)];
}

our $numeric_date = qr/(\d{1,4})([-\/.])(\d{1,2})\2(\d{1,4})/;

sub by_order
{
	my ($order, $a, $b, $c) = @_;
	return valid_date($c, $b, $a) if $order eq 'dmy';
	return valid_date($c, $a, $b) if $order eq 'mdy';
	return valid_date($a, $b, $c);
}

# The date that a text begins with, and the length of it.
sub date_of
{
	my $text = shift;
	if ($text =~ /\A(\d{4})([-\/.])(\d{1,2})\2(\d{1,2})(?!\d)/
		|| $text =~ /\A(\d{4})(\s*年\s*)(\d{1,2})\s*月\s*(\d{1,2})\s*日/)
	{
		return (valid_date($1, $3, $4), $+[0]);
	}
	if ($text =~ /\A$numeric_date(?!\d)/)
	{
		my ($a, $b, $c, $end) = ($1, $3, $4, $+[0]);
		return ('not a date', $end) if length $c == 3 || length $a > 2;
		return (by_order($dates eq '' || length $c == 4 && $dates eq 'ymd' ? 'dmy' : $dates, $a, $b, $c), $end);
	}
	if ($text =~ /\A(?:(\d{1,2})(?:st|nd|rd|th|\.|º)?[-\s.\/]*(?:de\s+)?(\p{L}{3,})\.?[-\s.,\/]*(?:de[l]?\s+)?(\d{4}|\d{2})(?!\d)|(\p{L}{3,})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?[-\s,]+(\d{4})(?!\d))/)
	{
		my ($d, $name, $y) = defined $1 ? ($1, $2, $3) : ($5, $4, $6);
		my $m = $month{ plain($name) };
		return (valid_date($y, $m, $d), $+[0]) if $m;
	}
	return (valid_date($1, $2, $3), $+[0]) if $text =~ /\A((?:19|20)\d\d)(\d\d)(\d\d)(?=\z|\D|\d{4}(?:\d\d)?\z)/;
	return;
}

my $han_clock = qr/(\d{1,2})\s*[时時点點]\s*(\d{1,2})\s*分\s*(?:(\d{1,2})\s*秒)?()/;
my $clock = qr/(\d{1,2})(?::|\.|h\s?|\s*[时時点]\s*)(\d{2})(?:(?::|\.|m\s?|\s*分\s*)(\d{2})(?:[.,:](\d{1,9}))?\s*[s秒]?)?\s*分?/;
our $noon = qr/(a\.?\s?m\.?|p\.?\s?m\.?|上午|下午|凌晨|晚上)/i;

# Seconds since midnight of a time, its fraction as text, what is left behind it.
sub time_of
{
	my $text = shift;
	my ($before) = $text =~ s/\A$noon\s*// ? $1 : undef;
	my ($h, $m, $s, $fraction, $after);
	if ($text =~ s/\A(?|$han_clock|$clock)(?!\d)//) { ($h, $m, $s, $fraction) = ($1, $2, $3 // 0, $4) }
	elsif ($text =~ s/\A(\d\d)(\d\d)(\d\d)?(?:[.,](\d{1,9}))?(?!\d)//) { ($h, $m, $s, $fraction) = ($1, $2, $3 // 0, $4) }
	else { return }
	($after) = $text =~ s/\A\s*$noon(?!\p{L})// ? $1 : undef;
	my $half = $before // $after;
	return if $m > 59 || $s > 60 || $h > 24 || $h == 24 && $m + $s;
	if (defined $half && $h <= 12)
	{
		$h %= 12 if $half !~ /晚上/;
		$h += 12 if $half =~ /^p|下午|晚上/i && $h < 12;
	}
	elsif (defined $half && $half =~ /^a|上午|凌晨/i)
	{
		return;
	}
	return ($h * 3600 + $m * 60 + $s, ($fraction // q()) ne q() ? ".$fraction" : q(), $text);
}

my %known_zone = (z => 0, utc => 0, gmt => 0, cet => 60, cest => 120, met => 60, mest => 120, wet => 0, west => 60,
	eet => 120, eest => 180, mez => 60, mesz => 120);

# Minutes east of Greenwich, '' where nothing is said, undef where it is not understood.
sub offset_of
{
	my $text = shift;
	$text =~ s/\A\s+|\s+\z//g;
	return '' if $text eq '';
	$text =~ s/\A\((.*)\)\z/$1/;
	return $known_zone{ lc $text } if exists $known_zone{ lc $text };
	if ($text =~ /\A(?:utc|gmt)?\s*([-+])(\d{1,2})(?::?(\d\d))?(?:\s*\((?:\p{L}|\s)+\))?\z/i && $2 < 16)
	{
		return ($1 eq '-' ? -1 : 1) * ($2 * 60 + ($3 // 0));
	}
	return;
}

# [text for timestamptz, seconds since 1970, has an offset]; or the reason.  A
# date without a time, or a time without a date, needs the other: \$day.
sub instant
{
	my ($text, $utc, $day) = @_;
	# Most files have nothing but this.
	if (!$utc && $text =~ /\A(\d{1,4}[-\/.]\d{1,2}[-\/.]\d{1,4})[ T](\d\d):(\d\d)(?::(\d\d))?\z/ && $2 < 24 && $3 < 60 && ($4 // 0) < 60)
	{
		my $date = $date_cache{"$dates$1"} //= (date_of($1))[0] // 'not a time known here';
		return $date unless ref $date;
		return ["$date->[0] $2:$3:" . ($4 // '00'), $date->[1] * 86400 + $2 * 3600 + $3 * 60 + ($4 // 0), 0];
	}
	if ($text =~ /\A\d{9,10}(?:[.,]\d+)?\z|\A\d{13}(?:[.,]\d+)?\z|\A\d{16}\z|\A\d{19}\z/)
	{
		my ($whole, $part) = split /[.,]/, $text;
		my $digits = length $whole;
		my ($seconds, $fraction) =
		    $digits <= 10 ? ($whole, $part // '')
		  : $digits == 13 ? (substr($whole, 0, 10), substr($whole, 10) . ($part // ''))
		  :                 (substr($whole, 0, 10), substr($whole, 10, 6));
		return 'not a time: an epoch before 1990 or after 2100' if $seconds < 631152000 || $seconds > 4133980800;
		my $at = strftime('%Y-%m-%d %H:%M:%S', gmtime $seconds) . ($fraction ne '' ? ".$fraction" : '');
		return ["$at+00", "$seconds.$fraction", 1];
	}
	$text =~ s/\A\p{L}{2,}\.?,?\s+(?=\d)// unless $text =~ /\A(\p{L}{3,})\.?\s/ && $month{ plain($1) };
	$text =~ s/\A\p{L}{2,}\.?,\s+(?=\p{L})//;
	# Mon Mar  2 09:00:00 CET 2026
	$text = "$1 $2 $5 $3" . (defined $4 ? " $4" : '') if $text =~ /\A(?:\p{L}{2,4}\.?\s+)?(\p{L}{3})\s+(\d{1,2})\s+(\d+:\d\d(?::\d\d)?)\s+(?:(\S+)\s+)?(\d{4})\z/;
	my ($date, $length) = date_of($text);
	if (!defined $date && $text =~ /\A\D*\d{1,2}\D+\d\d/ && $day)
	{
		($date, $length) = ($day, 0);
	}
	return 'a time without a date: say which column has the date, MAP=\'day=?\'' if !defined $date && defined((time_of($text))[0]);
	return $text =~ /\A\d{5}(?:[.,]\d+)?\z/
	  ? 'not a time: a day number of a spreadsheet? format the column as date and time, and export it again'
	  : 'not a time known here'
	  unless defined $date;
	return $date unless ref $date;
	my $rest = substr $text, $length;
	$rest =~ s/\A(?:[T,\s]|星期\S|周\S|\b(?:at|um|om|à|a las|on)\b)+//i;
	return 'a date without a time' if $rest eq '';
	my ($seconds, $fraction, $zone) = time_of($rest);
	return 'not a time known here' unless defined $seconds;
	my $offset = offset_of($zone);
	return 'not a time known here: of its zone an offset is needed, such as +01:00' unless defined $offset;
	my $absolute = $offset ne '' || $utc;
	$offset = 0 if $offset eq '';
	my $at = sprintf '%s %02d:%02d:%02d%s', $date->[0], $seconds / 3600, $seconds / 60 % 60, $seconds % 60, $fraction;
	$at .= sprintf '%s%02d:%02d', $offset < 0 ? '-' : '+', abs($offset) / 60, abs($offset) % 60 if $absolute;
	return [$at, $date->[1] * 86400 + $seconds - $offset * 60 + "0$fraction", $absolute];
}

my %per = (ms => 0.001, s => 1, min => 60, h => 3600);

# Seconds of a duration, or (undef, reason).
sub duration
{
	my ($text, $unit) = @_;
	my $value;
	return (undef, 'a negative duration') if $text =~ /\A[-−]\s*[\d.,:]+\z/ && $text =~ /[1-9]/;
	if ($unit eq 'mm:ss' && $text =~ /\A(\d+):(\d\d):00\z/)
	{
		# as a spreadsheet writes 3:20 when it takes it for hours
		$value = $1 * 60 + $2;
	}
	elsif ($text =~ /\A(?:(\d+)[.\s]+(?:days?\s+)?)?(\d+):(\d\d):(\d\d)(?:[.,](\d+))?\z/)
	{
		return (undef, 'not a duration: more than 59 minutes or seconds') if $3 > 59 || $4 > 59;
		$value = ($1 // 0) * 86400 + $2 * 3600 + $3 * 60 + $4 + (defined $5 ? "0.$5" : 0);
	}
	elsif ($text =~ /\A(\d+):(\d\d)(?:[.,](\d+))?\z/)
	{
		return (undef, 'not a duration: more than 59 seconds') if $2 > 59;
		$value = ($1 * 60 + $2) * ($unit eq 'hh:mm' ? 60 : 1) + (defined $3 ? "0.$3" : 0);
	}
	elsif ($text =~ /\A\d+\z/ || $text =~ /\A\d*[.,]\d+\z/)
	{
		return (undef, 'a decimal comma, or thousands? (not taken)') if $text =~ /\A[1-9]\d*,\d{3}\z/;
		($value = $text) =~ tr/,/./;
		$value *= $per{$unit} // 1;
	}
	elsif ($text =~ /\A[\d.,]+\z/ && $text =~ /\A(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?\z/ && (!defined $3 || $3 ne $2))
	{
		return (undef, 'a decimal comma, or thousands? (not taken)') unless defined $3 || $text =~ /[.,].*[.,]/;
		my ($whole, $part) = ($1, $4 // 0);
		$whole =~ tr/.,//d;
		$value = "$whole.$part" * ($per{$unit} // 1);
	}
	elsif ($text =~ /\A(?:P(?:(\d+)D)?T?)?(?:(\d+)\s*(?:h|hrs?|hours?|std|uur|heures?|horas?|小时|时)\.?)?\s*(?:(\d+)\s*(?:m|mins?|minutes?|minuten|minutos?|分钟|分|')\.?)?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|sek|sekunden|seconden|secondes|segundos|seg|秒|")\.?)?\z/i
		&& (defined $1 || defined $2 || defined $3 || defined $4))
	{
		my ($d, $h, $m, $s) = ($1 // 0, $2 // 0, $3 // 0, $4 // 0);
		$s =~ tr/,/./;
		$value = $d * 86400 + $h * 3600 + $m * 60 + $s;
	}
	elsif ($text =~ /\A(\d+(?:[.,]\d+)?)\s*(?:ms|msec|milliseconds?|毫秒)\z/i)
	{
		($value = $1) =~ tr/,/./;
		$value /= 1000;
	}
	else
	{
		return (undef, 'not a duration known here');
	}
	return (0 + sprintf('%.6f', $value), undef);
}

sub flag
{
	my $key = plain(shift);
	return $word{yes}{$key} ? 1 : $word{no}{$key} ? 0 : undef;
}

# Instants that stand for none.
our %no_instant = map { $_ => 1 } '0', '00:00:00', '0000-00-00', '0000-00-00 00:00:00', '0001-01-01 00:00:00',
  '0001-01-01t00:00:00', '1970-01-01 00:00:00', '1970-01-01t00:00:00', '1970-01-01t00:00:00z', '1899-12-30 00:00:00',
  '1900-01-01 00:00:00', '1753-01-01 00:00:00', '01/01/1970 00:00:00', '01/01/1970 00:00', '01/01/1900 00:00:00',
  '01/01/1900 00:00', '01.01.1970 00:00:00', '01.01.1900 00:00:00', '01/01/0001 00:00:00', '1/1/0001 12:00:00 am';

1;
