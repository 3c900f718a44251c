import type { Framework } from '../shared/framework.ts';
import type { CsFile } from './file.ts';

export type CsFramework = Framework<CsFile>;
