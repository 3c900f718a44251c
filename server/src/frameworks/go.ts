import type { GoFramework } from '../languages/go/framework.ts';
import { beego } from './beego.ts';
import { chi } from './chi.ts';
import { echo } from './echo.ts';
import { fiber } from './fiber.ts';
import { gin } from './gin.ts';
import { gorilla } from './gorilla.ts';
import { macaron } from './macaron.ts';
import { netHttp } from './net-http.ts';

/** Every Go framework; where two could claim a call, the first does. */
export const goFrameworks: readonly GoFramework[] = [gin, echo, fiber, beego, macaron, chi, gorilla, netHttp];
