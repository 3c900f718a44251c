import type { Node } from 'web-tree-sitter';
import type { Framework } from '../shared/framework.ts';
import type { PhpFile } from './file.ts';

export interface PhpFramework extends Framework<PhpFile> {
  /** Functions that never return, beside `exit` and the like, in lower case: CodeIgniter's `redirect`. */
  readonly halting?: readonly string[];
  /** Names under which routes of other files know a method, beside `Full\Class#method`. */
  exports?(file: PhpFile, method: Node): string[];
}
