import type { PyFramework } from '../languages/python/framework.ts';
import { aiohttp } from './aiohttp.ts';
import { bottle } from './bottle.ts';
import { cherrypy } from './cherrypy.ts';
import { django } from './django.ts';
import { djangoUrls } from './django-urls.ts';
import { falcon } from './falcon.ts';
import { fastapi } from './fastapi.ts';
import { flask } from './flask.ts';
import { litestar } from './litestar.ts';
import { pyramid } from './pyramid.ts';
import { sanic } from './sanic.ts';
import { tornado } from './tornado.ts';

/** Every Python framework; where two could claim a call, the first does. */
export const pyFrameworks: readonly PyFramework[] = [flask, django, djangoUrls, fastapi, aiohttp, pyramid, sanic, tornado, bottle, falcon, litestar, cherrypy];
