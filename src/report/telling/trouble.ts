import { improvementsOf } from '../../domain/improvements.ts';
import type { PromptResult } from '../../domain/result.ts';
import { formatIncrease } from '../../prose/numbers.ts';
import { code, enumerate, type Span, strong, type Text } from '../../prose/text.ts';
import { costLabels, costRules } from './cost-rules.ts';
import { explainedRegressions } from './explained.ts';
import { latencyRules } from './latency-rules.ts';
import { completedCases, losesCases } from './lower-bar.ts';
import { regressedSegments } from './order.ts';
import { segmentLimitTrouble } from './segment-limits.ts';
import { isUncompared, rateText, segmentNames, strongSegmentNames } from './uncompared.ts';

/**
 * What is wrong with one prompt: `support.md gets worse for enterprise and costs 17.1 % more tokens`.
 *
 * @param through says which included files changed it
 */
export function troubleOf(prompt: PromptResult, through: Text = []): Text {
  const trouble = isWorse(prompt) ? worseText(prompt, through) : [...otherTrouble(prompt), ...through];
  return [...trouble, ...unjudgedBesides(prompt)];
}

/** `, and could not be judged for de`: what is told beside the graver reason that comes first. */
function unjudgedBesides({ reasons, segments }: PromptResult): Text {
  const [first, ...others] = reasons;
  const names = others.flatMap(({ kind, segment }) =>
    kind === 'invalid' && segment !== undefined && segment !== 'overall' ? [{ name: segment }] : [],
  );
  if (first?.kind === 'invalid' || names.length === 0) return [];
  return [', and could not be judged for ', ...strongSegmentNames(names, segments)];
}

function isWorse(prompt: PromptResult): boolean {
  return regressedSegments(prompt).length > 0 || prompt.reasons[0]?.kind === 'overall-regression';
}

function worseText(prompt: PromptResult, through: Text): Text {
  const regressed = regressedSegments(prompt);
  const where: Text =
    regressed.length === 0
      ? [' ', strong('overall')]
      : prompt.segments.length === 1
        ? []
        : [' for ', ...regressionNames(prompt)];
  return [code(prompt.path), ' gets worse', ...where, ...through, ...limitsExceeded(prompt)];
}

/** `enterprise (and so for de and en)`: first what explains the others. */
function regressionNames(prompt: PromptResult): Text {
  const { explaining, others } = explainedRegressions(prompt);
  const names = strongSegmentNames(explaining, prompt.segments);
  return others.length === 0
    ? names
    : [...names, ' (and so for ', ...segmentNames(others, prompt.segments), ')'];
}

function otherTrouble(prompt: PromptResult): Text {
  const path = code(prompt.path);
  const [reason] = prompt.reasons;
  switch (reason?.kind) {
    case 'regression':
      return [path, ' gets worse for ', ...segmentsOf(prompt, 'regression')];
    case 'critical-case':
      return [path, ' now fails the critical case ', code(reason.caseId ?? '')];
    case 'critical-case-unanswered':
      return [path, ' could not be judged by the critical case ', code(reason.caseId ?? '')];
    case 'cost':
      return [path, ...costTrouble(prompt)];
    case 'latency':
      return [path, ...latencyTrouble(prompt)];
    case 'below-min-pass-rate':
      return [...rateText(prompt), ', too few', ...whereOf(prompt, 'below-min-pass-rate')];
    case 'weaker-suite':
      return [path, ...weakerSuiteTrouble(prompt), ...segmentsOf(prompt, 'weaker-suite')];
    case 'inconclusive':
      return isUncompared(prompt)
        ? [...rateText(prompt), ', not shown to be enough', ...whereOf(prompt, 'inconclusive')]
        : [path, ' cannot be shown to be harmless for ', ...segmentsOf(prompt, 'inconclusive')];
    case 'invalid':
      return [path, ' could not be judged for ', ...segmentsOf(prompt, 'invalid')];
    default:
      return [path, prompt.verdict === 'error' ? ' could not be judged' : ' gets worse'];
  }
}

type ReasonKind = PromptResult['reasons'][number]['kind'];

function segmentsOf({ reasons, segments }: PromptResult, kind: ReasonKind): Text {
  const names = reasons.flatMap((reason) =>
    reason.kind === kind && reason.segment !== undefined ? [{ name: reason.segment }] : [],
  );
  return strongSegmentNames(names, segments);
}

/** ` in premium`; nothing where the suite has one segment. */
function whereOf(prompt: PromptResult, kind: ReasonKind): Text {
  return prompt.segments.length === 1 ? [] : [' in ', ...segmentsOf(prompt, kind)];
}

function weakerSuiteTrouble(prompt: PromptResult): Text {
  const completed = completedCases(prompt);
  if (completed === null) return [' loses cases or checks of its suite in '];
  const cases = completed === 'critical' ? 'critical cases' : 'cases';
  const also = losesCases(prompt) ? ' loses cases or checks and' : '';
  return [`${also} has ${cases} asked only with values that this pull request adds in `];
}

/** ` takes 31 % longer to answer (95th percentile)`. */
function latencyTrouble(prompt: PromptResult): Text {
  const { latency } = prompt;
  const [over] = (latency ? latencyRules(latency) : []).filter(({ label }) => label === 'exceeded');
  const ofSegment = segmentLimitTrouble(prompt, 'latency');
  if (!over) return ofSegment.length > 0 ? ofSegment : [' takes longer to answer than its limit allows'];
  return [' takes ', strong(`${formatIncrease(over.ratio.ratio)} longer`), ` to answer (${over.of})`];
}

/** ` and costs 17.1 % more tokens`: the limits that block too. */
function limitsExceeded(prompt: PromptResult): Text {
  const kinds = prompt.reasons.map(({ kind }) => kind);
  const parts = [
    ...(kinds.includes('cost') ? [costIncrease(prompt)] : []),
    ...(kinds.includes('latency') ? [latencyTrouble(prompt)] : []),
  ];
  return parts.flatMap((part, index) => [index === parts.length - 1 ? ' and' : ',', ...part]);
}

/** ` costs 17.1 % more tokens and 16.1 % more money a call`. */
function costIncrease(prompt: PromptResult): Text {
  const { cost } = prompt;
  const { ratio } = cost?.comparison ?? {};
  const moneyRatio = cost ? costRules(cost, prompt.overall)[1].ratio : null;
  const labels = cost ? costLabels(cost) : null;
  const more: Span[] = [
    ...(labels?.tokens === 'exceeded' && ratio ? [strong(`${formatIncrease(ratio.ratio)} more tokens`)] : []),
    ...(labels?.money === 'exceeded' && moneyRatio
      ? [strong(`${formatIncrease(moneyRatio.ratio)} more money a call`)]
      : []),
  ];
  if (more.length > 0) return [' costs ', ...enumerate(more)];
  const ofSegment = segmentLimitTrouble(prompt, 'cost');
  return ofSegment.length > 0 ? ofSegment : [' costs more than its limit'];
}

function costTrouble(prompt: PromptResult): Text {
  const increase = costIncrease(prompt);
  if (increase.length === 1) return increase;
  if (prompt.cost?.label !== 'exceeded') return [...increase, ', over its limit'];
  const improved = improvementsOf(prompt).length > 0;
  return [...increase, improved ? ', over the limit' : ' and improves no segment'];
}
