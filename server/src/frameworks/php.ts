import type { PhpFramework } from '../languages/php/framework.ts';
import { cakephp } from './cakephp.ts';
import { codeigniter } from './codeigniter.ts';
import { fatFree } from './fat-free.ts';
import { laminas } from './laminas.ts';
import { laravel } from './laravel.ts';
import { laravelMiddleware } from './laravel-middleware.ts';
import { laravelRoutes } from './laravel-routes.ts';
import { phpHeader } from './php-header.ts';
import { psr7 } from './psr7.ts';
import { slim } from './slim.ts';
import { symfony } from './symfony.ts';
import { wordpress } from './wordpress.ts';
import { yii } from './yii.ts';

/** Every PHP framework; where two could claim a call, the first does. */
export const phpFrameworks: readonly PhpFramework[] = [laravelRoutes, laravelMiddleware, codeigniter, laravel, yii, cakephp, laminas, symfony, wordpress, fatFree, slim, psr7, phpHeader];
