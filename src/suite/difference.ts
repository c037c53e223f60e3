import { unlessMistaken } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { PromptEntry } from '../domain/policy.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { Assertion, Case, Suite } from '../domain/suite.ts';
import { readSuite } from './read.ts';

/** How a suite differs from what it was at the base: case ids, in the suite's order. */
export type SuiteDifference = { added: Case[]; removed: Case[]; weakened: Case[]; changed: Case[] };

/**
 * Compares two versions of a suite case by case. A case is weakened when an assertion it had is gone, altered, or its
 * threshold fell; changed when only its variables, segments or new assertions differ.
 */
export function compareSuites(before: Suite, after: Suite): SuiteDifference {
  const old = new Map(before.cases.map((testCase) => [testCase.id, testCase]));
  const kept = new Set(after.cases.map((testCase) => testCase.id));
  const difference: SuiteDifference = { added: [], removed: [], weakened: [], changed: [] };
  difference.removed = before.cases.filter((testCase) => !kept.has(testCase.id));
  for (const testCase of after.cases) {
    const previous = old.get(testCase.id);
    if (!previous) difference.added.push(testCase);
    else if (isWeaker(testCase, previous)) difference.weakened.push(testCase);
    else if (fingerprint(testCase) !== fingerprint(previous)) difference.changed.push(testCase);
  }
  return difference;
}

/**
 * What a reviewer should know about the suite's own change: a pull request must not lower its own bar unseen.
 * A base without a readable suite gives no notice.
 */
export async function suiteNotices(
  after: Suite,
  before: { snapshot: Snapshot; prompt: Prompt; entry: PromptEntry | undefined },
): Promise<Notice[]> {
  const old = await unlessMistaken(() => readSuite(before));
  if (!old || old.sha256 === after.sha256) return [];
  const { added, removed, weakened, changed } = compareSuites(old, after);
  const differences = [
    { code: 'cases-removed', cases: removed },
    { code: 'cases-weakened', cases: weakened },
    { code: 'cases-changed', cases: changed },
    { code: 'cases-added', cases: added },
  ] as const;
  return differences
    .filter(({ cases }) => cases.length > 0)
    .map(
      ({ code, cases }): Notice => ({
        code,
        path: after.path,
        cases: cases.length,
        segments: segmentsOf(cases),
      }),
    );
}

function segmentsOf(cases: readonly Case[]): string[] {
  return [...new Set(cases.flatMap((testCase) => testCase.segments))];
}

function isWeaker(after: Case, before: Case): boolean {
  if (before.critical && !after.critical) return true;
  if ((after.threshold ?? 1) < (before.threshold ?? 1)) return true;
  const still = new Set(after.assertions.map(assertionKey));
  return before.assertions.some((assertion) => !still.has(assertionKey(assertion)));
}

function fingerprint(testCase: Case): string {
  const { vars, segments, critical, threshold } = testCase;
  return JSON.stringify([vars, segments, critical, threshold, testCase.assertions.map(assertionKey)]);
}

function assertionKey({ place: _place, assertions, ...rest }: Assertion): string {
  return JSON.stringify([rest, assertions?.map(assertionKey)]);
}
