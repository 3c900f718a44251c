import type { Node } from 'web-tree-sitter';
import type { Handler } from '../../model/facts.ts';
import type { Framework } from '../shared/framework.ts';
import type { RbFile } from './file.ts';

export interface RbFramework extends Framework<RbFile> {
  /** Methods that never return, beside `raise` and the like: Sinatra's `halt`. */
  readonly halting?: readonly string[];
  /** What the framework's convention gives a method by its name and class; null where nothing. */
  convention?(file: RbFile, method: Node): Handler['convention'] | null;
  /** Names under which routes of other files know a method, beside `Class#method`. */
  exports?(file: RbFile, method: Node): string[];
}
