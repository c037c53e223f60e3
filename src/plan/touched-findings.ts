import { ConfigurationError } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { changedLines } from '../document/text-diff.ts';
import type { Finding } from '../domain/finding.ts';
import { filesOfSuite } from '../domain/suite.ts';
import { lintFile, lintPrompt } from '../lint/lint.ts';
import { lintSubject } from './lint-subject.ts';
import type { PromptPlan } from './plan.ts';

/** Findings by the names of the prompts that they concern. */
export type FindingsByPrompt = ReadonlyMap<string, readonly Finding[]>;

/** Whether the pull request touches a line of a file, counted from 1. */
type TouchedLines = (path: string) => Promise<(line: number) => boolean>;

/**
 * What `check` finds in planned prompts and their suites, on the lines that the pull request touches. A finding of a file
 * that several prompts share is told of the first.
 * @param today `2026-11-29`
 */
export async function touchedFindings(
  plans: readonly PromptPlan[],
  change: Pick<OpenChange, 'files' | 'base' | 'candidate' | 'config'>,
  today: string,
): Promise<FindingsByPrompt> {
  const touches = touchedLines(change);
  const severities = change.config.check.findings;
  const told = new Set<string>();
  const found = new Map<string, Finding[]>();
  for (const plan of plans) {
    const findings = [
      ...(await touchedOf(lintPrompt(lintSubject(plan, today), severities), touches)),
      ...(await findingsInFiles(plan, change, { told, touches })),
    ];
    const touched: Finding[] = [];
    for (const finding of findings) {
      const key = JSON.stringify([finding.id, finding.place, finding.message]);
      if (told.has(key)) continue;
      told.add(key);
      touched.push(finding);
    }
    if (touched.length > 0) found.set(plan.name, touched);
  }
  return found;
}

/** Those that the policy calls errors, as mistakes: nothing is asked until they are gone. */
export function findingErrors(found: FindingsByPrompt): ConfigurationError[] {
  return [...found.values()]
    .flat()
    .filter(({ severity }) => severity === 'error')
    .map(({ id, place, message, remedy }) => {
      const why = `The policy calls this an error (\`check.findings.${id}\`).`;
      return new ConfigurationError(`${message} ${why}`, { place, remedy });
    });
}

async function touchedOf(findings: readonly Finding[], touches: TouchedLines): Promise<Finding[]> {
  const touched: Finding[] = [];
  for (const finding of findings) {
    const { path, line = 1 } = finding.place;
    if ((await touches(path))(line)) touched.push(finding);
  }
  return touched;
}

/** On the lines that the pull request touches; each file once. */
async function findingsInFiles(
  { candidate: { prompt }, suites }: PromptPlan,
  { files, candidate, config }: Pick<OpenChange, 'files' | 'candidate' | 'config'>,
  { told, touches }: { told: Set<string>; touches: TouchedLines },
): Promise<Finding[]> {
  const kinds = new Map<string, 'prompt' | 'suite'>([
    ...filesOfSuite(suites.candidate).map((path): [string, 'suite'] => [path, 'suite']),
    ...[prompt.part?.path ?? prompt.path, ...Object.values(prompt.includes).map(({ path }) => path)].map(
      (path): [string, 'prompt'] => [path, 'prompt'],
    ),
  ]);
  const findings: Finding[] = [];
  for (const [path, kind] of kinds) {
    if (told.has(path) || !files.some((file) => file.path === path && file.status !== 'deleted')) continue;
    told.add(path);
    const text = await candidate.read(path);
    if (text === undefined) continue;
    findings.push(...(await lintFile({ path, text, kind }, config.check.findings, await touches(path))));
  }
  return findings;
}

/** Of a file that the pull request adds, all lines. */
function touchedLines({
  files,
  base,
  candidate,
}: Pick<OpenChange, 'files' | 'base' | 'candidate'>): TouchedLines {
  const former = new Map(files.map(({ path, basePath, status }) => [path, { basePath, status }]));
  const known = new Map<string, (line: number) => boolean>();
  const linesOf = async (path: string) => {
    const file = former.get(path);
    if (file === undefined || file.status === 'deleted') return [];
    const [before, after] = [
      file.basePath === undefined ? undefined : await base.read(file.basePath),
      await candidate.read(path),
    ];
    return after === undefined ? [] : changedLines(before ?? '', after);
  };
  return async (path) => {
    const isTouched = known.get(path) ?? isWithin(await linesOf(path));
    known.set(path, isTouched);
    return isTouched;
  };
}

function isWithin(ranges: readonly { start: number; end: number }[]): (line: number) => boolean {
  const lines = new Set<number>();
  for (const { start, end } of ranges) for (let line = start; line <= end; line += 1) lines.add(line);
  return (line) => lines.has(line);
}
