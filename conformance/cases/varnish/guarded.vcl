vcl 4.1;

backend default none;

sub vcl_recv {
  # probe: /temporary
  if (req.url == "/temporary") { return (synth(302, "/target")); }
  # probe: /permanent
  if (req.url == "/permanent") { return (synth(301, "/target")); }
  # probe: /other
  if (req.url == "/other") { return (synth(410, "/target")); }
  return (synth(404));
}

sub vcl_synth {
  if (resp.status == 301 || resp.status == 302) {
    set resp.http.Location = resp.reason;
    return (deliver);
  }
}
