import { ConfigurationError } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { changedLines } from '../document/text-diff.ts';
import type { Finding } from '../domain/finding.ts';
import { lintFile, lintPrompt } from '../lint/lint.ts';
import { lintSubject } from './lint-subject.ts';
import type { PromptPlan } from './plan.ts';

/** Findings by the names of the prompts that they concern. */
export type FindingsByPrompt = ReadonlyMap<string, readonly Finding[]>;

type Touches = (place: Finding['place']) => Promise<boolean>;

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
      ...lintPrompt(lintSubject(plan, today), severities),
      ...(await findingsInFiles(plan, change, told)),
    ];
    const touched: Finding[] = [];
    for (const finding of findings) {
      const key = JSON.stringify([finding.id, finding.place, finding.message]);
      if (told.has(key) || !(await touches(finding.place))) continue;
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

/** Only of files that the pull request changes, each once. */
async function findingsInFiles(
  { candidate: { prompt }, suites }: PromptPlan,
  { files, candidate, config }: Pick<OpenChange, 'files' | 'candidate' | 'config'>,
  told: Set<string>,
): Promise<Finding[]> {
  const kinds = new Map<string, 'prompt' | 'suite'>([
    [suites.candidate.path, 'suite'],
    ...[prompt.part?.path ?? prompt.path, ...Object.values(prompt.includes).map(({ path }) => path)].map(
      (path): [string, 'prompt'] => [path, 'prompt'],
    ),
  ]);
  const findings: Finding[] = [];
  for (const [path, kind] of kinds) {
    if (told.has(path) || !files.some((file) => file.path === path && file.status !== 'deleted')) continue;
    told.add(path);
    const text = await candidate.read(path);
    if (text !== undefined) findings.push(...(await lintFile({ path, text, kind }, config.check.findings)));
  }
  return findings;
}

/** Whether the pull request touches the line of a place; of a file that it adds, all lines. */
function touchedLines({ files, base, candidate }: Pick<OpenChange, 'files' | 'base' | 'candidate'>): Touches {
  const former = new Map(files.map(({ path, basePath, status }) => [path, { basePath, status }]));
  const known = new Map<string, { start: number; end: number }[]>();
  const linesOf = async (path: string) => {
    const file = former.get(path);
    if (file === undefined || file.status === 'deleted') return [];
    const [before, after] = [
      file.basePath === undefined ? undefined : await base.read(file.basePath),
      await candidate.read(path),
    ];
    return after === undefined ? [] : changedLines(before ?? '', after);
  };
  return async ({ path, line = 1 }) => {
    const lines = known.get(path) ?? (await linesOf(path));
    known.set(path, lines);
    return lines.some(({ start, end }) => start <= line && line <= end);
  };
}
