import type { Framework } from '../shared/framework.ts';
import type { ExFile } from './file.ts';

export type ExFramework = Framework<ExFile>;
