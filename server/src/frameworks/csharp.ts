import type { CsFramework } from '../languages/csharp/framework.ts';
import { aspnetMiddleware } from './aspnet-middleware.ts';
import { aspnetMvc } from './aspnet-mvc.ts';
import { aspnetResponse } from './aspnet-response.ts';
import { minimalApi } from './minimal-api.ts';
import { razorPages } from './razor-pages.ts';
import { webForms } from './web-forms.ts';

/** Every framework of C#; where two could claim a call, the first does. */
export const csFrameworks: readonly CsFramework[] = [aspnetMvc, razorPages, minimalApi, aspnetResponse, aspnetMiddleware, webForms];
