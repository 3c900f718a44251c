// Clients for Node. usage: node.mjs BASE
import { readFileSync } from 'node:fs';
import axios from 'axios';
import followRedirects from 'follow-redirects';
import got from 'got';
import ky from 'ky';
import needle from 'needle';
import nodeFetch from 'node-fetch';
import superagent from 'superagent';
import * as undici from 'undici';

const base = process.argv[2];
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];
const STATUSES = [301, 302, 303, 307, 308];
const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const body = 'a=1';

const CLIENTS = [
  { key: 'node', name: 'Node fetch', version: process.versions.node, how: '', send: (url, method) => fetch(url, { method, headers, body }) },
  { key: 'undici', how: 'fetch()', send: (url, method) => undici.fetch(url, { method, headers, body }) },
  {
    key: 'undici-redirect', package: 'undici', how: 'request() with the redirect interceptor',
    send: (url, method) => undici.request(url, { method, headers, body, dispatcher: new undici.Agent().compose(undici.interceptors.redirect({ maxRedirections: 3 })) }),
  },
  { key: 'axios', how: 'http adapter', send: (url, method) => axios({ url, method, headers, data: body, adapter: 'http', validateStatus: () => true }) },
  { key: 'axios-fetch', package: 'axios', how: 'fetch adapter', send: (url, method) => axios({ url, method, headers, data: body, adapter: 'fetch', validateStatus: () => true }) },
  { key: 'got', how: '', send: (url, method) => got(url, { method, headers, body, retry: { limit: 0 }, throwHttpErrors: false }) },
  { key: 'got-rewriting', package: 'got', how: 'methodRewriting: true', send: (url, method) => got(url, { method, headers, body, retry: { limit: 0 }, throwHttpErrors: false, methodRewriting: true }) },
  { key: 'ky', how: '', send: (url, method) => ky(url, { method, headers, body, retry: 0, throwHttpErrors: false }) },
  { key: 'node-fetch', how: '', send: (url, method) => nodeFetch(url, { method, headers, body }) },
  { key: 'superagent', how: '', send: (url, method) => superagent(method, url).set(headers).send(body).ok(() => true) },
  { key: 'follow-redirects', how: '', send: following },
  { key: 'needle', how: 'follow_max: 3', send: (url, method) => needle(method.toLowerCase(), url, body, { headers, follow_max: 3 }) },
];

for (const { key, package: name = key, version, how, send } of CLIENTS) {
  const shown = version ?? JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
  console.log(['client', key, version ? 'Node fetch' : name, shown, how].join('\t'));
  for (const method of METHODS) {
    for (const status of STATUSES) {
      await send(`${base}/${key}/${method}/${status}`, method).catch(() => console.log(['raised', key, method, status].join('\t')));
    }
  }
}

function following(url, method) {
  return new Promise((resolve, reject) => {
    const request = followRedirects.http.request(url, { method, headers: { ...headers, 'content-length': body.length } }, response => response.resume().once('end', resolve));
    request.once('error', reject);
    request.end(body);
  });
}
process.exit(0);
