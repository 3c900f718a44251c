vcl 4.1;

backend default none;

sub vcl_recv {
  # probe: /direct
  if (req.url == "/direct") {
    return (synth(302, "https://example.com/target"));
  }
  # probe: /permanent
  if (req.url == "/permanent") {
    return(synth(301, "https://example.com" + req.url));
  }
  # probe: /see-other
  if (req.url == "/see-other") { return (synth(303, "/target")); }
  # probe: /long
  if (req.url == "/long") { return (synth(10302, "/target")); }
  # probe: /post
  if (req.method == "POST" && req.url == "/post") {
    return (synth(302, "/target"));
  }
  # probe: /not-get
  if (req.url == "/not-get" && req.method != "GET") {
    return (synth(302, "/target"));
  }
  # probe: /pattern
  if (req.method ~ "^(POST|PUT)$") {
    if (req.url == "/pattern") {
      return (synth(301, "/target"));
    }
  }
  # probe: /not-pattern
  if (req.url == "/not-pattern" && req.method !~ "^(GET|HEAD)$") {
    return (synth(302, "/target"));
  }
  # probe: /else
  if (req.url == "/else") {
    if (req.method == "GET" || req.method == "HEAD") {
      return (synth(301, "/reading"));
    } elseif (req.method == "DELETE") {
      return (synth(405));
    } else {
      return (synth(302, "/writing"));
    }
  }
  # probe: /answered
  if (req.url == "/answered") {
    if (!(req.method == "POST")) {
      return (synth(404));
    }
    return (synth(302, "/target"));
  }
  # probe: /called-not
  if (req.method == "PUT" && req.url == "/called") {
    call away;
  }
  return (synth(404));
}

# probe: /called
sub away {
  return (synth(301, {"/target"}));
}

sub vcl_synth {
  if (resp.status >= 300 && resp.status < 400) {
    set resp.http.Location = resp.reason;
    return (deliver);
  }
}
