import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import type { SegmentVerdict } from '../domain/verdict.ts';
import { type Levels, splitAlpha } from './alpha.ts';
import { evidenceOfBase, PRICE_OF_ADDED, withBaseCases } from './base-cases.ts';
import { confirmAll } from './confirm.ts';
import { countFamilies } from './families.ts';
import type { Judged, JudgedRows, JudgedWhole } from './judged.ts';
import { rememberSecondLevels, type SecondLevel } from './looks.ts';
import { answeredCases, judgeNewPrompt } from './new-prompt.ts';
import { judgeOverall } from './overall.ts';
import { type Sample, type Sampled, sampled, sampleSegments } from './sample.ts';
import { judgeSegments } from './segments.ts';
import { FEWEST_CASES } from './sizes.ts';
import { TESTS } from './tests/table.ts';
import type { StatisticalTest } from './tests/test.ts';

/** Judges a change: both arms answered the same cases. */
export function judgeChange(evidence: Evidence, policy: Policy): Judged {
  const test = TESTS[policy.gate.test];
  const all = sampled(evidence, test.compares);
  const levels = levelsOf(all.samples, policy, test);
  const ofBase = evidenceOfBase(evidence);
  const base = ofBase && sampled(ofBase, test.compares);
  const baseLevels = base && levelsOf(base.samples, policy, test);
  const secondLevel = rememberSecondLevels();
  const judged = judgeSegments(all.samples, {
    ...{ test, policy, secondLevel, level: levels.segments },
    ofBase: base && baseLevels ? { samples: base.samples, level: baseLevels.segments } : undefined,
  });
  const together = judgeWhole(all, base, {
    ...{ test, policy, secondLevel, level: levels.overall },
    baseLevel: baseLevels?.overall ?? 0,
  });
  // Of a suite of one segment the whole is the same comparison.
  const isOne = levels.overall === 0;
  const confirming = { evidence, base: ofBase, test, policy };
  const confirmed = confirmAll<JudgedRows>(isOne ? judged : [...judged, together], confirming);
  const segments = judged.map((one, index) => ({ ...one, ...confirmed.rows[index] }));
  const [only] = segments;
  const whole =
    only && isOne
      ? { ...together, row: sameAs(only.row, together.row), ofBase: null }
      : { ...together, ...confirmed.rows[judged.length] };
  return { segments, whole, levels, confirm: confirmed.awaiting };
}

/**
 * All cases together and, where the pull request adds some, those of the base at the level that they have without these.
 * All together then have half the share of the level that the added cases are of them, so that few of them add little
 * error.
 */
function judgeWhole(
  all: Sampled,
  base: Sampled | null,
  options: {
    test: StatisticalTest;
    policy: Policy;
    level: number;
    baseLevel: number;
    secondLevel: SecondLevel;
  },
): JudgedWhole {
  const share = base ? base.evidence.cases.length / all.evidence.cases.length : 0;
  if (!base || share === 0) {
    const whole = judgeOverall(all, { ...options, share: 1 });
    return { ...whole, isBaseWorse: whole.isBaseWorse && !base };
  }
  const together = judgeOverall(all, { ...options, share: (1 - share) / PRICE_OF_ADDED });
  const ofBase = judgeOverall(base, { ...options, level: options.baseLevel, share: 1 });
  const rows = withBaseCases(together.row, ofBase.row, options.policy.gate.minEffect);
  return { ...together, ...rows, base: ofBase.row };
}

/** Judges a prompt without baseline against `min-pass-rate`. */
export function judgeNew(evidence: Evidence, policy: Policy): Judged {
  const samples = sampleSegments(evidence, answeredCases(evidence.cases));
  const levels = levelsOf(samples, policy, { fewestCases: FEWEST_CASES });
  const { segments, whole } = judgeNewPrompt(evidence, { policy, levels });
  const [only] = segments;
  const row = only && levels.overall === 0 ? sameAs(only.row, whole.row) : whole.row;
  return { segments, whole: { ...whole, row }, levels, confirm: [] };
}

function levelsOf(
  samples: readonly Sample<{ group?: string | undefined }>[],
  policy: Policy,
  { fewestCases }: Pick<StatisticalTest, 'fewestCases'>,
): Levels {
  const judged = samples.filter(({ pairs }) => countFamilies(pairs) >= fewestCases).length;
  return splitAlpha({ alpha: policy.gate.alpha, segments: samples.length, judged });
}

/** The overall row of a suite of one segment: the same comparison under another name. */
function sameAs(segment: SegmentVerdict, overall: SegmentVerdict): SegmentVerdict {
  return { ...segment, name: overall.name };
}
