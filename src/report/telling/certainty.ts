import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { DEFAULT_TEST, TEST_DESCRIPTIONS } from '../../domain/statistical-tests.ts';
import {
  counted,
  countWord,
  formatLevel,
  formatP,
  formatPointsSize,
  formatSetting,
  formatZ,
  UNKNOWN,
} from '../../prose/numbers.ts';
import { clip, code, type Text } from '../../prose/text.ts';
import { segmentsWorstFirst } from './order.ts';

/** What the suite could have seen, and by which test the segments were judged; empty where nothing was compared. */
export function certaintyTexts(prompt: PromptResult, policy: Result['policy']): Text[] {
  if (!prompt.overall) return [];
  if (!prompt.baseline) return newPromptTest(prompt, policy);
  const margin = policy.gate.margin?.segment ?? null;
  const unsure = prompt.segments.filter((segment) => segment.verdict === 'inconclusive');
  const sentences = unsure.map((segment) => powerSentence(segment, margin));
  return [...sentences.filter((text) => text.length > 0), testSentence(prompt, policy)];
}

/** How a prompt without baseline is held against the pass rate that the policy asks for. */
function newPromptTest({ levels, segments }: PromptResult, { gate }: Result['policy']): Text[] {
  if (typeof gate.minPassRate !== 'number') return [];
  const asked = formatSetting(gate.minPassRate);
  const level = levels
    ? `, α ${formatLevel(segments.length === 1 ? levels.segments : levels.segments + levels.overall)}`
    : '';
  return [
    [
      `Test: exact binomial against the ${asked} of `,
      code('gate.min-pass-rate'),
      `${level}. p is how often a prompt that passes ${asked} would pass so few.`,
    ],
  ];
}

/** `standard: 50 cases can show a drop of 18 points or more; for 10 points it needs 160.` */
function powerSentence(segment: SegmentResult, margin: number | null): Text {
  const { minimumDetectableEffect: smallest, casesNeeded } = segment;
  if (smallest === null) return [];
  const seen = `${counted(segment.cases, 'case')} can show a drop of ${formatPointsSize(smallest)} points or more`;
  const wanted =
    casesNeeded === null || margin === null
      ? ''
      : `; for ${formatPointsSize(margin)} points it needs ${counted(casesNeeded, 'case')}`;
  return [`${clip(segment.name, 60)}: ${seen}${wanted}.`];
}

/** `Test: paired proportions z, exact below 25 discordant pairs, min-P over 3 segments, α 0.025 + 0.025.` */
export function testSentence(prompt: PromptResult, policy: Result['policy']): Text {
  const test = TEST_DESCRIPTIONS[policy.gate.test ?? DEFAULT_TEST];
  const correction = policy.gate.correction === 'holm' ? 'Holm' : 'min-P';
  const { levels, suite } = prompt;
  const parts = [`Test: ${test}`];
  if (prompt.segments.length > 1)
    parts.push(`${correction} over ${counted(prompt.segments.length, 'segment')}`);
  if (levels)
    parts.push(`α ${formatLevel(levels.segments)} + ${formatLevel(levels.overall)} (segments + overall)`);
  if (suite && suite.trials > 1)
    parts.push(`${countWord(suite.trials)} trials a case, the case being the unit`);
  return [`${parts.join(', ')}. One-sided: p is for “candidate worse”.`];
}

/** Heads and rows of the table that compares the tests: raw and adjusted p, the classic z, and what could be seen. */
export function certaintyTable(prompt: PromptResult): { heads: string[]; rows: string[][] } {
  const heads = ['segment', 'p', 'adjusted p', 'two-proportion z', 'its p', 'Fisher p', 'detectable drop'];
  const rows = [...segmentsWorstFirst(prompt.segments), ...(prompt.overall ? [prompt.overall] : [])];
  return { heads, rows: rows.map(certaintyRow) };
}

function certaintyRow(segment: SegmentResult): string[] {
  const { twoProportion, minimumDetectableEffect: smallest } = segment;
  return [
    clip(segment.name, 60),
    formatP(segment.pValue),
    formatP(segment.adjustedPValue),
    twoProportion ? formatZ(twoProportion.z) : UNKNOWN,
    twoProportion ? formatP(twoProportion.pValue) : UNKNOWN,
    twoProportion && twoProportion.fisher !== null ? formatP(twoProportion.fisher) : UNKNOWN,
    smallest === null ? UNKNOWN : `${formatPointsSize(smallest)} points`,
  ];
}
