import type { Overlap, PortfolioPlan, Stress } from '../../domain/portfolio-plan.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted, formatMoney, formatPoints, formatRate, UNKNOWN } from '../../prose/numbers.ts';
import { clip, code, enumerate, type Text } from '../../prose/text.ts';
import { segmentSpans } from './portfolio-limits.ts';

const MOST_LINES = 12;

/** What a reviewer may look at after the plan itself: evidence, common failures, concentration, stress, cost. */
export function portfolioRisks(plan: PortfolioPlan): Text[] {
  return [
    ...qualityTexts(plan),
    ...evidenceTexts(plan),
    ...atMost(plan.overlaps.filter(isTold).map(overlapText), MOST_LINES, more('pair')),
    ...concentrationTexts(plan),
    ...atMost(plan.stress.map(stressText), MOST_LINES, more('what-if')),
    ...reassignedTexts(plan),
    ...costTexts(plan),
  ];
}

function more(noun: string): (leftOut: number) => Text {
  return (leftOut) => [`${counted(leftOut, `more ${noun}`)} in the result JSON.`];
}

function qualityTexts({ quality: { before, after }, metric }: PortfolioPlan): Text[] {
  if (after === null) {
    return [['The quality over all segments cannot be told: their shares of the traffic are not known.']];
  }
  const from = before === null ? '' : `, now ${formatRate(before.mean)}`;
  const basis = `${counted(after.observations, 'observation')} and ${counted(after.cases, 'case')} of evidence`;
  return [
    [
      `Expected ${metric ?? 'pass rate'} over all segments: ${formatRate(after.mean)} (95 % CI ${formatRate(after.low)} to ${formatRate(after.high)}${from}), from ${basis} together.`,
    ],
  ];
}

function evidenceTexts({ evidence, safe }: PortfolioPlan): Text[] {
  return evidence
    .filter(({ version }) => version !== safe)
    .map(({ version, evidence: id, cases, at, segments }): Text => {
      if (id === null) return [code(version), ': no evidence.'];
      const bad = Object.entries(segments).flatMap(([name, verdict]) =>
        verdict === 'regression' || verdict === 'invalid' ? [code(name)] : [],
      );
      const when = at === null ? '' : ` of ${clip(at.slice(0, 10), 10)}`;
      const verdict: Text =
        bad.length === 0 ? ['worse nowhere.'] : ['not good enough for ', ...enumerate(bad), '.'];
      return ['Evidence of ', code(version), `${when}, ${counted(cases, 'case')} in common: `, ...verdict];
    });
}

function isTold({ segment, cases }: Overlap): boolean {
  return segment === '*' && cases > 0;
}

/** `1.4.0 answers 59 % of what 1.3.0 fails; both fail 4 % of 150 cases (phi 0.31)` */
function overlapText({ versions: [first, second], cases, bothFail, phi, rescue }: Overlap): Text {
  const [rescued] = rescue;
  const answers: Text =
    rescued === null
      ? [code(first), ' fails none']
      : [code(second), ` answers ${formatRate(rescued)} of what `, code(first), ' fails'];
  const both = bothFail === null ? UNKNOWN : formatRate(bothFail);
  const correlation = phi === null ? '' : `, phi ${phi.toFixed(2)}`;
  return [...answers, `; both fail ${both} of ${counted(cases, 'case')}${correlation}.`];
}

function concentrationTexts({ segments, models }: PortfolioPlan): Text[] {
  const largest = segments.reduce((most, one) => Math.max(most, one.largest), 0);
  const fewest = segments.reduce(
    (least, one) => Math.min(least, one.effectiveVersions),
    Number.POSITIVE_INFINITY,
  );
  const [model] = models;
  const versions: Text = Number.isFinite(fewest)
    ? [
        `The largest weight of a segment is ${formatRate(largest)}; the segment with the fewest has ${fewest.toFixed(1)} effective versions.`,
      ]
    : [];
  const onModel: Text =
    model && model.after !== null
      ? [`${formatRate(model.after)} of the traffic depends on `, code(model.model), '.']
      : [];
  return [versions, onModel].filter((text) => text.length > 0);
}

function stressText({ kind, what, share, quality, change, unserved }: Stress): Text {
  const words = {
    'version-gone': ['Without ', code(what)],
    'model-retired': ['Without the model ', code(what)],
    'segment-doubles': ['Where the traffic of ', ...segmentSpans(what), ' doubles'],
  } satisfies Record<Stress['kind'], Text>;
  const of = share === null ? '' : ` (${formatRate(share)} of the traffic)`;
  const left: Text =
    unserved.length > 0
      ? [
          'nothing is left for ',
          ...unserved.flatMap((name, index): Text => [...(index === 0 ? [] : [', ']), ...segmentSpans(name)]),
        ]
      : [];
  const becomes =
    quality === null
      ? 'the quality is not known'
      : `the quality is ${formatRate(quality.mean)}${change === null ? '' : ` (${formatPoints(change)})`}`;
  return [...words[kind], `${of}: `, ...(left.length > 0 ? left : [becomes]), '.'];
}

function reassignedTexts({ reassigned }: PortfolioPlan): Text[] {
  if (reassigned === null || reassigned.share === 0) return [];
  const { share, least } = reassigned;
  const fewest = share > least ? `, and these weights allow ${formatRate(least)}` : ', the fewest possible';
  return [[`${formatRate(share)} of the units get another version${fewest}.`]];
}

function costTexts({ cost: { perCall, promptCache } }: PortfolioPlan): Text[] {
  const texts: Text[] = [];
  if (perCall.after !== null) {
    const before = perCall.before === null ? '' : `${formatMoney(perCall.before * 1000)} → `;
    texts.push([`Cost per 1,000 calls: ${before}${formatMoney(perCall.after * 1000)}.`]);
  }
  if (promptCache !== null && promptCache.hitRate.after !== null) {
    const { prefixes, hitRate, perCall: missed } = promptCache;
    const money =
      missed.after === null ? '' : `; misses cost ${formatMoney(missed.after * 1000)} per 1,000 calls`;
    texts.push([
      `${counted(prefixes, 'prompt prefix', 'prompt prefixes')} to keep in the providers’ caches: ${formatRate(hitRate.after ?? 0)} of the calls find theirs${money}.`,
    ]);
  }
  return texts;
}
