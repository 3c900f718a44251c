"""Runs case apps of Python frameworks, each in a process forked from this one, which has the framework imported already.

usage: python-host.py KIND MODULE…

Takes the orders of host.mjs: `start` serves the file's `app` on the port.
"""
import asyncio
import importlib
import importlib.util
import os
import signal
import socket
import sys
import traceback

HOST = '127.0.0.1'


def main(kind, *modules):
    for module in modules:
        importlib.import_module(module)
    children = {}
    for line in sys.stdin:
        order, command, *more = line.rstrip('\n').split('\t')
        if command == 'stop':
            end(children.pop(more[0], None))
            answer(order)
        else:
            file, port = more
            child = os.fork()
            if child == 0:
                run(kind, order, file, int(port))
            children[port] = child
    for child in children.values():
        end(child)


def end(child):
    if child is not None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def run(kind, order, file, port):
    """In the forked process: never returns."""
    try:
        # Logs of what was refused.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        app = load(file)
        if kind == 'wsgi':
            serve_wsgi(app, port, lambda: answer(order))
        else:
            listening = socket.create_server((HOST, port), backlog=64)
            # Inherited by its connections: else each answer in two parts waits for the first one's acknowledgement.
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # Connections wait in the queue until the server takes them.
            answer(order)
            SERVERS[kind](app, listening)
    except BaseException:
        answer(order, traceback.format_exc()[-2000:])
    os._exit(0)


def load(file):
    sys.path.insert(0, os.path.dirname(file))
    spec = importlib.util.spec_from_file_location('case', file)
    module = importlib.util.module_from_spec(spec)
    sys.modules['case'] = module
    spec.loader.exec_module(module)
    return module.app


def answer(order, *problem):
    os.write(1, '\t'.join([order, *(each.replace('\t', ' ').replace('\n', '\\n') for each in problem)]).encode() + b'\n')


def serve_wsgi(app, port, ready):
    from cheroot.wsgi import Server

    def without_body(environ, start_response):
        """Django leaves it to the server to send no body to HEAD, and cheroot to the application."""
        body = app(environ, start_response)
        if environ['REQUEST_METHOD'] != 'HEAD':
            return body
        if hasattr(body, 'close'):
            body.close()
        return []

    server = Server((HOST, port), without_body, numthreads=6)
    server.prepare()
    ready()
    server.serve()


def serve_asgi(app, listening):
    import uvicorn
    uvicorn.Server(uvicorn.Config(app, log_level='error')).run(sockets=[listening])


def serve_aiohttp(app, listening):
    from aiohttp import web
    web.run_app(app, sock=listening, print=None, access_log=None)


def serve_tornado(app, listening):
    import tornado.httpserver

    async def forever():
        tornado.httpserver.HTTPServer(app).add_socket(listening)
        await asyncio.Event().wait()

    listening.setblocking(False)
    asyncio.run(forever())


SERVERS = {'asgi': serve_asgi, 'aiohttp': serve_aiohttp, 'tornado': serve_tornado}

if __name__ == '__main__':
    main(*sys.argv[1:])
