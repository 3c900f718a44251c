# Runs case apps of Ruby frameworks, each in a process forked from this one, which has the framework loaded already.
#
# usage: ruby-host.rb LIBRARY…
#
# One JSON object per line on stdin: {"id": 1, "file": PATH, "port": NUMBER} serves what the file calls App on the port,
# {"id": 2, "stop": NUMBER} ends it. Each is answered by {"id": …} on stdout, with "error" where it failed.
require 'json'
require 'puma'
require 'puma/server'

HOST = '127.0.0.1'
OUT = $stdout.dup.tap { |out| out.sync = true }
# What the frameworks log is no answer.
$stdout.reopen($stderr)

ARGV.each { |library| require library }

def answer(order, **more)
  OUT.syswrite("#{JSON.generate(id: order['id'], **more)}\n")
end

def run(order)
  $stderr.reopen(File::NULL)
  load order['file']
  # One thread: what a framework loads when it is first asked for is loaded once.
  server = Puma::Server.new(App, Puma::Events.null, min_threads: 1, max_threads: 1)
  server.add_tcp_listener(HOST, order['port'])
  thread = server.run
  answer(order)
  thread.join
rescue Exception => error
  answer(order, error: error.full_message(highlight: false)[0, 2000])
ensure
  exit!(0)
end

def stop(child)
  return unless child

  Process.kill(:KILL, child)
  Process.wait(child)
end

children = {}
$stdin.each_line do |line|
  order = JSON.parse(line)
  if order.key?('stop')
    stop(children.delete(order['stop']))
    answer(order)
  else
    children[order['port']] = fork { run(order) }
  end
end
children.each_value { |child| stop(child) }
