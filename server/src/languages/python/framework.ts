import type { Framework } from '../shared/framework.ts';
import type { PyFile } from './file.ts';

export type PyFramework = Framework<PyFile>;
