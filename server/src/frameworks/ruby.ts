import type { RbFramework } from '../languages/ruby/framework.ts';
import { grape } from './grape.ts';
import { hanami } from './hanami.ts';
import { rack } from './rack.ts';
import { rails } from './rails.ts';
import { railsRoutes } from './rails-routes.ts';
import { roda } from './roda.ts';
import { sinatra } from './sinatra.ts';

/** Every Ruby framework; where two could claim a call, the first does. */
export const rbFrameworks: readonly RbFramework[] = [railsRoutes, hanami, rails, roda, grape, sinatra, rack];
