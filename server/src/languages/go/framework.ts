import type { Framework } from '../shared/framework.ts';
import type { GoFile } from './file.ts';

export type GoFramework = Framework<GoFile>;
