import type { PhpFramework } from '../languages/php/framework.ts';
import { phpHeader } from './php-header.ts';

/** Every PHP framework; where two could claim a call, the first does. */
export const phpFrameworks: readonly PhpFramework[] = [phpHeader];
