import type { Framework } from '../shared/framework.ts';
import type { RsFile } from './file.ts';

export type RsFramework = Framework<RsFile>;
