import type { PhpFramework } from '../languages/php/framework.ts';
import { laravel } from './laravel.ts';
import { laravelRoutes } from './laravel-routes.ts';
import { phpHeader } from './php-header.ts';
import { symfony } from './symfony.ts';

/** Every PHP framework; where two could claim a call, the first does. */
export const phpFrameworks: readonly PhpFramework[] = [laravelRoutes, laravel, symfony, phpHeader];
