import { nodeFramework } from '../lib/node-framework.mjs';

const PACKAGES = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', '@nestjs/platform-fastify', 'reflect-metadata', '@types/node', '@types/express'];

/** Controllers, on Express and on Fastify. */
export default nodeFramework({ name: 'nestjs', cases: 'nestjs', packages: { ...Object.fromEntries(PACKAGES.map(name => [name, name])), fastify: 'fastify5' } });
