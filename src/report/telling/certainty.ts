import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { DEFAULT_TEST, TEST_DESCRIPTIONS } from '../../domain/statistical-tests.ts';
import {
  counted,
  formatCount,
  formatLevel,
  formatP,
  formatPointsSize,
  formatRate,
  formatZ,
  UNKNOWN,
} from '../../prose/numbers.ts';
import { code, strong, type Text } from '../../prose/text.ts';
import { chanceText } from './chance.ts';
import { segmentsWorstFirst } from './order.ts';
import { askedRates, marginOf, rulesOf } from './rules.ts';
import { isTested, segmentName } from './segment-table.ts';
import { isCompared, promptsTogether } from './uncompared.ts';

/**
 * How often chance alone does what is seen, what the suite can detect, and by which test the segments were judged; empty
 * if nothing was compared.
 * @param named whether the first sentence names the prompt, as where those of several stand together
 */
export function certaintyTexts(prompt: PromptResult, result: Result, named = false): Text[] {
  const { policy } = result;
  if (!prompt.overall || prompt.overall.chosen) return [];
  if (!prompt.baseline) return newPromptTest(prompt, policy);
  const unsure = prompt.segments.filter((segment) => segment.verdict === 'inconclusive');
  const chance = chanceText(prompt, result.partial !== undefined);
  const first: Text = named && chance.length > 0 ? [code(prompt.path), ': ', ...chance] : chance;
  const sentences = [
    first,
    ...unsure.map((segment) => powerSentence(segment, marginOf(prompt, policy, segment.name))),
  ];
  const ofFirstLook: Text = prompt.overall.ofFirstLook ? [FIRST_LOOK] : [];
  const texts = [...sentences, ofFirstLook].filter((text) => text.length > 0);
  return [...texts, testSentence(prompt, result)];
}

const FIRST_LOOK =
  'The figures over all cases are those of the first look: only some segments were asked further, which would tilt them.';

/** How a prompt without baseline is held against the pass rate that the policy asks for. */
function newPromptTest(prompt: PromptResult, policy: Result['policy']): Text[] {
  const { levels, segments } = prompt;
  const asked = askedRates(
    prompt,
    policy,
    segments.map(({ name }) => name),
  );
  if (asked === null) return [];
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

/**
 * `standard`: 50 cases show a drop of 18 points 4 times out of 5, and may miss a smaller one; all cases of the suite, one
 * of 9 points. For 10 points it needs 160.
 */
function powerSentence(segment: SegmentResult, margin: number | null): Text {
  const { minimumDetectableEffect: smallest, detectableBySuite, casesNeeded, families } = segment;
  if (segment.nothingToLose) return nothingToLoseSentence(segment, margin);
  if (smallest === null) return [];
  const cases = `${counted(segment.cases, 'case')}${families === undefined || families === segment.cases ? '' : ` of ${counted(families, 'family', 'families')}`}`;
  const seen = `${cases} show a drop of ${formatPointsSize(smallest)} points 4 times out of 5, and may miss a smaller one`;
  const suite =
    typeof detectableBySuite === 'number' && detectableBySuite < smallest
      ? `; all cases of the suite, one of ${formatPointsSize(detectableBySuite)} points`
      : '';
  const wanted =
    casesNeeded === null || margin === null
      ? ''
      : ` For ${formatPointsSize(margin)} points it needs ${counted(casesNeeded, 'case')}.`;
  return [segmentName(segment), `: ${seen}${suite}.${wanted}`];
}

/** `de`: the baseline passes 0 %: a loss of more than 10 points could not be seen, whatever the candidate answers. */
function nothingToLoseSentence({ name, baseline }: SegmentResult, margin: number | null): Text {
  const loss = margin === null ? 'no loss' : `no loss of more than ${formatPointsSize(margin)} points`;
  return [
    segmentName({ name }),
    `: the baseline passes ${formatRate(baseline?.rate ?? 0)}, so that ${loss} can be seen, whatever the candidate answers.`,
  ];
}

/** `Test: paired proportions z, exact below 25 discordant pairs, min-P over 3 segments, α 0.025 + 0.025.` */
export function testSentence(
  prompt: PromptResult,
  { policy, prompts }: Pick<Result, 'policy' | 'prompts'>,
): Text {
  const { gate } = rulesOf(prompt, policy);
  const test = TEST_DESCRIPTIONS[gate.test ?? DEFAULT_TEST];
  const correction = gate.correction === 'holm' ? 'Holm' : 'min-P';
  const { levels, suite, segments, overall } = prompt;
  const parts = [`Test: ${test}`];
  if (segments.length > 1) parts.push(`${correction} over ${counted(segments.length, 'segment')}`);
  if (levels)
    parts.push(`α ${formatLevel(levels.segments)} + ${formatLevel(levels.overall)} (segments + overall)`);
  const compared = prompts.filter(isCompared).length;
  if (compared > 1)
    parts.push(
      promptsTogether({ prompts, policy }) > 0
        ? `the α of ${compared} prompts together`
        : `for each of ${compared} prompts by itself`,
    );
  if (suite && suite.trials > 1)
    parts.push(`${formatCount(suite.trials)} trials a case, the case being the unit`);
  const { families, cases = 0 } = overall ?? {};
  if (families !== undefined && families < cases)
    parts.push(`${counted(families, 'family', 'families')} of ${counted(cases, 'case')} being the units`);
  const intervals =
    segments.length > 1 ? ' Each interval is one of 95\u00a0% by itself, not adjusted for their number.' : '';
  return [`${parts.join(', ')}. One-sided: p is for “candidate worse”.${intervals}`];
}

/**
 * Heads and rows of the table that compares the tests: z, raw and adjusted p, the classic z, and the detectable effect.
 */
export function certaintyTable(prompt: PromptResult): { heads: string[]; rows: Text[][] } {
  const heads = [
    'segment',
    'z',
    'p',
    'adjusted p',
    'two-proportion z',
    'its p',
    'Fisher p',
    'detectable drop',
  ];
  const { segments, overall } = prompt;
  const rows = segmentsWorstFirst(segments).map((segment) => [
    [segmentName(segment)],
    ...measuresOf(segment),
  ]);
  return { heads, rows: overall ? [...rows, [[strong('overall')], ...measuresOf(overall)]] : rows };
}

function measuresOf(segment: SegmentResult): Text[] {
  const { twoProportion } = segment;
  const smallest = segment.nothingToLose ? null : segment.minimumDetectableEffect;
  const tested = isTested(segment);
  const measures = [
    segment.baseline && tested ? formatZ(segment.z) : UNKNOWN,
    tested ? formatP(segment.pValue) : UNKNOWN,
    tested ? formatP(segment.adjustedPValue) : UNKNOWN,
    twoProportion && tested ? formatZ(twoProportion.z) : UNKNOWN,
    twoProportion && tested ? formatP(twoProportion.pValue) : UNKNOWN,
    twoProportion && tested && twoProportion.fisher !== null ? formatP(twoProportion.fisher) : UNKNOWN,
    smallest === null ? UNKNOWN : `${formatPointsSize(smallest)}\u00a0points`,
  ];
  return measures.map((measure): Text => [measure]);
}
