vcl 4.1;

backend default none;

# probe: /any
sub vcl_backend_error {
  set beresp.status = 302;
  set beresp.http.Location = "https://example.com/sorry";
  return (deliver);
}
