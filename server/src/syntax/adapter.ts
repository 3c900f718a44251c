import type { GrammarName } from './parser.ts';
import type { SyntaxTree } from './tree.ts';
import type { FileFacts } from '../model/facts.ts';
import type { HelperCall, SourceFile } from '../model/reading.ts';

export type { HelperCall, SourceFile };

/** How a claim about a server or framework was established. */
export type Proved = 'measured' | 'documented';

/** What the generated pages in docs/ say of an adapter. */
export interface AdapterDocs {
  readonly title: string;
  /** Home page or reference of the format or framework. */
  readonly url: string;
  /** File names or what code must look like to be recognised, as prose of a few words each. */
  readonly recognised: readonly string[];
  /** Each row: a construct as a user writes it, the status it sends, how it was proved and where that is documented. */
  readonly constructs: readonly {
    readonly code: string;
    /** 302, or what decides it: "302 (Netlify: 301)". */
    readonly status: string;
    readonly proved: Proved;
    readonly source?: string;
  }[];
  /** What is sent where no status is written: `302`, `301 (Cloudflare Pages: 302)`. For formats. */
  readonly unwritten?: string;
  /** Codes that the platform can send. */
  readonly sendable: readonly number[];
  /** How the methods that reach a redirect are found (routes, decorators, names, conditions), a sentence each. */
  readonly methods?: readonly string[];
  /** Which servers of conformance/ show the measured rows, and the versions that they run: "Flask 2.2.2". */
  readonly measuredWith?: readonly { readonly server: string; readonly version: string }[];
  /** A file in which a rule finds something; the page shows the report and what each fix makes of the file. */
  readonly example?: { readonly file: string; readonly text: string };
  /** What a reader must know and the table does not say, a sentence each. */
  readonly notes?: readonly string[];
}

/** A configuration format: reads a whole file by itself. */
export interface FormatAdapter {
  readonly name: string;
  readonly docs: AdapterDocs;
  /** Language ids that editors and their extensions give to such files. */
  readonly languageIds: readonly string[];
  /** Globs (picomatch, matched against the whole relative path, dot files included). */
  readonly files: readonly string[];
  /** Where a glob is ambiguous (`*.conf`), decides by content; absent: the globs decide alone. */
  recognises?(file: SourceFile): boolean;
  /** A file that holds none of these words (case-sensitive unless `ignoreCase`) has no facts; never parsed. */
  readonly triggers: readonly string[];
  readonly ignoreCase?: boolean;
  /** Never throws on any text: what is not understood is left out. */
  facts(file: SourceFile, parse: Parse): Promise<Partial<FileFacts>> | Partial<FileFacts>;
}

/**
 * Parses the file at hand with a shipped grammar; remembers the tree for the next time.
 * `text`: another text of the same length, in which what is of another language is blank.
 */
export type Parse = (grammar: GrammarName, text?: string) => Promise<SyntaxTree>;

/** Narrower than the design's `Language`: how the registry sees one. */
export interface LanguageAdapter {
  readonly name: string;
  readonly languageIds: readonly string[];
  /** Lower-case endings with their dot. */
  readonly extensions: readonly string[];
  /** What the generated pages say of its frameworks. */
  readonly frameworks: readonly { readonly name: string; readonly docs: AdapterDocs }[];
  /** A file that matters by its path, or by what other languages' files do not need to say, is read whatever words it holds. */
  matters?(file: SourceFile): boolean;
  /** A file that may pass on names of others: to be read where it is not known whether anybody asks for these. */
  passesOn?(file: SourceFile): boolean;
  /** What a text imports from modules that may be the project's own, as written, found without parsing it; absent where files need not say which others they use. */
  importsIn?(text: string): string[];
  /** The names of modules, as `FileFacts.modules` has them, that such an import can stand for in a file. */
  modulesNamed?(path: string, name: string): string[];
  /** Facts depend on the text by what its tree was asked alone: an edit that changes no answer moves them and leaves them as they are. */
  readonly asksTree?: true;
  /** Words, or patterns without flags, of which a file that matters holds at least one. */
  readonly triggers: readonly (string | RegExp)[];
  facts(file: SourceFile, parse: Parse, helpers: readonly HelperCall[]): Promise<Partial<FileFacts>>;
}

