# Clients for Ruby. usage: ruby.rb BASE
require 'net/http'
require 'httparty'
require 'faraday'
require 'faraday_middleware'
require 'http'
require 'rest-client'
require 'excon'
require 'mechanize'
require 'httpclient'
require 'typhoeus'

BASE = ARGV.fetch(0)
METHODS = %w[POST PUT PATCH DELETE].freeze
STATUSES = [301, 302, 303, 307, 308].freeze
FORM = { 'Content-Type' => 'application/x-www-form-urlencoded' }.freeze
$stdout.sync = true
$stderr.reopen(File::NULL)

def with_net_http(url, method)
  uri = URI(url)
  Net::HTTP.start(uri.host, uri.port) { |http| http.send_request(method, uri.path, 'a=1', FORM) }
end

def with_faraday(url, method)
  connection = Faraday.new { |it| it.use(FaradayMiddleware::FollowRedirects) }
  connection.run_request(method.downcase.to_sym, url, 'a=1', FORM)
end

def with_excon(url, method)
  middlewares = Excon.defaults[:middlewares] + [Excon::Middleware::RedirectFollower]
  Excon.new(url, middlewares: middlewares).request(method: method, body: 'a=1', headers: FORM)
end

def with_mechanize(url, method)
  agent = Mechanize.new
  case method
  when 'POST' then agent.post(url, { 'a' => '1' })
  when 'DELETE' then agent.delete(url)
  else agent.request_with_entity(method.downcase.to_sym, url, 'a=1', FORM)
  end
end

CLIENTS = [
  ['net-http', 'Net::HTTP', RUBY_VERSION, '', method(:with_net_http)],
  ['httparty', 'HTTParty', HTTParty::VERSION, '', ->(url, verb) { HTTParty.send(verb.downcase, url, body: 'a=1', headers: FORM) }],
  ['faraday', 'Faraday', Faraday::VERSION, 'FollowRedirects', method(:with_faraday)],
  ['http-rb', 'http.rb', HTTP::VERSION, '.follow', ->(url, verb) { HTTP.follow.headers(FORM).request(verb.downcase.to_sym, url, body: 'a=1') }],
  ['http-rb-lax', 'http.rb', HTTP::VERSION, '.follow(strict: false)', ->(url, verb) { HTTP.follow(strict: false).headers(FORM).request(verb.downcase.to_sym, url, body: 'a=1') }],
  ['rest-client', 'rest-client', RestClient::VERSION, '', ->(url, verb) { RestClient::Request.execute(method: verb.downcase.to_sym, url: url, payload: 'a=1') }],
  ['excon', 'Excon', Excon::VERSION, 'RedirectFollower', method(:with_excon)],
  ['mechanize', 'Mechanize', Mechanize::VERSION, '', method(:with_mechanize)],
  ['httpclient', 'httpclient', HTTPClient::VERSION, 'follow_redirect: true', ->(url, verb) { HTTPClient.new.request(verb, url, body: 'a=1', header: FORM, follow_redirect: true) }],
  ['typhoeus', 'Typhoeus', Typhoeus::VERSION, 'followlocation: true', ->(url, verb) { Typhoeus::Request.new(url, method: verb.downcase.to_sym, body: 'a=1', headers: FORM, followlocation: true).run }]
].freeze

CLIENTS.each do |key, name, version, how, send_request|
  puts ['client', key, name, version, how].join("\t")
  METHODS.product(STATUSES).each do |verb, status|
    send_request.call("#{BASE}/#{key}/#{verb}/#{status}", verb)
  rescue StandardError
    puts ['raised', key, verb, status].join("\t")
  end
end
