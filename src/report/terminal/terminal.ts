import { passesByItself } from '../../domain/acceptance.ts';
import { namesCases } from '../../domain/part.ts';
import type { ChangedCase, PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { atMost } from '../../prose/at-most.ts';
import { breakCommands } from '../../prose/inert.ts';
import { counted } from '../../prose/numbers.ts';
import { clip, code, strong, type Text } from '../../prose/text.ts';
import { diffAnswers, wrapLine } from '../telling/answer-diff.ts';
import { type CaseGroup, caseMarks, failingGroups, failureTexts } from '../telling/case-list.ts';
import { certaintyTexts } from '../telling/certainty.ts';
import { costLabelOf } from '../telling/cost-rules.ts';
import { costText } from '../telling/cost-text.ts';
import { signOf, unsignedHeadline } from '../telling/headline.ts';
import { latencyLabelOf, limitsLatency } from '../telling/latency-rules.ts';
import { latencyText } from '../telling/latency-text.ts';
import { errorTexts, factTexts, noticeTexts } from '../telling/messages.ts';
import { missingAnswersTitle } from '../telling/missing.ts';
import { isTooSmall, segmentsWorstFirst, wasRun, worstFirst } from '../telling/order.ts';
import { passingLine } from '../telling/passing-line.ts';
import { forestPlot, plotScale, plottedRows } from '../telling/plot.ts';
import { REGISTRY_TITLE, registryTexts } from '../telling/registry.ts';
import { remarkTexts } from '../telling/remarks.ts';
import { overallLabel, type RowLabel, rowLabel } from '../telling/row-label.ts';
import { runText, sourceTexts } from '../telling/run-text.ts';
import { measures } from '../telling/segment-table.ts';
import { promptSentences } from '../telling/sentences.ts';
import { COSTS, WARNING } from '../telling/signs.ts';
import { troubleOf } from '../telling/trouble.ts';
import {
  bullets,
  type Terminal,
  type TerminalCell,
  type TerminalColumn,
  terminalOf,
  terminalTable,
  toneStyle,
  wrapText,
} from './layout.ts';
import { portfolioLines } from './portfolio.ts';

/** Cases of a group that are shown with their answers; the report files have all. */
const MOST_CASES = 3;
/** Cases of a group that are named. */
const MOST_NAMED = 10;
/** Segments in a table or plot. */
const MOST_ROWS = 200;

/**
 * The report for a terminal or a log: the comment's content, without a final line end.
 *
 * @param options.width columns; 60 at least are used, 120 at most.
 * @param options.color whether escape sequences may be used; without them the text is the same.
 */
export function renderTerminal(result: Result, options: { width: number; color: boolean }): string {
  const terminal = terminalOf(options);
  const passing = worstFirst(result.prompts).filter((prompt) => prompt.verdict === 'pass' && wasRun(prompt));
  const failing = worstFirst(result.prompts).filter(stopsMerge);
  const several = result.prompts.filter(wasRun).length > 1 || result.verdict === 'error';
  const blocks = [
    headlineLines(result, terminal),
    bullets(noticeTexts(result), terminal, WARNING.terminal),
    bullets(errorTexts(result, result.verdict === 'error' ? 1 : 0), terminal),
    ...failing.flatMap((prompt) => promptBlocks(prompt, result, terminal, several)),
    ...(passesByItself(result) || showsSingleCases(result)
      ? passing.flatMap((prompt) => passingBlocks(prompt, result, terminal, several))
      : [passingLines(passing, result, terminal)]),
    ...(result.portfolioPlans ?? []).map((plan) => portfolioLines(plan, terminal)),
    registryLines(result, terminal),
    bullets(remarkTexts(result), terminal),
    ranLines(result, terminal),
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return breakCommands(text);
}

function registryLines(result: Result, terminal: Terminal): string[] {
  const texts = registryTexts(result);
  if (texts.length === 0) return [];
  return [...wrapText([strong(REGISTRY_TITLE)], terminal), ...bullets(texts, terminal)];
}

/** The first line, with its sign. */
export function headlineLines(result: Result, terminal: Terminal): string[] {
  const { paint } = terminal;
  const sign = signOf(result);
  const [first = '', ...rest] = wrapText(unsignedHeadline(result), {
    ...terminal,
    width: terminal.width - 2,
  });
  return [
    `${paint.bold(toneStyle(sign.tone, paint)(sign.terminal))} ${paint.bold(first)}`,
    ...rest.map((line) => `  ${paint.bold(line)}`),
  ];
}

function promptBlocks(
  prompt: PromptResult,
  result: Result,
  terminal: Terminal,
  several: boolean,
): string[][] {
  const heading = several ? wrapText([strong('─ '), ...troubleOf(prompt)], terminal) : [];
  return [
    heading,
    wrapText(promptSentences(prompt, result.policy), terminal),
    segmentLines(prompt, terminal),
    plotLines(prompt, terminal),
    costLines(prompt, result, terminal),
    latencyLines(prompt, terminal),
    ...failingGroups(prompt).map((group, index) => groupLines(group, terminal, index === 0)),
    errorLines(prompt, terminal),
    dimmed(certaintyTexts(prompt, result), terminal),
  ];
}

/** Whether single cases were asked for, which are shown whatever was found in them. */
function showsSingleCases({ partial }: Result): boolean {
  return partial !== undefined && namesCases(partial);
}

function passingBlocks(
  prompt: PromptResult,
  result: Result,
  terminal: Terminal,
  several: boolean,
): string[][] {
  return [
    several ? wrapText([code(prompt.path)], terminal) : [],
    segmentLines(prompt, terminal),
    costLines(prompt, result, terminal),
    latencyLines(prompt, terminal),
    ...failingGroups(prompt).map((group) =>
      isTooSmall(prompt) || showsSingleCases(result)
        ? groupLines(group, terminal, true)
        : namedCases(group, terminal),
    ),
    dimmed(certaintyTexts(prompt, result), terminal),
  ];
}

const COLUMNS: readonly TerminalColumn[] = [
  { head: '', align: 'left', priority: 0 },
  { head: 'segment', align: 'left', priority: 0 },
  { head: 'baseline', align: 'right', priority: 2 },
  { head: 'candidate', align: 'right', priority: 2 },
  { head: 'change, 95\u00a0% CI', align: 'left', priority: 0 },
  { head: 'lost / won', align: 'right', priority: 3 },
  { head: 'z', align: 'right', priority: 4 },
  { head: 'adjusted p', align: 'right', priority: 0 },
];

/** The table of a prompt's segments; nothing where it was not run. */
export function segmentLines(prompt: PromptResult, terminal: Terminal): string[] {
  if (!wasRun(prompt)) return [];
  const segments = segmentsWorstFirst(prompt.segments).slice(0, MOST_ROWS);
  const rows = segments.map((segment) => segmentRow(segment, rowLabel(segment, prompt), terminal));
  const { overall } = prompt;
  if (overall) rows.push(segmentRow(overall, overallLabel(overall, prompt), terminal));
  const unshown = prompt.segments.length - segments.length;
  const table = terminalTable(COLUMNS, rows, terminal);
  return unshown > 0 ? [...table, `${counted(unshown, 'more segment')} in the result JSON`] : table;
}

function segmentRow(segment: SegmentResult, label: RowLabel | null, { paint }: Terminal): TerminalCell[] {
  const missing = segment.missing > 0 ? ` (${segment.missing} missing)` : '';
  const verdict: TerminalCell = label
    ? { text: `${label.sign.terminal} ${label.words}`, style: toneStyle(label.sign.tone, paint) }
    : { text: '' };
  const name = { text: clip(segment.name, 40) + missing };
  return [verdict, name, ...measures(segment).map((text) => ({ text }))];
}

function plotLines(prompt: PromptResult, { width, paint }: Terminal): string[] {
  const [axis, ...lines] = forestPlot(prompt, { scale: plotScale([prompt], Math.min(width, 90)) });
  if (axis === undefined) return [];
  const verdicts = plottedRows(prompt);
  return [paint.dim(axis), ...lines.map((line, index) => paintLine(line, verdicts[index], paint))].slice(
    0,
    MOST_ROWS,
  );
}

function paintLine(
  line: string,
  segment: Pick<SegmentResult, 'verdict'> | undefined,
  paint: Terminal['paint'],
): string {
  return segment?.verdict === 'regression' ? paint.red(line) : line;
}

function costLines(prompt: PromptResult, result: Result, terminal: Terminal): string[] {
  const text = costText(prompt, result.policy);
  if (!text) return [];
  const sign = costLabelOf(prompt) === 'exceeded' ? ` ${COSTS.exceeded.sign.terminal} ` : ' ';
  return wrapText([strong('Cost'), sign, ...text], terminal);
}

function latencyLines(prompt: PromptResult, terminal: Terminal): string[] {
  const text = latencyText(prompt);
  if (!text || !limitsLatency(prompt)) return [];
  const sign = latencyLabelOf(prompt) === 'exceeded' ? ` ${COSTS.exceeded.sign.terminal} ` : ' ';
  return wrapText([strong('Latency'), sign, ...text], terminal);
}

function groupLines({ title, cases }: CaseGroup, terminal: Terminal, withCases: boolean): string[] {
  const shown = withCases ? cases.slice(0, MOST_CASES) : [];
  const unshown = cases.length - shown.length;
  return [
    ...wrapText(title, terminal).map((line) => terminal.paint.bold(line)),
    ...shown.flatMap((changed) => ['', ...caseLines(changed, terminal)]),
    ...(unshown > 0
      ? [
          ...(withCases ? [''] : []),
          `  ${counted(unshown, withCases ? 'more case' : 'case')} in the HTML and JSON reports`,
        ]
      : []),
  ];
}

function caseLines(changed: ChangedCase, terminal: Terminal): string[] {
  const head: Text = [
    strong(clip(changed.description ?? changed.id, 120)),
    ...caseMarks(changed),
    ' · ',
    code(changed.place),
  ];
  const failures = failureTexts(changed, true);
  return [
    ...wrapText(head, terminal, '  '),
    ...failures.flatMap((failure) => wrapText(failure, terminal, '  ')),
    ...answerLines(changed, terminal),
  ];
}

function answerLines({ baseline, candidate }: ChangedCase, { width, paint }: Terminal): string[] {
  if (candidate.answer === null || baseline?.answer === null) return [];
  const lines = diffAnswers(baseline ? baseline.answer : candidate.answer, candidate.answer, 600);
  const signs = { same: ' ', removed: '-', added: '+' };
  const styles = { same: paint.dim, removed: paint.red, added: paint.green };
  return lines.flatMap(({ kind, text }) =>
    wrapLine(text, width - 6).map((part) => styles[kind](`    ${signs[kind]} ${part}`.trimEnd())),
  );
}

function errorLines(prompt: PromptResult, terminal: Terminal): string[] {
  if (prompt.errors.length === 0) return [];
  const messages = [...new Set(prompt.errors.map(({ kind, message }) => `${kind}: ${clip(message, 200)}`))];
  const title: Text = [missingAnswersTitle(prompt.errors)];
  return [
    ...wrapText(title, terminal),
    ...bullets(
      messages.slice(0, 5).map((message) => [message]),
      terminal,
    ),
  ];
}

/** Prompts with nothing wrong share one line. */
function passingLines(prompts: readonly PromptResult[], { policy }: Result, terminal: Terminal): string[] {
  if (prompts.length === 0) return [];
  const { sign, text } = passingLine(prompts, policy);
  return wrapText([`${sign.terminal} `, ...text, '.'], terminal);
}

/** A group without its answers: a line a case. */
function namedCases({ title, cases }: CaseGroup, terminal: Terminal): string[] {
  const texts = cases.map(
    (changed): Text => [
      clip(changed.description ?? changed.id, 120),
      ...caseMarks(changed),
      ' · ',
      code(changed.place),
    ],
  );
  const shown = atMost(
    texts,
    MOST_NAMED,
    (more): Text => [`${counted(more, 'more case')} in the HTML and JSON reports`],
  );
  return [...wrapText(title, terminal).map((line) => terminal.paint.bold(line)), ...bullets(shown, terminal)];
}

function ranLines(result: Result, terminal: Terminal): string[] {
  const ran = result.usage.trials > 0 ? [...sourceTexts(result).slice(0, 20), runText(result)] : [];
  return dimmed([...factTexts(result), ...ran], terminal);
}

function dimmed(texts: readonly Text[], terminal: Terminal): string[] {
  return texts.flatMap((text) => wrapText(text, terminal)).map((line) => terminal.paint.dim(line));
}
