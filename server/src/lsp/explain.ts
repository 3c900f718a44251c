import type { Fix, Site } from '../model/finding.ts';
import { namesOf } from '../model/methods.ts';
import { offeredFixes } from './action-edits.ts';
import { routesIn } from './file-status.ts';
import { reportOf } from './report.ts';
import type { Opened } from './opened.ts';
import type { Session } from './session.ts';

/**
 * What an open document was taken for, its redirects and what is known of each. For bug reports, so always in English;
 * it holds no line of the document but the targets of its redirects.
 */
export async function explanation(session: Session, opened: Opened): Promise<string> {
  await session.analyse(opened);
  const { folder, path, document, settings } = opened;
  const stated = folder.index.get(path);
  const { sites, findings } = await reportOf(session, folder, path);
  const line = (offset: number) => document.positions.position(offset).line + 1;
  const files = folder.index.files;
  const fixesOf = offeredFixes(session, folder);
  return [
    `# redirect-lint: ${path}`,
    [
      `- version ${session.version}, language ${document.languageId}, ${document.text.length} characters`,
      `- read as: ${stated?.format ?? 'nothing; no format or language that is known has a word of it'}`,
      `- folder: ${folder.uri === null ? 'none' : `${files.length} files that say something, ${routesIn(folder)} routes`}${session.scans.isRunning ? ', still being read' : ''}`,
      `- configuration file: ${folder.files.configUri?.split('/').pop() ?? 'none'}${folder.files.problem ? ', unusable' : ''}`,
      `- settings: ${code(JSON.stringify(settings))}`,
      ...(stated?.environment ?? []).map(({ of, value }) => `- says: ${of} ${value}`),
      ...(stated?.problems ?? []).map(problem => `- problem: ${problem}`),
    ].join('\n'),
    `## Redirects (${sites.length})`,
    ...sites.map(site => [`- line ${line(site.span.start)}: ${siteSaid(site)}`,
      ...site.proofs.map(proof => `  - ${proof.file === path ? `line ${line(proof.span.start)}` : proof.file}: ${proof.message}`),
      ...findings.filter(finding => finding.site === site).map(finding => `  - ${finding.rule}, ${finding.severity}${fixesSaid(fixesOf(finding))}`)].join('\n')),
    `## Handlers (${stated?.handlers.length ?? 0})`,
    ...(stated?.handlers ?? []).map(handler => `- line ${line(handler.span.start)}: ${code(handler.id)}${handler.exports.length > 0 ? `, known outside as ${handler.exports.map(code).join(', ')}` : ''}`),
    `## Routes (${stated?.bindings.length ?? 0})`,
    ...(stated?.bindings ?? []).map(binding => `- ${namesOf(binding.methods).join(' ')} ${binding.path ?? '(no path)'} → ${'id' in binding.handler ? code(binding.handler.id) : code(`${binding.handler.module ?? ''}#${binding.handler.name}`)}`),
    `## Suppressions (${stated?.suppressions.length ?? 0})`,
    ...(stated?.suppressions ?? []).map(({ span, kind, rules }) => `- line ${line(span.start)}: ${kind ?? 'malformed'} ${rules.map(({ id }) => id).join(', ') || 'all rules'}`),
  ].join('\n\n').replace(/^(- .*)\n\n(?=- )/gm, '$1\n');
}

function fixesSaid(fixes: readonly Fix[]): string {
  const [first] = fixes;
  return first ? `; fixes: ${fixes.map(fix => fix.status).join(', ')}${first.file === undefined ? '' : `, in ${first.file}`}` : '';
}

function siteSaid({ adapter, status, target, path, by, methods, evidence, edits }: Site): string {
  const written = status.origin === 'overridden' ? ` (${status.written} is written)` : '';
  return `${adapter}, ${status.code ?? 'computed'} ${status.origin}${written}, by ${by}, ${namesOf(methods).join(' ')} (${evidence}), ${path === null ? '' : `path ${code(path)}, `}`
    + `target ${target.kind}${target.text === null ? '' : ` ${code(target.text)}`}, edits for ${edits.map(edit => edit.status).join(', ') || 'nothing'}`;
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}
