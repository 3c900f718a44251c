"""Runs case apps of Python frameworks, each in a process forked from this one, which has the framework imported already.

usage: python-host.py KIND MODULE…

One JSON object per line on stdin: {"id": 1, "file": PATH, "port": NUMBER} serves the file's `app` on the port,
{"id": 2, "stop": NUMBER} ends it. Each is answered by {"id": …} on stdout, with "error" where it failed.
"""
import asyncio
import importlib
import importlib.util
import json
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
        order = json.loads(line)
        if 'stop' in order:
            end(children.pop(order['stop'], None))
            answer(order)
        else:
            child = os.fork()
            if child == 0:
                run(kind, order)
            children[order['port']] = child
    for child in children.values():
        end(child)


def end(child):
    if child is not None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def run(kind, order):
    """In the forked process: never returns."""
    port = order['port']
    try:
        # Logs of what was refused.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        app = load(order['file'])
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
        answer(order, error=traceback.format_exc()[-2000:])
    os._exit(0)


def load(file):
    sys.path.insert(0, os.path.dirname(file))
    spec = importlib.util.spec_from_file_location('case', file)
    module = importlib.util.module_from_spec(spec)
    sys.modules['case'] = module
    spec.loader.exec_module(module)
    return module.app


def answer(order, **more):
    os.write(1, (json.dumps({'id': order['id'], **more}) + '\n').encode())


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
