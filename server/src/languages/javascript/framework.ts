import type { Framework } from '../shared/framework.ts';
import type { JsFile } from './file.ts';

export type JsFramework = Framework<JsFile>;
