import type { RsFramework } from '../languages/rust/framework.ts';
import { actixWeb } from './actix-web.ts';
import { axum } from './axum.ts';
import { poem } from './poem.ts';
import { rocket } from './rocket.ts';
import { warp } from './warp.ts';

/** Every framework of Rust; where two could claim a call, the first does. */
export const rsFrameworks: readonly RsFramework[] = [axum, actixWeb, rocket, warp, poem];
