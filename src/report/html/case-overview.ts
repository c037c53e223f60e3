import type { CaseFigures, CaseOutcome, CaseSource } from '../../domain/case-result.ts';
import type { PromptResult } from '../../domain/result.ts';
import { recordsOfResult } from './known-cases.ts';

/** Cases of a prompt that are listed without JavaScript. */
const MOST_LISTED = 1000;

/** What is told of a prompt's cases together. */
export type CaseOverview = {
  counts: Record<CaseOutcome['standing'], number>;
  segments: Set<string>;
  /** Those of interest, without their texts. */
  listed: CaseOutcome[];
  /** Means a trial, by case. */
  tokens: ArmValues;
  latencyMs: ArmValues;
};

/** Values of each arm, one per case; where the prompt is new, the baseline's are none. */
export type ArmValues = { baseline: number[]; candidate: number[] };

/** Goes through a prompt's cases once. */
export function overviewOf(prompt: PromptResult, source: CaseSource | undefined): CaseOverview {
  const overview: CaseOverview = {
    counts: { 'newly-failing': 0, failing: 0, 'newly-passing': 0, passing: 0, errored: 0 },
    segments: new Set(),
    listed: [],
    tokens: { baseline: [], candidate: [] },
    latencyMs: { baseline: [], candidate: [] },
  };
  for (const outcome of source?.outcomesOf(prompt.path) ?? recordsOfResult(prompt)) {
    overview.counts[outcome.standing] += 1;
    for (const name of outcome.segments) overview.segments.add(name);
    if (outcome.standing !== 'passing' && overview.listed.length < MOST_LISTED) overview.listed.push(outcome);
    for (const arm of ['baseline', 'candidate'] as const) {
      const figures = outcome[arm];
      if (!figures) continue;
      addTo(overview.tokens[arm], tokensOf(figures));
      addTo(overview.latencyMs[arm], figures.latencyMs);
    }
  }
  return overview;
}

/** Input and output tokens of a trial. */
function tokensOf({ inputTokens, outputTokens }: CaseFigures): number | null {
  return inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens;
}

function addTo(values: number[], value: number | null): void {
  if (value !== null) values.push(value);
}
