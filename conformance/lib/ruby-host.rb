# Runs case apps of Ruby frameworks, each in a process forked from this one, which has the framework loaded already.
#
# usage: ruby-host.rb LIBRARY…
#
# Takes the orders of host.mjs: `start` serves what the file calls App on the port.
require 'puma'
require 'puma/server'

HOST = '127.0.0.1'
OUT = $stdout.dup.tap { |out| out.sync = true }
# What the frameworks log is no answer.
$stdout.reopen($stderr)

ARGV.each { |library| require library }

def answer(order, *problem)
  OUT.syswrite("#{[order, *problem.map { |each| each.tr("\t", ' ').gsub("\n", '\n') }].join("\t")}\n")
end

def run(order, file, port)
  $stderr.reopen(File::NULL)
  load file
  # One thread: what a framework loads when it is first asked for is loaded once.
  server = Puma::Server.new(App, Puma::Events.null, min_threads: 1, max_threads: 1)
  server.add_tcp_listener(HOST, port)
  thread = server.run
  answer(order)
  thread.join
rescue Exception => error
  answer(order, error.full_message(highlight: false)[0, 2000])
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
  order, command, *more = line.chomp.split("\t")
  if command == 'stop'
    stop(children.delete(more[0]))
    answer(order)
  else
    file, port = more
    children[port] = fork { run(order, file, port.to_i) }
  end
end
children.each_value { |child| stop(child) }
