import { dot } from './dot.ts';
import { json } from './json.ts';
import type { MapFormat } from './map.ts';
import { mermaid } from './mermaid.ts';

/** Every format of `map`; the first is the default. */
export const mapFormats: readonly MapFormat[] = [dot, mermaid, json];
