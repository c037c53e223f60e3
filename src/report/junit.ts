import type { PromptResult, Result, SegmentResult } from '../domain/result.ts';
import { escapeHtml } from '../prose/inert.ts';
import { formatPoints } from '../prose/numbers.ts';
import { clip, plainOf } from '../prose/text.ts';
import { costText } from './telling/cost-text.ts';
import { unsignedHeadline } from './telling/headline.ts';
import { wasRun } from './telling/order.ts';
import { measures } from './telling/segment-table.ts';
import { promptSentences } from './telling/sentences.ts';

type TestCase = { name: string; outcome?: Outcome };
type Outcome = { kind: 'failure' | 'error' | 'skipped'; message: string; type: string; text: string };
type TestSuite = { name: string; cases: TestCase[]; seconds: number };

/** Names longer than this serve no dashboard. */
const LONGEST_NAME = 200;

/**
 * JUnit XML: a suite a prompt, a testcase a segment, one for all cases and one for the tokens; failures carry
 * the table's row. What stopped the gate is a suite of its own.
 */
export function renderJUnit(result: Result): string {
  const suites = [...result.prompts.map((prompt) => suiteOf(prompt, result)), ...gateSuite(result)];
  const attributes = `name="prompt-eval-gate" ${countsOf(suites.flatMap(({ cases }) => cases))}`;
  const body = suites.map(suiteXml).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${attributes} time="${seconds(result.usage.elapsedMs)}">\n${body}</testsuites>\n`;
}

function suiteOf(prompt: PromptResult, result: Result): TestSuite {
  const time = prompt.usage.elapsedMs;
  if (!wasRun(prompt)) {
    const text = plainOf(promptSentences(prompt, result.policy));
    const outcome: Outcome = { kind: 'skipped', message: text, type: prompt.change, text };
    const cases = [{ name: 'not run', outcome }, ...weakerSuiteCases(prompt)];
    return { name: prompt.path, cases, seconds: time };
  }
  const cases = [
    ...prompt.segments.map((segment) => segmentCase(segment, prompt)),
    ...(prompt.overall ? [overallCase(prompt.overall, prompt)] : []),
    ...criticalCases(prompt),
    ...weakerSuiteCases(prompt),
    ...(prompt.cost ? [tokensCase(prompt, result)] : []),
  ];
  return { name: prompt.path, cases, seconds: time };
}

function segmentCase(segment: SegmentResult, prompt: PromptResult): TestCase {
  const reason = prompt.reasons.find(
    ({ kind, segment: name }) => name === segment.name && kind !== 'weaker-suite',
  );
  if (reason) return { name: segment.name, outcome: outcomeOf(reason.kind, segment) };
  if (segment.verdict === 'invalid') return { name: segment.name, outcome: outcomeOf('invalid', segment) };
  return { name: segment.name };
}

function overallCase(overall: SegmentResult, prompt: PromptResult): TestCase {
  const isReason = prompt.reasons.some((reason) => reason.kind === 'overall-regression');
  return isReason
    ? { name: 'overall', outcome: outcomeOf('overall-regression', overall) }
    : { name: 'overall' };
}

function outcomeOf(type: string, segment: SegmentResult): Outcome {
  const text = rowText(segment);
  const change = segment.difference === null ? '' : `: ${formatPoints(segment.difference)} points`;
  return { kind: type === 'invalid' ? 'error' : 'failure', message: `${type}${change}`, type, text };
}

/** The row of the comment's table, with its heads. */
function rowText(segment: SegmentResult): string {
  const [baseline, candidate, change, lostWon, z, p] = measures(segment);
  return [
    `verdict: ${segment.verdict}`,
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
    .filter((reason) => reason.kind === 'critical-case')
    .map(({ caseId = '' }) => {
      const message = 'a critical case that always passed now always fails';
      return { name: caseId, outcome: { kind: 'failure', type: 'critical-case', message, text: message } };
    });
}

function weakerSuiteCases(prompt: PromptResult): TestCase[] {
  return prompt.reasons
    .filter((reason) => reason.kind === 'weaker-suite')
    .map(({ segment = '' }) => {
      const message = 'cases are removed or loosened, which the policy blocks';
      const outcome: Outcome = { kind: 'failure', type: 'weaker-suite', message, text: message };
      return { name: `cases of ${segment}`, outcome };
    });
}

function tokensCase(prompt: PromptResult, result: Result): TestCase {
  if (!prompt.reasons.some((reason) => reason.kind === 'cost')) return { name: 'tokens' };
  const text = plainOf(costText(prompt, result.policy) ?? []);
  return {
    name: 'tokens',
    outcome: { kind: 'failure', type: 'cost', message: 'more tokens than the limit', text },
  };
}

function gateSuite(result: Result): TestSuite[] {
  if (result.errors.length === 0 && result.verdict !== 'error') return [];
  const text = result.errors
    .map(({ place, message, remedy }) => [place, message, remedy].filter(Boolean).join(' '))
    .join('\n');
  const outcome: Outcome = { kind: 'error', message: plainOf(unsignedHeadline(result)), type: 'error', text };
  return [{ name: 'prompt-eval-gate', cases: [{ name: 'gate', outcome }], seconds: 0 }];
}

function suiteXml({ name, cases, seconds: time }: TestSuite): string {
  const xml = cases.map((testCase) => caseXml(testCase, name)).join('');
  return `  <testsuite name="${attribute(name)}" ${countsOf(cases)} time="${seconds(time)}">\n${xml}  </testsuite>\n`;
}

function caseXml({ name, outcome }: TestCase, suite: string): string {
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}" time="0"`;
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

/** XML 1.0 knows no control characters, escaped or not: they are shown; two more code points it forbids. */
function escapeXml(text: string): string {
  return escapeHtml(text).replace(/[\ufffe\uffff]/g, '\ufffd');
}
