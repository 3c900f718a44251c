// Decorators, on the platform that Nest starts with.
import 'reflect-metadata';
import { All, Controller, Delete, Get, Header, HttpCode, HttpStatus, Module, Patch, Post, Put, Redirect, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Response } from 'express';

@Controller('c')
class CasesController {
  // probe: /c/get
  @Get('get') @Redirect('/target') get() {}
  // probe: /c/post
  @Post('post')
  @Redirect('/target')
  post() {}
  // probe: /c/status
  @Redirect('/target', 301)
  @Put('status')
  status() {}
  // probe: /c/constant
  @Delete('constant') @Redirect('/target', HttpStatus.FOUND) constant() {}
  // probe: /c/see-other
  @Post('see-other') @Redirect('/target', 303) seeOther() {}
  // probe: /c/returned
  @Post('returned') @Redirect('/never') returned() { return { url: '/target', statusCode: 307 }; }
  // probe: /c/returned-302
  @Patch('returned-302') @Redirect('/never', 301) async returned302() { return { url: '/target', statusCode: 302 }; }
  // probe: /c/returned-url
  @Post('returned-url') @Redirect('/never', 301) returnedUrl() { return { url: '/target' }; }
  // probe: /c/bare
  @Post('bare') @Redirect() bare() { return { url: '/target' }; }
  // probe: /c/ignored
  @Post('ignored') @HttpCode(303) @Redirect('/target') ignored() {}
  // probe: /c/header
  @Post('header') @HttpCode(302) @Header('Location', '/target') header() { return ''; }
  // probe: /c/header-303
  @Put('header-303') @Header('Location', '/target') @HttpCode(303) header303() { return ''; }
  // probe: /c/created
  @Post('created') @Header('Location', '/target') created() { return ''; }
  // probe: /c/all
  @All('all') @Redirect('/target') all() {}
  // probe: /c/response
  @Post('response') response(@Res() res: Response) { return res.redirect('/target'); }
  // probe: /c/response-status
  @Put('response-status') responseStatus(@Res() res: Response) { res.status(303).redirect('/target'); }
  // probe: /c/helper
  @Put('helper') helper(@Res() res: Response) { this.leave(res); }
  private leave(res: Response) { res.redirect(301, '/target'); }
}

@Module({ controllers: [CasesController] })
class AppModule {}

export default NestFactory.create(AppModule, { logger: false }).then(async app => {
  await app.init();
  return app.getHttpServer();
});
