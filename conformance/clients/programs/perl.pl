# Clients for Perl. usage: perl.pl BASE
use strict;
use warnings;
use HTTP::Request;
use HTTP::Tiny;
use LWP::UserAgent;
use Mojo::UserAgent;
use Mojolicious;

$| = 1;
my $base = shift;
my @methods = qw(POST PUT PATCH DELETE);
my @form = ('Content-Type' => 'application/x-www-form-urlencoded');

sub lwp {
    my ($agent) = @_;
    return sub { $agent->request(HTTP::Request->new($_[1], $_[0], [@form], 'a=1')) };
}

my $lax = LWP::UserAgent->new;
push @{ $lax->requests_redirectable }, @methods;
my $mojo = Mojo::UserAgent->new(max_redirects => 3);

my @clients = (
    ['lwp', 'LWP', LWP::UserAgent->VERSION, '', lwp(LWP::UserAgent->new)],
    ['lwp-lax', 'LWP', LWP::UserAgent->VERSION, 'requests_redirectable with these methods', lwp($lax)],
    ['http-tiny', 'HTTP::Tiny', HTTP::Tiny->VERSION, '', sub { HTTP::Tiny->new->request($_[1], $_[0], { content => 'a=1', headers => {@form} }) }],
    ['mojo', 'Mojo::UserAgent', Mojolicious->VERSION, 'max_redirects => 3', sub { $mojo->start($mojo->build_tx($_[1], $_[0], {@form}, 'a=1')) }],
);

for my $client (@clients) {
    my ($key, $name, $version, $how, $send) = @$client;
    print join("\t", 'client', $key, $name, $version, $how), "\n";
    for my $method (@methods) {
        for my $status (301, 302, 303, 307, 308) {
            eval { $send->("$base/$key/$method/$status", $method); 1 } or print join("\t", 'raised', $key, $method, $status), "\n";
        }
    }
}
