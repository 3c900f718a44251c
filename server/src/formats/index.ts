import type { FormatAdapter } from '../syntax/adapter.ts';
import { nginx } from './nginx.ts';
import { packageManifest } from './package-manifest.ts';
import { redirectsFile } from './redirects-file.ts';

/** Every configuration format, asked in this order; the first that recognises a file reads it. */
export const formats: readonly FormatAdapter[] = [nginx, redirectsFile, packageManifest];
