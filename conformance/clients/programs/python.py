"""Clients for Python. usage: python.py BASE"""
import asyncio
import platform
import sys
import urllib.request

import aiohttp
import httplib2
import httpx
import requests
import tornado
import tornado.httpclient
import urllib3

BASE = sys.argv[1]
METHODS = ('POST', 'PUT', 'PATCH', 'DELETE')
STATUSES = (301, 302, 303, 307, 308)
HEADERS = {'Content-Type': 'application/x-www-form-urlencoded'}


def with_urllib(url, method):
    urllib.request.urlopen(urllib.request.Request(url, data=b'a=1', method=method, headers=HEADERS))


def with_aiohttp(url, method):
    async def send():
        async with aiohttp.ClientSession() as session:
            async with session.request(method, url, data={'a': '1'}) as response:
                await response.read()
    asyncio.run(send())


def with_tornado(url, method):
    async def send():
        request = tornado.httpclient.HTTPRequest(url, method=method, body='a=1', headers=HEADERS, allow_nonstandard_methods=True)
        await tornado.httpclient.AsyncHTTPClient().fetch(request, raise_error=False)
    asyncio.run(send())


CLIENTS = [
    ('requests', 'requests', requests.__version__, '', lambda url, method: requests.request(method, url, data={'a': '1'})),
    ('httpx', 'httpx', httpx.__version__, '', lambda url, method: httpx.request(method, url, data={'a': '1'})),
    ('httpx-follow', 'httpx', httpx.__version__, 'follow_redirects=True',
     lambda url, method: httpx.request(method, url, data={'a': '1'}, follow_redirects=True)),
    ('aiohttp', 'aiohttp', aiohttp.__version__, '', with_aiohttp),
    ('urllib3', 'urllib3', urllib3.__version__, '',
     lambda url, method: urllib3.PoolManager().request(method, url, body=b'a=1', headers=HEADERS)),
    ('urllib', 'urllib.request', platform.python_version(), '', with_urllib),
    ('tornado', 'Tornado', tornado.version, 'AsyncHTTPClient', with_tornado),
    ('httplib2', 'httplib2', httplib2.__version__, '', lambda url, method: httplib2.Http().request(url, method, body='a=1', headers=HEADERS)),
]

for key, name, version, how, send in CLIENTS:
    print('client', key, name, version, how, sep='\t', flush=True)
    for method in METHODS:
        for status in STATUSES:
            try:
                send(f'{BASE}/{key}/{method}/{status}', method)
            except Exception:
                print('raised', key, method, status, sep='\t', flush=True)
