import type { Framework } from '../shared/framework.ts';
import type { PhpFile } from './file.ts';

export interface PhpFramework extends Framework<PhpFile> {
  /** Functions that never return, beside `exit` and the like, in lower case: CodeIgniter's `redirect`. */
  readonly halting?: readonly string[];
}
