import { mistakesIn, unlessMistaken } from '../../base/errors.ts';
import type { Finding, FindingId, FindingSeverities } from '../../domain/finding.ts';
import type { Config } from '../../domain/policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Suite } from '../../domain/suite.ts';
import type { CacheOutlook } from '../../lint/cache-outlook.ts';
import { graded, lintFile, lintPrompt } from '../../lint/lint.ts';
import type { Subject } from '../../lint/subject.ts';
import { lintSubject } from '../../plan/lint-subject.ts';
import type { PromptPlan } from '../../plan/plan.ts';
import { variablesOf } from '../../prompt/variables.ts';
import type { NamedThings } from './portfolio-names.ts';
import type { PortfolioCheck } from './portfolios.ts';
import type { SegmentCheck } from './segments.ts';

/** What was found in a prompt besides mistakes, and what its provider's cache can do for it. */
export type PromptFindings = { findings: Finding[]; promptCache: CacheOutlook };

type Looking = { config: Config; snapshot: Snapshot; today: string };

/** @param of.today `2026-11-29` */
export async function findingsOfPrompt(
  plan: PromptPlan,
  { config, segments, snapshot, today }: Looking & { segments: readonly SegmentCheck[] },
): Promise<PromptFindings> {
  const subject = { ...lintSubject(plan, today), segments, caseFile: await caseFileOf(plan, snapshot) };
  return { findings: lintPrompt(subject, config.check.findings), promptCache: subject.promptCache };
}

/** What is told of the model: not of one that stands for a model that is yet to be named. */
const OF_MODEL: ReadonlySet<FindingId> = new Set([
  'floating-model-alias',
  'retired-model',
  'retiring-model',
  'over-context-window',
  'prompt-cache-order',
]);

/**
 * What was found in a prompt besides its mistakes. Values that cases lack are taken to be empty; of segments nothing is said,
 * as cases may be missing.
 * @param of.today `2026-11-29`
 */
export async function findingsBesideMistakes(
  plan: PromptPlan,
  { config, snapshot, today, isModelKnown }: Looking & { isModelKnown: boolean },
): Promise<Finding[]> {
  try {
    const complete = lintSubject(withEveryValue(plan), today);
    const subject = { ...complete, caseFile: await caseFileOf(plan, snapshot) };
    const findings = lintPrompt(subject, config.check.findings);
    return isModelKnown ? findings : findings.filter(({ id }) => !OF_MODEL.has(id));
  } catch (problem) {
    // It cannot be rendered, as one of the mistakes says.
    mistakesIn(problem);
    return [];
  }
}

/** The file with the first case of the suite. */
async function caseFileOf({ suites }: PromptPlan, snapshot: Snapshot): Promise<Subject['caseFile']> {
  const path = suites.candidate.cases[0]?.place.path;
  const text = path === undefined ? undefined : await unlessMistaken(() => snapshot.read(path));
  return path === undefined || text === undefined ? undefined : { path, text };
}

function withEveryValue(plan: PromptPlan): PromptPlan {
  const needed = variablesOf(plan.candidate.prompt).filter(({ required }) => required);
  const empty = Object.fromEntries(needed.map(({ name }) => [name, '']));
  const complete = (suite: Suite): Suite => ({
    ...suite,
    cases: suite.cases.map((one) => ({ ...one, vars: { ...empty, ...one.vars } })),
  });
  return { ...plan, suites: { ...plan.suites, candidate: complete(plan.suites.candidate) } };
}

/** Secrets and data of people in files of prompts and suites, each read once. */
export async function findingsOfFiles(
  files: ReadonlyMap<string, 'prompt' | 'suite'>,
  snapshot: Snapshot,
  severities: FindingSeverities,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [path, kind] of files) {
    // What cannot be read is a mistake, and told as one.
    const text = await unlessMistaken(() => snapshot.read(path));
    if (text !== undefined) findings.push(...(await lintFile({ path, text, kind }, severities)));
  }
  return findings;
}

/** Names in portfolios, and segments of the policy, that nothing has. */
export async function findingsOfNames(
  portfolios: readonly PortfolioCheck[],
  things: NamedThings,
  snapshot: Snapshot,
): Promise<Finding[]> {
  const { unknownNames } = await import('./portfolio-names.ts');
  return graded(await unknownNames(portfolios, things, snapshot), things.config.check.findings);
}
