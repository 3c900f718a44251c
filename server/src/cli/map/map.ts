import path from 'node:path';
import { type GraphEdge, type GraphNode, redirectGraph } from '../../link/graph.ts';
import { lintFile } from '../../lint.ts';
import type { Finding } from '../../model/finding.ts';
import type { Place } from '../../model/text.ts';
import { lintSettingsFor, type PlacedConfig } from '../../node/config.ts';
import type { Project } from '../../node/project.ts';
import { type FileError, Lines, type Range, shown } from '../report.ts';

/** A place where a reader can find it. */
export interface MapPlace extends Range {
  /** Relative to the working directory, with `/` between its parts. */
  readonly file: string;
}

/** Where redirects start or end. The label comes from the project's files: formats escape it. */
export interface MapNode extends Omit<GraphNode, 'places'> {
  readonly places: readonly (MapPlace & { readonly message: string })[];
}

/** One way that one redirect sends its clients. */
export interface MapEdge extends GraphEdge, MapPlace {
  readonly findings: readonly Finding[];
}

/** Everything that a format shows of `map`. */
export interface RedirectMap {
  /** How many files were looked at. */
  readonly files: number;
  readonly errors: readonly FileError[];
  /** In the order of their ids. */
  readonly nodes: readonly MapNode[];
  /** In the order of files and texts. */
  readonly edges: readonly MapEdge[];
}

/** One way to print the map. */
export interface MapFormat {
  readonly name: string;
  /** One line for the help. */
  readonly help: string;
  /** It has a place for files that could not be read, which are said on standard error elsewhere. */
  readonly showsErrors?: true;
  print(map: RedirectMap): string;
}

/** The redirects of a project's sources from where they answer to where they lead, with what is found on each. */
export function mapOf(project: Project, cwd: string, config: PlacedConfig): RedirectMap {
  const settingsFor = lintSettingsFor(config);
  const linted = [...project.sources.values()].map(source => lintFile(project.index, source.path, source.text, { ...settingsFor(source.file), unboundedHints: 'each' }));
  const findings = new Map<unknown, Finding[]>();
  for (const finding of linted.flatMap(each => each.findings)) findings.set(finding.site, [...findings.get(finding.site) ?? [], finding]);
  const { nodes, edges } = redirectGraph(linted.flatMap(each => each.sites));
  const lines = new Map<string, Lines>();
  const placed = ({ file, span }: Omit<Place, 'message'>): MapPlace => {
    const known = lines.get(file) ?? new Lines(project.text(file) ?? '');
    lines.set(file, known);
    return { file: shown(path.join(project.root, file), cwd), ...known.range(span) };
  };
  return {
    files: project.files, errors: project.unreadable.map(({ file, message }) => ({ file: shown(file, cwd), message })),
    nodes: nodes.map(node => ({ ...node, places: node.places.map(place => ({ ...placed(place), message: place.message })) })),
    edges: edges.map(edge => ({ ...edge, ...placed(edge.site), findings: findings.get(edge.site) ?? [] })),
  };
}
