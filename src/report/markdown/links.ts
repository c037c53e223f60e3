import type { PromptResult } from '../../domain/result.ts';
import { inertCode } from '../../prose/inert.ts';
import { clip } from '../../prose/text.ts';
import { link } from './markup.ts';

/** Where the files of the pull request's head can be read. */
export type Source = {
  /** https address of the repository's page. */
  repository: string;
  /** The commit that was judged. */
  sha: string;
};

/** Ranges of changed lines that are linked; the others are in the pull request. */
const MOST_RANGES = 4;

/**
 * Markdown of a place in a file, as a link to its line where the source is known.
 *
 * @param place path:line:column; line and column may be missing
 * @param options.withLine off where the line is perhaps not that of the head
 */
export function placeLink(place: string, source: Source | undefined, { withLine = true } = {}): string {
  const [, path = '', line] = /^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(place) ?? [];
  return fileLink(path, { label: place, source, lines: withLine && line !== undefined ? `L${line}` : '' });
}

/** `prompts/support.md:2`, `11–13` · suite `evals/support.yml`: what somebody wants to read next; empty without a source. */
export function sourceLinks(
  { path, file = path, suite, changedLines, because, candidate }: PromptResult,
  source: Source | undefined,
): string {
  if (!source || candidate === null) return '';
  const ranges = changedLines.slice(0, MOST_RANGES).map(({ start, end }, index) => {
    const lines = start === end ? `${start}` : `${start}–${end}`;
    const label = index === 0 ? `${file}:${lines}` : lines;
    return fileLink(file, { label, source, lines: start === end ? `L${start}` : `L${start}-L${end}` });
  });
  const files = because.filter((changed) => changed !== file).slice(0, MOST_RANGES);
  const others = files.map((changed) => fileLink(changed, { label: changed, source }));
  const changed = [...(ranges.length > 0 ? ranges : [fileLink(file, { label: file, source })]), ...others];
  const ofSuite = suite ? [`suite ${fileLink(suite.path, { label: suite.path, source })}`] : [];
  return [changed.join(', '), ...ofSuite].join(' · ');
}

function fileLink(
  path: string,
  { label, source, lines = '' }: { label: string; source: Source | undefined; lines?: string },
): string {
  const shown = inertCode(clip(label));
  const segments = path.split('/');
  const isInside = segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..');
  if (!source || !isInside || !path.isWellFormed()) return shown;
  const address = segments.map(addressPart).join('/');
  return link(shown, `${source.repository}/blob/${source.sha}/${address}${lines && `#${lines}`}`);
}

/** Also of the characters that would end a link in Markdown. */
function addressPart(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
