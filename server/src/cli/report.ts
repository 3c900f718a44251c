import path from 'node:path';
import type { Finding, Fix, Severity, Site } from '../model/finding.ts';
import { LineIndex, type Span } from '../model/text.ts';

/** A range as people count: 1-based, columns in UTF-16 units, the end exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A place that proves a finding. */
export interface RelatedPlace extends Range {
  readonly file: string;
  readonly message: string;
  /** Lines of that file. */
  readonly source: Lines;
}

/** A fix with the file that it changes. */
export interface PlacedFix extends Fix {
  /** Relative to the working directory, with `/` between its parts. */
  readonly file: string;
  /** Lines of that file. */
  readonly source: Lines;
}

/** A finding where a reader can find it. */
export interface Result extends Range {
  /** Relative to the working directory, with `/` between its parts. */
  readonly file: string;
  readonly finding: Finding;
  readonly fixes: readonly PlacedFix[];
  readonly related: readonly RelatedPlace[];
  /** The lines of the file, for a frame and for fingerprints. */
  readonly source: Lines;
}

/** A finding that is not reported, with what keeps it out. */
export interface SuppressedResult extends Result {
  readonly by: 'comment' | 'configuration' | 'baseline';
  readonly reason: string | null;
}

/** A redirect where a reader can find it. */
export interface SiteResult extends Range {
  readonly file: string;
  readonly site: Site;
  readonly fixes: readonly Pick<Fix, 'status' | 'note' | 'preferred' | 'safe' | 'edits'>[];
}

/** What `--fix` did, or would do, to one file. */
export interface FixedFile {
  readonly file: string;
  readonly applied: number;
  readonly before: string;
  readonly after: string;
}

export interface FileError {
  readonly file: string;
  readonly message: string;
}

interface Run {
  readonly version: string;
  /** How many files were looked at. */
  readonly files: number;
  readonly errors: readonly FileError[];
}

/** Everything that a format shows of a run of the linter. */
export interface LintReport extends Run {
  readonly results: readonly Result[];
  /** Findings left out because they are below the lowest severity to report. */
  readonly hidden: Readonly<Record<Severity, number>>;
  /** Empty unless it is asked for. */
  readonly suppressed: readonly SuppressedResult[];
  /** How many findings the baseline keeps out, and how many that it lists are there no more; null without a baseline. */
  readonly baseline: { readonly known: number; readonly gone: number } | null;
  readonly fixed: readonly FixedFile[];
  /** Whether `fixed` was written to disk. */
  readonly written: boolean;
}

/** Everything that a format shows of `redirects`. */
export interface SiteReport extends Run {
  readonly results: readonly SiteResult[];
}

/** A text with its lines. */
export class Lines {
  readonly #index: LineIndex;
  readonly #shift: number;

  constructor(readonly text: string) {
    this.#index = new LineIndex(text);
    this.#shift = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** A byte order mark takes no column: no editor shows it. */
  range({ start, end }: Span): Range {
    const [line, column] = this.#position(start);
    const [endLine, endColumn] = this.#position(end);
    return { line, column, endLine, endColumn };
  }

  /** Text of a 1-based line without its end and byte order mark. */
  line(number: number): string {
    const text = this.text.slice(this.#index.lineStart(number - 1), this.#index.lineStart(number));
    return text.replace(/[\r\n]+$/, '').replace(/^\uFEFF/, '');
  }

  #position(offset: number): [line: number, column: number] {
    const { line, column } = this.#index.position(offset);
    return [line + 1, column + 1 - (line === 0 ? Math.min(this.#shift, column) : 0)];
  }
}

/** Text of the line on which a finding begins, blanks squeezed, so that it stays the same where lines move and indentation changes. */
export function codeOf({ source, line }: Pick<Result, 'source' | 'line'>): string {
  return source.line(line).trim().replace(/\s+/g, ' ');
}

/** A path for people: relative to the working directory, with `/` between its parts. */
export function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file) || '.';
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}
