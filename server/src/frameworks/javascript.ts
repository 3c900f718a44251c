import type { JsFramework } from '../languages/javascript/framework.ts';
import { adonisjs } from './adonisjs.ts';
import { astro } from './astro.ts';
import { astroConfig } from './astro-config.ts';
import { egg } from './egg.ts';
import { elysia } from './elysia.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import { fetchResponse } from './fetch-response.ts';
import { gatsby } from './gatsby.ts';
import { hapi } from './hapi.ts';
import { hono } from './hono.ts';
import { koa } from './koa.ts';
import { lambda } from './lambda.ts';
import { nestjs } from './nestjs.ts';
import { next } from './next.ts';
import { nitroRules } from './nitro-rules.ts';
import { nodeHttp } from './node-http.ts';
import { nuxt } from './nuxt.ts';
import { passport } from './passport.ts';
import { reactRouter } from './react-router.ts';
import { restify } from './restify.ts';
import { sails } from './sails.ts';
import { sveltekit } from './sveltekit.ts';

/** Every JavaScript and TypeScript framework; where two could claim a call, the first does. */
export const jsFrameworks: readonly JsFramework[] = [
  passport, next, reactRouter, sveltekit, astro, astroConfig, gatsby, nuxt, nitroRules, nestjs, adonisjs, hono, elysia, hapi, fastify, egg, sails, koa, restify, express, nodeHttp, fetchResponse, lambda,
];
