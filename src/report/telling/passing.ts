import { NPX_COMMAND } from '../../base/product.ts';
import type { PortfolioPlan } from '../../domain/portfolio-plan.ts';
import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { counted, formatChange, formatCount, formatPointsSize } from '../../prose/numbers.ts';
import { code, enumerate, type Span, type Text } from '../../prose/text.ts';
import { costRules, payerText } from './cost-rules.ts';
import { isLatencyUnjudged, unshownLatency } from './latency-rules.ts';
import { aboveUnshownText, isAboveUnshown } from './limit-judgement.ts';
import { completedCases, losesCases } from './lower-bar.ts';
import { allFailText, hasNothingToLose, nothingToLoseText } from './nothing-to-lose.ts';
import { isTooSmall, wasRun } from './order.ts';
import { looserPortfolioText } from './portfolio-limits.ts';
import { limitChange, unshownLimits } from './segment-limits.ts';
import { shrunkPrefixText } from './shrunk-prefix.ts';
import { GOOD, NEW, type Sign, UNJUDGED, WARNING } from './signs.ts';
import { isAlarming, isCompared, isUncompared, segmentNames, uncomparedText } from './uncompared.ts';

/** A drop that a suite should detect, a fraction: if it detects only larger ones, it has too few cases to tell. */
const LARGEST_BLIND_DROP = 0.3;

/** New prompts with a clause of their own; further ones are counted. */
const MOST_CLAUSES = 2;

/** Sign and words of a result that passes. */
export type Finding = { sign: Sign; text: Text };

/** The finding if nothing blocks: never more than was compared. */
export function passingFinding(result: Result): Finding {
  const finding = comparisonFinding(result);
  const lower = [...lowerBarClauses(result), ...exposureClauses(result)];
  if (lower.length === 0) return finding;
  const isOfSuites = result.prompts.every(({ change }) => change === 'suite');
  return { sign: WARNING, text: joined([isOfSuites ? ['no prompt changed'] : finding.text, ...lower], '; ') };
}

/** What the pull request takes from the suites, or adds to the cases that they have. */
function lowerBarClauses({ prompts }: Result): Text[] {
  const weakened = prompts.filter(losesCases);
  const completed = prompts.filter((prompt) => completedCases(prompt) !== null);
  const lose: Text =
    weakened.length === 1
      ? ['the suite of ', ...named(weakened), ' loses cases or checks']
      : ['the suites of ', ...named(weakened), ' lose cases or checks'];
  const asked: Text = [
    `${completed.some((prompt) => completedCases(prompt) === 'critical') ? 'critical cases' : 'cases'} of `,
    ...named(completed),
    ' are asked only with values that this pull request adds',
  ];
  return [...(weakened.length > 0 ? [lose] : []), ...(completed.length > 0 ? [asked] : [])];
}

/** Portfolios whose limits or guards end, and versions on which a guard tripped that everybody will get. */
function exposureClauses({ looserPortfolios = [], registryPlan }: Result): Text[] {
  const ends = looserPortfolios.slice(0, MOST_CLAUSES).map(looserPortfolioText);
  const tripped = (registryPlan?.promotions ?? []).filter(
    ({ outcome, trips = [], ...of }) =>
      outcome === 'promoted' &&
      trips.length > 0 &&
      !looserPortfolios.some(
        ({ prompt, environment }) => prompt === of.prompt && environment === of.environment,
      ),
  );
  return [
    ...ends,
    ...tripped
      .slice(0, MOST_CLAUSES)
      .map(
        ({ prompt, version, environment }): Text => [
          ...[code(`${prompt} ${version}`), ', on which a guard tripped, will serve '],
          code(environment),
        ],
      ),
  ];
}

function named(prompts: readonly PromptResult[]): Text {
  return enumerate(prompts.map((prompt) => code(prompt.path)));
}

function comparisonFinding(result: Result): Finding {
  const { prompts } = result;
  const run = prompts.filter(wasRun);
  if (prompts.length === 0) return keptPortfolios(result) ?? nothingChanged(result);
  if (run.length === 0) return { sign: GOOD, text: unrunText(prompts) };
  const uncompared = run.filter(isUncompared);
  const alarming = uncompared.filter(isAlarming);
  const others = uncompared.filter((prompt) => !isAlarming(prompt));
  const compared = comparedFinding(run.filter(isCompared), result.policy);
  const clauses = [
    ...uncomparedClauses(alarming, result.policy),
    ...(compared ? [compared.text] : []),
    ...uncomparedClauses(others, result.policy),
  ];
  const isAllTooSmall = others.every(isTooSmall);
  const sign = alarming.length > 0 ? WARNING : (compared?.sign ?? (isAllTooSmall ? UNJUDGED : NEW));
  return { sign, text: joined(clauses, '; ') };
}

/** A pull request that changes portfolios and no prompt; null where it changes neither. */
function keptPortfolios({ portfolioPlans = [] }: Result): Finding | null {
  if (portfolioPlans.length === 0) return null;
  const names = enumerate(portfolioPlans.map(({ prompt }) => code(prompt)));
  const noun = portfolioPlans.length === 1 ? 'the portfolio of ' : 'the portfolios of ';
  const verb = portfolioPlans.length === 1 ? ' keeps its limits' : ' keep their limits';
  const held = versionsOf(portfolioPlans, ({ held: of = [] }) => of);
  if (held.length > 0) {
    const but = `; ${held.length === 1 ? 'it is' : 'they are'} held, so the merge does not raise ${held.length === 1 ? 'it' : 'them'}`;
    return {
      sign: WARNING,
      text: [noun, ...names, verb, ', but not the weights of ', ...enumerate(held), but],
    };
  }
  const tripped = versionsOf(portfolioPlans, ({ trips = [] }) => trips);
  if (tripped.length > 0) {
    const text = [noun, ...names, verb, ', and raises ', ...enumerate(tripped), ', on which a guard tripped'];
    return { sign: WARNING, text };
  }
  return { sign: GOOD, text: [noun, ...names, verb] };
}

/** Versions that plans name, each once, in a sentence. */
function versionsOf(
  plans: readonly PortfolioPlan[],
  of: (plan: PortfolioPlan) => readonly { version: string }[],
): Span[] {
  return [...new Set(plans.flatMap(of).map(({ version }) => version))].map((version) => code(version));
}

function nothingChanged({ promptsWatched, notices, policySource: { path, revision } }: Result): Finding {
  if (notices.some(({ code: kind }) => kind === 'changed-provider-not-asked'))
    return { sign: WARNING, text: ['no prompt changed for the model that is asked, and others changed'] };
  if (promptsWatched > 0)
    return { sign: GOOD, text: [`no prompt changed (${counted(promptsWatched, 'prompt')} watched)`] };
  const cause: Text =
    revision === 'defaults'
      ? ['no file ends in .prompt.yml, and there is no ', code(path)]
      : ['no file matches ', code('prompts'), ' in ', code(path)];
  return {
    sign: UNJUDGED,
    text: ['nothing is watched: ', ...cause, '; ', code(`${NPX_COMMAND} init`), ' finds prompts'],
  };
}

function unrunText(prompts: readonly PromptResult[]): Text {
  const paths = enumerate(prompts.map((prompt) => code(prompt.path)));
  if (prompts.every((prompt) => prompt.change === 'deleted'))
    return [...paths, prompts.length === 1 ? ' is deleted' : ' are deleted', '; there is nothing to compare'];
  if (prompts.every((prompt) => prompt.change === 'suite'))
    return ['no prompt changed; the suite of ', ...paths, ' did, and is valid'];
  return [
    `there is nothing to compare (${counted(prompts.length, 'prompt')}, deleted or with another suite)`,
  ];
}

/** A clause for each of the first prompts that were not compared, and one for the others. */
export function uncomparedClauses(prompts: readonly PromptResult[], policy: Result['policy']): Text[] {
  const shown = prompts.slice(0, MOST_CLAUSES).map((prompt) => uncomparedText(prompt, policy));
  const more = prompts.length - shown.length;
  return more > 0 ? [...shown, [`${counted(more, 'more prompt')} with nothing to be compared with`]] : shown;
}

/** The finding about prompts that were compared; null if there are none. */
function comparedFinding(
  prompts: readonly PromptResult[],
  { gate }: Pick<Result['policy'], 'gate'>,
): Finding | null {
  if (prompts.length === 0) return null;
  const costs = costClauses(prompts);
  const latency = latencyClauses(prompts);
  const ofSegments = prompts.flatMap(unshownLimits).slice(0, MOST_CLAUSES).map(limitChange);
  if (prompts.every(isTooSmall)) {
    const paths = enumerate(prompts.map((prompt) => code(prompt.path)));
    const has = prompts.length === 1 ? ' has' : ' have';
    const rows = prompts.flatMap(({ segments }) => segments);
    const areFamilies = rows.some(({ families, cases }) => families !== undefined && families < cases);
    const needed = `a segment needs 10${areFamilies ? ', variants of one question counted once' : ''}`;
    const text: Text = [...paths, has, ` too few cases to be judged: ${needed}`];
    const dearer = costs.rises.length === 0 ? [] : [[`${costs.rises.join(' and ')} do not block either`]];
    return { sign: UNJUDGED, text: joined([text, ...dearer, ...costs.paid], '; ') };
  }
  const segments = prompts.flatMap((prompt) => prompt.segments);
  const untold = segments.filter(isUntold);
  const lossless = segments.filter(hasNothingToLose);
  const inconclusive = segments.filter(
    (one) => one.verdict === 'inconclusive' && !isUntold(one) && !hasNothingToLose(one),
  ).length;
  const answers = prompts.reduce((sum, { usage }) => sum + usage.trials - usage.errored, 0);
  const parts = [
    `${counted(prompts.length, 'prompt')}${gate.family === 'pull-request' && prompts.length > 1 ? ' together' : ''}`,
    counted(segments.length, 'segment'),
    counted(answers, 'answer'),
    ...(inconclusive > 0 ? [`${formatCount(inconclusive)} inconclusive`] : []),
    ...costs.unshown,
    ...latency.unshown,
    ...ofSegments.map((change) => `${change}, not surely above the limit`),
  ].join(', ');
  const shrunk = shrunkPrefixText(prompts);
  const sign = lossless.length > 0 || shrunk.length > 0 ? WARNING : null;
  const besides = [...latency.unjudged, ...costs.paid, ...(shrunk.length > 0 ? [shrunk] : [])];
  if (prompts.every(isBlind)) {
    const why = lossless.length === segments.length ? `: ${allFailText(prompts)}` : blindness(untold);
    return {
      sign: sign ?? UNJUDGED,
      text: joined([[`nothing could be told (${parts})${why}`], ...besides], '; '),
    };
  }
  const tooFew: Text[] = [
    ...(lossless.length === 0 ? [] : [nothingToLoseText(lossless, segments, prompts)]),
    ...(untold.length === 0 ? [] : [untoldText(untold, segments)]),
  ];
  return {
    sign: sign ?? GOOD,
    text: joined([[`no regression shown (${parts})`], ...tooFew, ...besides], '; '),
  };
}

/**
 * Whether a segment has too few cases to tell: none was shown to be harmless, and a drop of 30 points need not show. One
 * whose drop the baseline, asked anew, did not confirm has enough.
 */
export function isUntold({
  verdict,
  unconfirmed,
  nothingToLose,
  minimumDetectableEffect: smallest,
}: SegmentResult): boolean {
  if (verdict === 'invalid') return true;
  if (unconfirmed || nothingToLose) return false;
  return verdict === 'inconclusive' && (smallest === null || smallest > LARGEST_BLIND_DROP);
}

/** Whether a compared prompt has no finding: neither for a segment, nor for all cases together. */
export function isBlind(prompt: PromptResult): boolean {
  const { segments, overall } = prompt;
  const isOpen = (row: SegmentResult) => isUntold(row) || hasNothingToLose(row);
  return isTooSmall(prompt) || (segments.every(isOpen) && (overall === null || isOpen(overall)));
}

/** `de has too few cases to tell`. */
export function untoldText(untold: readonly SegmentResult[], all: readonly SegmentResult[]): Text {
  const has = untold.length === 1 ? 'has' : 'have';
  return [...segmentNames(untold, all), ` ${has} too few cases to tell`];
}

function blindness(segments: readonly SegmentResult[]): string {
  const shown = segments.flatMap(({ minimumDetectableEffect: smallest }) => smallest ?? []);
  if (shown.length === 0) return ': there are too few cases';
  return `: only drops of ${formatPointsSize(Math.min(...shown))} points or more would show`;
}

/** The largest rises that are above a limit and not shown to be, and those that an improvement pays for. */
function costClauses(prompts: readonly PromptResult[]): {
  /** Those above a limit and not shown to be: the change alone, and with why it does not block. */
  rises: string[];
  unshown: string[];
  paid: Text[];
} {
  const rises = prompts.flatMap((prompt) =>
    prompt.cost
      ? costRules(prompt.cost, prompt.overall).map((rule) => ({
          ...rule,
          prompt,
          size: rule.ratio?.ratio ?? 0,
        }))
      : [],
  );
  const largest = (isMeant: (rise: (typeof rises)[number]) => boolean) =>
    (['tokens', 'money'] as const).flatMap((of) =>
      rises
        .filter((rise) => rise.of === of && isMeant(rise))
        .sort((a, b) => b.size - a.size)
        .slice(0, 1),
    );
  const change = ({ of, size }: { of: string; size: number }) =>
    `${formatChange(size)} ${of === 'money' ? 'money a call' : of}`;
  const paid = largest(({ label }) => label === 'paid-for');
  const [first] = paid;
  const above = largest(isAboveUnshown);
  return {
    rises: above.map(change),
    unshown: above.map((rise) => `${change(rise)}${aboveUnshownText(rise)}`),
    paid: first ? [[`${paid.map(change).join(' and ')}, paid for by `, ...payerText(first.prompt)]] : [],
  };
}

/** The largest rise of latency that is above a limit and not shown to be, and the prompts held against no limit of it. */
function latencyClauses(prompts: readonly PromptResult[]): { unshown: string[]; unjudged: Text[] } {
  const [largest] = prompts.flatMap((prompt) => unshownLatency(prompt) ?? []).sort((a, b) => b.size - a.size);
  const unjudged = prompts.filter(isLatencyUnjudged);
  const whose: Text = unjudged.length < prompts.length ? [' of ', ...named(unjudged)] : [];
  return {
    unshown: largest ? [largest.text] : [],
    unjudged: unjudged.length > 0 ? [['latency', ...whose, ' is not held against its limit']] : [],
  };
}

function joined(texts: readonly Text[], between: string): Text {
  return texts.flatMap((text, index) => (index === 0 ? text : [between, ...text]));
}
