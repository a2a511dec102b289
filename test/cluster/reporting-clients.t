#!/usr/bin/perl
# BI clients: a role that may only SELECT from the views finds them through the
# metadata calls of psql, JDBC and ODBC, with their comments, and reads each.
# A driver that is not installed is skipped, and named.
use strict;
use warnings;
use Test::More;
use IO::Socket::INET;
use IO::Socket::UNIX;
use IO::Select;

my $socket = "$ENV{PGHOST}/.s.PGSQL.$ENV{PGPORT}";
my $database = 'reporting_clients';

sub run
{
	my ($user, $sql) = @_;
	local $ENV{PGUSER} = $user;
	open my $out, '-|', 'sh', '-c', 'exec "$@" 2>&1', 'sh', 'psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', $database, '-c', "SET client_min_messages = warning; $sql" or die $!;
	my $result = join '', <$out>;
	close $out;
	$result =~ s/\n\z//;
	return ($? >> 8, $result);
}

system('createdb', $database) == 0 or die 'createdb';
run($ENV{PGUSER}, $_) for 'CREATE EXTENSION contact_center', 'CREATE ROLE reporting_bi LOGIN', 'CREATE ROLE reporting_analyst LOGIN',
	"CALL create_reporting_model('ops')", "CALL create_reporting_views('ops', security_invoker => false)",
	"INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
		SELECT i, 1, 'voice', 'q', 'a', t, t, t, t + interval '1 min', 'answered', 60 FROM generate_series('2024-05-06'::timestamptz, '2024-05-07', '10 min') WITH ORDINALITY AS g (t, i)",
	"INSERT INTO ops.agent_state VALUES ('a', '[2024-05-06, 2024-05-07)', 'ready', 'available')",
	'GRANT USAGE ON SCHEMA ops TO reporting_bi, reporting_analyst';
my (undef, $list) = run($ENV{PGUSER}, "SELECT relname FROM pg_class WHERE relnamespace = 'ops'::regnamespace AND relkind = 'v' ORDER BY 1");
my @views = split /\n/, $list;
cmp_ok(scalar @views, '>=', 40, scalar(@views) . ' views to read');
run($ENV{PGUSER}, join '', map { "GRANT SELECT ON ops.$_ TO reporting_bi, reporting_analyst;" } @views);

# psql
# each view's name, once it has been read
my $read_all = join ' ', map { "SELECT '$_' FROM (SELECT count(v) FROM ops.$_ v) c;" } @views;
is((run('reporting_bi', $read_all))[1], $list, 'psql: a role with SELECT on the views and nothing else reads each');
is((run('reporting_bi', 'SELECT 1 FROM ops.queue_visit'))[0], 1, 'but no table');
is((run('reporting_bi', 'SELECT sum(offered) FROM ops.queue_day'))[1], 145, 'and the numbers are there');

# As in a new schema the reader's own rights on the tables count.
run($ENV{PGUSER}, "CALL create_reporting_views('ops', security_invoker => true)");
is((run('reporting_analyst', 'SELECT sum(offered) FROM ops.queue_day'))[0], 1, 'security_invoker: without rights on the tables the views are closed');
run($ENV{PGUSER}, 'GRANT SELECT ON ALL TABLES IN SCHEMA ops TO reporting_analyst');
is((run('reporting_analyst', $read_all))[1], $list, 'and with them each can be read');
run($ENV{PGUSER}, "CALL create_reporting_views('ops', security_invoker => false)");
is((run('reporting_bi', 'SELECT sum(offered) FROM ops.queue_day'))[1], 145, 'making the views anew keeps the grants');

# The drivers speak TCP, the cluster only its socket: a relay between the two.
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5, ReuseAddr => 1) or die "relay: $!";
my $port = $listener->sockport;
my $relay = fork() // die $!;
if ($relay == 0)
{
	$SIG{CHLD} = 'IGNORE';
	while (my $client = $listener->accept)
	{
		next if fork();
		my $server = IO::Socket::UNIX->new(Peer => $socket) or exit 1;
		my $select = IO::Select->new($client, $server);
		while (my @ready = $select->can_read)
		{
			for my $from (@ready)
			{
				my $to = $from == $client ? $server : $client;
				my $read = sysread $from, my $bytes, 65536;
				exit 0 unless $read;
				while (length $bytes)
				{
					my $written = syswrite($to, $bytes) // exit 0;
					substr($bytes, 0, $written, '');
				}
			}
		}
	}
	exit 0;
}
close $listener;

SKIP:
{
	my ($driver) = grep { -f } glob('/usr/share/java/postgresql.jar /usr/share/java/postgresql-jdbc*.jar');
	my ($shell) = grep { -f } glob('/usr/share/java/bsh.jar /usr/share/java/bsh-2*.jar');
	my $missing = join ' and ', grep { $_ } !(grep { -x "$_/java" } split /:/, $ENV{PATH}) && 'java (default-jre-headless)',
		!$driver && 'the JDBC driver (libpostgresql-jdbc-java)', !$shell && 'BeanShell (libbsh-java)';
	skip "JDBC: $missing is not installed", 4 if $missing;
	mkdir 'build';
	open my $script, '>', 'build/reporting-clients.bsh' or die $!;
	print $script <<'BSH';
c = java.sql.DriverManager.getConnection(System.getProperty("cc.url"), "reporting_bi", "");
m = c.getMetaData();
t = m.getTables(null, "ops", "%", new String[] { "VIEW" });
while (t.next()) {
	name = t.getString("TABLE_NAME");
	print("view " + name + (t.getString("REMARKS") == null ? " without comment" : ""));
	k = m.getColumns(null, "ops", name, "%");
	while (k.next()) {
		type = k.getInt("DATA_TYPE");
		if (k.getString("REMARKS") == null) print("bad " + name + "." + k.getString("COLUMN_NAME") + " without comment");
		if (type == java.sql.Types.OTHER) print("bad " + name + "." + k.getString("COLUMN_NAME") + " of unknown type");
	}
	r = c.createStatement().executeQuery("SELECT * FROM ops." + name);
	rows = 0;
	while (r.next()) { for (i = 1; i <= r.getMetaData().getColumnCount(); i++) r.getObject(i); rows++; }
	print("read " + name + " " + rows);
}
r = c.createStatement().executeQuery("SELECT sum(offered) FROM ops.queue_day");
r.next();
print("offered " + r.getLong(1));
BSH
	close $script;
	my $output = `java -cp $driver:$shell -Dcc.url=jdbc:postgresql://127.0.0.1:$port/$database bsh.Interpreter build/reporting-clients.bsh 2>&1`;
	my @found = sort($output =~ /^view (\S+)$/mg);
	is("@found", "@views", 'JDBC: the metadata lists the views, each with a comment') or diag($output);
	is(join(' ', sort($output =~ /^read (\S+) \d+$/mg)), "@views", 'JDBC: every view can be read');
	like($output, qr/^offered 145$/m, 'JDBC: and the numbers are there');
	unlike($output, qr/^bad/m, 'JDBC: every column has a comment and a type that is known') or diag($output =~ /^(bad.*)$/mg);
}

SKIP:
{
	my ($driver) = grep { -f } glob('/usr/lib/*/odbc/psqlodbcw.so');
	my $missing = join ' and ', grep { $_ } !(grep { -x "$_/isql" } split /:/, $ENV{PATH}) && 'isql (unixodbc)', !$driver && 'the ODBC driver (odbc-postgresql)';
	skip "ODBC: $missing is not installed", 4 if $missing;
	my $connect = "Driver=$driver;Servername=127.0.0.1;Port=$port;Database=$database;Username=reporting_bi;BoolsAsChar=1";
	open my $commands, '>', 'build/reporting-clients.isql' or die $!;
	print $commands "help\n", map({ "SELECT '$_' AS read_view, count(*) FROM (SELECT * FROM ops.$_) v\nSELECT * FROM ops.$_\n" } @views),
		"SELECT 'offered', sum(offered) FROM ops.queue_day\n";
	close $commands;
	my $output = `isql -k '$connect' -b -d'|' <build/reporting-clients.isql 2>&1`;
	my %listed = map { $_ => 1 } $output =~ /\|ops\|(\w+)\|VIEW\|/g;
	is(join(' ', grep { !$listed{$_} } @views), '', 'ODBC: the catalogue calls list the views') or diag(substr $output, 0, 2000);
	my %read = map { $_ => 1 } $output =~ /^(\w+)\|\d+\s*$/mg;
	is(join(' ', grep { !$read{$_} } @views), '', 'ODBC: every view can be read');
	like($output, qr/^offered\|145\s*$/m, 'ODBC: and the numbers are there');
	unlike($output, qr/ERROR/, 'ODBC: without an error');
}

kill 'TERM', $relay;
waitpid $relay, 0;
run($ENV{PGUSER}, 'DROP OWNED BY reporting_bi, reporting_analyst');
run($ENV{PGUSER}, 'DROP ROLE reporting_bi, reporting_analyst');
done_testing();
