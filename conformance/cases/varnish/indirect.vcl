vcl 4.1;

backend default none;

sub vcl_recv {
  # probe: /temporary
  if (req.url == "/temporary") {
    return (synth(750, "/target"));
  }
  # probe: /post
  if (req.url == "/post" && req.method == "POST") { return (synth(751, "/target")); }
  # probe: /unhandled
  if (req.url == "/unhandled") { return (synth(752, "/target")); }
  return (synth(404));
}

sub vcl_synth {
  # probe: /temporary
  if (resp.status == 750) {
    set resp.http.Location = resp.reason;
    set resp.status = 302;
    return (deliver);
  }
  # probe: /post
  if (resp.status == 751) {
    set resp.http.Location = resp.reason;
    set resp.status = 301;
    return (deliver);
  }
}
