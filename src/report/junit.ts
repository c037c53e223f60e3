import type { PromptResult, Result, SegmentResult } from '../domain/result.ts';
import { escapeHtml } from '../prose/inert.ts';
import { formatCount, formatPoints } from '../prose/numbers.ts';
import { clip, plainOf } from '../prose/text.ts';
import { type Cost, costRules } from './telling/cost-rules.ts';
import { costText } from './telling/cost-text.ts';
import { unsignedHeadline } from './telling/headline.ts';
import { isLatencyUnjudged, latencyRules } from './telling/latency-rules.ts';
import { latencyText } from './telling/latency-text.ts';
import { type Held, limitJudgement } from './telling/limit-judgement.ts';
import { wasRun } from './telling/order.ts';
import { rowLabel } from './telling/row-label.ts';
import { heldLimit, type LimitKind, segmentLimits } from './telling/segment-limits.ts';
import { limitName, segmentLimitsText } from './telling/segment-limits-text.ts';
import { measures } from './telling/segment-table.ts';
import { promptSentences } from './telling/sentences.ts';
import { isUncompared, uncomparedWord } from './telling/uncompared.ts';

type TestCase = { name: string; outcome?: Outcome };
type Outcome = { kind: 'failure' | 'error' | 'skipped'; message: string; type: string; text: string };
type TestSuite = { name: string; cases: TestCase[] };

/** Maximum length of names; longer ones are of no use to dashboards. */
const LONGEST_NAME = 200;

/**
 * JUnit XML: a suite per prompt, a testcase per segment, one for all cases, and one each for tokens and money; failures
 * contain the table's row. Errors that stopped the gate are a suite of their own. Only the whole run has a time: that of
 * single prompts and segments, which are asked side by side, is not measured.
 */
export function renderJUnit(result: Result): string {
  const suites = [...result.prompts.map((prompt) => acceptedSuite(prompt, result)), ...gateSuite(result)];
  const name = result.partial ? 'prompt-eval-gate, partial run' : 'prompt-eval-gate';
  const attributes = `name="${name}" ${countsOf(suites.flatMap(({ cases }) => cases))}`;
  const body = suites.map(suiteXml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes} time="${seconds(result.usage.elapsedMs)}">\n${body}</testsuites>\n`;
}

function suiteOf(prompt: PromptResult, result: Result): TestSuite {
  if (!wasRun(prompt)) {
    const text = plainOf(promptSentences(prompt, result.policy));
    const outcome: Outcome = { kind: 'skipped', message: text, type: prompt.change, text };
    const cases = [{ name: 'not run', outcome }, ...weakerSuiteCases(prompt)];
    return { name: prompt.path, cases };
  }
  const cases: TestCase[] = [
    ...prompt.segments.map((segment) => segmentCase(segment, prompt)),
    ...(prompt.overall ? [overallCase(prompt.overall, prompt)] : []),
    ...criticalCases(prompt),
    ...weakerSuiteCases(prompt),
    ...(prompt.cost ? costCases(prompt.cost, prompt, result) : []),
    ...latencyCases(prompt),
    ...(['cost', 'latency'] as const).flatMap((kind) => segmentLimitCases(prompt, kind)),
  ];
  return { name: prompt.path, cases };
}

/** Reasons that are about a segment and have a testcase of their own. */
const BESIDE_QUALITY: ReadonlySet<string> = new Set(['weaker-suite', 'cost', 'latency']);

function segmentCase(segment: SegmentResult, prompt: PromptResult): TestCase {
  const reason = prompt.reasons.find(
    ({ kind, segment: name }) => name === segment.name && !BESIDE_QUALITY.has(kind),
  );
  if (reason) return { name: segment.name, outcome: outcomeOf(reason.kind, segment, prompt) };
  if (segment.verdict === 'invalid')
    return { name: segment.name, outcome: outcomeOf('invalid', segment, prompt) };
  return isUncompared(prompt) ? uncomparedCase(segment, prompt) : { name: segment.name };
}

/** Neither passed nor failed: there is nothing to compare with. */
function uncomparedCase(segment: SegmentResult, prompt: PromptResult): TestCase {
  const { passes, n } = segment.candidate;
  const message = `${uncomparedWord(prompt)}: passes ${formatCount(passes)} of ${formatCount(n)}`;
  const outcome: Outcome = { kind: 'skipped', message, type: 'new', text: rowText(segment, prompt) };
  return { name: segment.name, outcome };
}

function overallCase(overall: SegmentResult, prompt: PromptResult): TestCase {
  const reason = prompt.reasons.find(
    (one) => one.kind === 'overall-regression' || one.segment === overall.name,
  );
  if (reason) return { name: 'overall', outcome: outcomeOf(reason.kind, overall, prompt) };
  return isUncompared(prompt) ? uncomparedCase(overall, prompt) : { name: 'overall' };
}

function outcomeOf(type: string, segment: SegmentResult, prompt: PromptResult): Outcome {
  const text = rowText(segment, prompt);
  const change = segment.difference === null ? '' : `: ${formatPoints(segment.difference)} points`;
  return { kind: type === 'invalid' ? 'error' : 'failure', message: `${type}${change}`, type, text };
}

/** The row of the comment's table, with its column heads. */
function rowText(segment: SegmentResult, prompt: PromptResult): string {
  const [baseline, candidate, change, lostWon, z, p] = measures(segment);
  return [
    `verdict: ${rowLabel(segment, prompt).words}`,
    `segment: ${clip(segment.name, LONGEST_NAME)}`,
    `baseline: ${baseline}`,
    `candidate: ${candidate}`,
    `change, 95\u00a0% CI: ${change}`,
    `lost / won: ${lostWon}`,
    `z: ${z}`,
    `adjusted p: ${p}`,
  ].join('\n');
}

function criticalCases(prompt: PromptResult): TestCase[] {
  return prompt.reasons
    .filter(({ kind }) => kind === 'critical-case' || kind === 'critical-case-unanswered')
    .map(({ kind: type, caseId = '' }) => {
      const [kind, message] =
        type === 'critical-case'
          ? (['failure', 'a critical case that always passed now always fails'] as const)
          : (['error', 'a critical case that always passed now has no answer'] as const);
      return { name: caseId, outcome: { kind, type, message, text: message } };
    });
}

function weakerSuiteCases(prompt: PromptResult): TestCase[] {
  return prompt.reasons
    .filter((reason) => reason.kind === 'weaker-suite')
    .map(({ segment = '' }) => {
      const message = 'cases are removed, loosened, or asked only with added values, which the policy blocks';
      const outcome: Outcome = { kind: 'failure', type: 'weaker-suite', message, text: message };
      return { name: `cases of ${segment}`, outcome };
    });
}

/** A testcase a limit: one that is off, or had nothing to judge, is neither passed nor failed. */
function costCases(cost: Cost, prompt: PromptResult, result: Result): TestCase[] {
  const text = plainOf(costText(prompt, result.policy) ?? []);
  return costRules(cost, prompt.overall).flatMap((rule): TestCase[] => {
    const { of, label, limit, ratio } = rule;
    if (of === 'money' && limit === null) return [];
    if (label === 'exceeded') {
      const message = `more ${of} than the limit`;
      return [{ name: of, outcome: { kind: 'failure', type: 'cost', message, text } }];
    }
    const isJudged = ratio !== null && label !== 'unknown';
    const message = limit === null ? 'no limit' : openMessage(rule);
    const skipped: Outcome = { kind: 'skipped', message, type: 'cost', text };
    return [{ name: of, ...(isJudged ? {} : { outcome: skipped }) }];
  });
}

/** A testcase a limit of latency; one for all where nothing is held against them. */
function latencyCases(prompt: PromptResult): TestCase[] {
  const { latency } = prompt;
  if (isLatencyUnjudged(prompt)) {
    const message = 'too few cases were asked of both versions by one run';
    return [{ name: 'latency', outcome: { kind: 'skipped', type: 'latency', message, text: message } }];
  }
  const rules = latency ? latencyRules(latency).filter(({ limit }) => limit !== null) : [];
  const text = plainOf(latencyText(prompt) ?? []);
  return rules.map((rule): TestCase => {
    const { of, label } = rule;
    const name = `latency, ${of}`;
    if (label === 'unknown')
      return { name, outcome: { kind: 'skipped', type: 'latency', message: openMessage(rule), text } };
    if (label !== 'exceeded') return { name };
    const message = `answers take longer than the limit (${of})`;
    return { name, outcome: { kind: 'failure', type: 'latency', message, text } };
  });
}

/** Why a limit is neither kept nor exceeded. */
function openMessage(held: Held): string {
  return limitJudgement(held).replace(/^, /, '') || 'nothing to compare';
}

/** A testcase a limit of a segment of its own. */
function segmentLimitCases(prompt: PromptResult, kind: LimitKind): TestCase[] {
  const text = plainOf(segmentLimitsText(prompt, kind)).trim();
  return segmentLimits(prompt, kind).map((limit): TestCase => {
    const name = limitName(limit);
    if (limit.label === 'exceeded')
      return { name, outcome: { kind: 'failure', type: kind, message: 'over the limit', text } };
    const message = openMessage(heldLimit(limit));
    return limit.label === 'unknown'
      ? { name, outcome: { kind: 'skipped', type: kind, message, text } }
      : { name };
  });
}

/** The suite; what a maintainer accepted is not failed but skipped, with the finding. */
function acceptedSuite(prompt: PromptResult, result: Result): TestSuite {
  const suite = suiteOf(prompt, result);
  const { accepted } = result;
  if (!accepted) return suite;
  const isReason = (name: string) => prompt.reasons.some(({ segment }) => segment === name);
  const cases = suite.cases.map(({ name, outcome }): TestCase => {
    if (!outcome || !(outcome.kind === 'failure' || isReason(name)))
      return { name, ...(outcome && { outcome }) };
    const message = `accepted by @${accepted.by}: ${outcome.message}`;
    return { name, outcome: { ...outcome, kind: 'skipped', message } };
  });
  return { ...suite, cases };
}

function gateSuite(result: Result): TestSuite[] {
  if (result.verdict === 'partial') {
    const message = plainOf(unsignedHeadline(result));
    const outcome: Outcome = { kind: 'skipped', message, type: 'partial', text: message };
    return [{ name: 'prompt-eval-gate', cases: [{ name: 'gate', outcome }] }];
  }
  if (result.accepted) {
    const message = plainOf(unsignedHeadline(result));
    const outcome: Outcome = { kind: 'skipped', message, type: 'accepted', text: message };
    return [{ name: 'prompt-eval-gate', cases: [{ name: 'gate', outcome }] }];
  }
  if (result.errors.length === 0 && result.verdict !== 'error') return [];
  const text = result.errors
    .map(({ place, message, remedy }) => [place, message, remedy].filter(Boolean).join(' '))
    .join('\n');
  const outcome: Outcome = { kind: 'error', message: plainOf(unsignedHeadline(result)), type: 'error', text };
  return [{ name: 'prompt-eval-gate', cases: [{ name: 'gate', outcome }] }];
}

function suiteXml({ name, cases }: TestSuite): string {
  const xml = cases.map((testCase) => caseXml(testCase, name)).join('');
  return `  <testsuite name="${attribute(name)}" ${countsOf(cases)}>\n${xml}  </testsuite>\n`;
}

function caseXml({ name, outcome }: TestCase, suite: string): string {
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"`;
  if (!outcome) return `${head}/>\n`;
  const { kind, message, type, text } = outcome;
  const typed = kind === 'skipped' ? '' : ` type="${attribute(type)}"`;
  return `${head}>\n      <${kind} message="${attribute(message)}"${typed}>${escapeXml(text)}</${kind}>\n    </testcase>\n`;
}

function countsOf(cases: readonly TestCase[]): string {
  const count = (kind: Outcome['kind']) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attribute(text: string): string {
  return escapeXml(clip(text, LONGEST_NAME));
}

/** XML 1.0 allows no control characters, escaped or not: they are shown as symbols; it forbids two more code points. */
function escapeXml(text: string): string {
  return escapeHtml(text).replace(/[\ufffe\uffff]/g, '\ufffd');
}
