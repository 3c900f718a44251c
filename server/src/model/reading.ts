/** One file as an adapter gets it. */
export interface SourceFile {
  /** Relative to the workspace folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** A function that the project's configuration says answers with a redirect. Places of arguments count from 1. */
export interface HelperCall {
  /** As it is called, with what it is called on: `redirectTo`, `http.redirectTo`. */
  readonly name: string;
  /** What it sends where the call says nothing else. */
  readonly status: number;
  /** 1 where absent. */
  readonly target?: number;
  /** Absent: no argument can say the status. */
  readonly statusArgument?: number;
}

/** The platforms that read a `_redirects` file and differ in what it means. */
export const REDIRECTS_PLATFORMS = ['netlify', 'cloudflare-pages', 'gitlab-pages'] as const;
export type RedirectsFilePlatform = (typeof REDIRECTS_PLATFORMS)[number];

/**
 * How much of a file's surroundings is known, which decides whether one that holds no word of a redirect or a route is read.
 * `alone`: nothing; it is read where it may pass on names of others. `first`: all files will have been looked at, and what turns out
 * to matter is read again. `whole`: it matters.
 */
export type Extent = 'alone' | 'first' | 'whole';

/** Settings that change how files are read. */
export interface ReadOptions {
  /** Globs (relative to the workspace folder) that name a format for files which it would not recognise by itself. */
  readonly formats?: Readonly<Record<string, string>>;
  /** The platform that reads `_redirects` files, where the project's files shall not decide; null: they do. */
  readonly redirectsFilePlatform?: RedirectsFilePlatform | null;
  /** Functions of the project that answer with a redirect, beside those that frameworks have. */
  readonly helpers?: readonly HelperCall[];
}
