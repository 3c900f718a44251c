import type { ExFramework } from '../languages/elixir/framework.ts';
import { phoenixRouter } from './phoenix-router.ts';
import { phoenix } from './phoenix.ts';
import { plug } from './plug.ts';

/** Every framework of Elixir; where two could claim a call, the first does. */
export const exFrameworks: readonly ExFramework[] = [phoenix, phoenixRouter, plug];
