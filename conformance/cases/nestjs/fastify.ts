// The Fastify platform: Nest sets the method's status before the handler runs, and Fastify keeps it.
import 'reflect-metadata';
import { Controller, Delete, Get, HttpCode, Module, Post, Put, Redirect, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';

@Controller()
class CasesController {
  // probe: /decorated
  @Post('decorated') @Redirect('/target') decorated() {}
  // probe: /post
  @Post('post') post(@Res() reply: FastifyReply) { return reply.redirect('/target'); }
  // probe: /put
  @Put('put') put(@Res() reply: FastifyReply) { return reply.redirect('/target'); }
  // probe: /coded
  @Delete('coded') @HttpCode(302) coded(@Res() reply: FastifyReply) { return reply.redirect('/target'); }
  // probe: /status
  @Post('status') status(@Res() reply: FastifyReply) { return reply.status(302).redirect('/target'); }
  // probe: /behind
  @Put('behind') behind(@Res() reply: FastifyReply) { return reply.redirect('/target', 301); }
  // probe: /get
  @Get('get') get(@Res() reply: FastifyReply) { return reply.redirect('/target', 302); }
}

@Module({ controllers: [CasesController] })
class AppModule {}

export default NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), { logger: false }).then(async app => {
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app.getHttpServer();
});
