import picomatch from 'picomatch';
import type { FileFacts } from '../../model/facts.ts';
import type { FormatAdapter, Parse, SourceFile } from '../../syntax/adapter.ts';
import type { DataNode } from '../../syntax/data.ts';
import { hclTree } from '../../syntax/hcl-tree.ts';
import { jsonTree } from '../../syntax/json-tree.ts';
import { tomlTree } from '../../syntax/toml-tree.ts';
import { endOfReadable, MOST_YAML_LINES, yamlDocuments } from '../../syntax/yaml-tree.ts';

export type DataSyntax = 'json' | 'yaml' | 'toml' | 'hcl';

/** A file of structured data as the formats below get it; a YAML file can hold several documents. */
export interface DataFile extends SourceFile {
  readonly syntax: DataSyntax;
  readonly documents: readonly DataNode[];
}

/** A format whose files are JSON, YAML, TOML or HCL. */
export interface DataFormat extends Omit<FormatAdapter, 'facts'> {
  data(file: DataFile): Partial<FileFacts>;
}

/**
 * Makes format adapters of data formats. A file is read by all of them that recognise it, whichever is asked:
 * the documents of one YAML file can be an Ingress, an HTTPRoute and a Middleware.
 */
export function dataFormats(all: readonly DataFormat[]): FormatAdapter[] {
  const readers = all.map(format => ({ format, reads: readsWith(format) }));
  return all.map(({ data, ...format }) => ({
    ...format,
    async facts(file, parse) {
      const read = await readData(file, parse);
      const others = readers.filter(reader => reader.format.name !== format.name && reader.reads(file)).map(reader => reader.format.data);
      const problems = read.syntax === 'yaml' && endOfReadable(read.text) < read.text.length ? [`longer than ${MOST_YAML_LINES} lines: the rest is not read`] : [];
      return { ...joined([data, ...others].map(each => each(read))), problems };
    },
  }));
}

function readsWith(format: DataFormat): (file: SourceFile) => boolean {
  const named = picomatch(format.files as string[], { dot: true, nocase: true });
  const words = format.triggers.map(word => format.ignoreCase ? word.toLowerCase() : word);
  return file => {
    if (!named(file.path)) return false;
    const text = format.ignoreCase ? file.text.toLowerCase() : file.text;
    return words.some(word => text.includes(word)) && (format.recognises?.(file) ?? true);
  };
}

function joined(parts: readonly Partial<FileFacts>[]): Partial<FileFacts> {
  return {
    redirects: parts.flatMap(part => part.redirects ?? []),
    bindings: parts.flatMap(part => part.bindings ?? []),
    endpoints: parts.flatMap(part => part.endpoints ?? []),
    environment: parts.flatMap(part => part.environment ?? []),
  };
}

async function readData(file: SourceFile, parse: Parse): Promise<DataFile> {
  const syntax = syntaxOf(file);
  return { ...file, syntax, documents: await documentsOf(file, syntax, parse) };
}

async function documentsOf({ text }: SourceFile, syntax: DataSyntax, parse: Parse): Promise<readonly DataNode[]> {
  if (syntax === 'yaml') return yamlDocuments(text, parse);
  if (syntax === 'toml') return [await tomlTree(text, parse)];
  if (syntax === 'hcl') return [await hclTree(parse)];
  const root = jsonTree(text);
  return root ? [root] : [];
}

/** By the name's ending; a file of another name, which a setting gave to a format, by its first character. */
function syntaxOf({ path, text }: SourceFile): DataSyntax {
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === 'json' || ending === 'jsonc') return 'json';
  if (ending === 'toml') return 'toml';
  if (ending === 'tf' || ending === 'hcl' || ending === 'tofu') return 'hcl';
  return ending !== 'yaml' && ending !== 'yml' && /^\uFEFF?\s*[{[]/.test(text) ? 'json' : 'yaml';
}
