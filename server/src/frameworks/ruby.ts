import type { RbFramework } from '../languages/ruby/framework.ts';
import { rails } from './rails.ts';
import { railsRoutes } from './rails-routes.ts';

/** Every Ruby framework; where two could claim a call, the first does. */
export const rbFrameworks: readonly RbFramework[] = [rails, railsRoutes];
