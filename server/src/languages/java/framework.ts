import type { Framework } from '../shared/framework.ts';
import type { JvmFile } from './file.ts';

export type JvmFramework = Framework<JvmFile>;
