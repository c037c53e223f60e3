import { NPX_COMMAND } from '../../base/product.ts';
import { passesByItself } from '../../domain/acceptance.ts';
import { namesCases } from '../../domain/part.ts';
import type { PromptResult, Result, SegmentResult } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { breakCommands } from '../../prose/inert.ts';
import { counted } from '../../prose/numbers.ts';
import { shortName } from '../../prose/short-name.ts';
import { clip, code, strong, type Text } from '../../prose/text.ts';
import { failingGroups, passingGroup } from '../telling/case-list.ts';
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
import { groupLines, namedCases, stillFailingLines } from './cases.ts';
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

/** Segments in a table or plot. */
const MOST_ROWS = 200;

/**
 * The report for a terminal or a log: the comment's content, without a final line end.
 *
 * @param options.width columns; 60 at least are used, 120 at most.
 * @param options.allCases where all cases can be read, as the end of a sentence; by default the command that shows them
 * @param options.color whether escape sequences may be used; without them the text is the same.
 */
export function renderTerminal(
  result: Result,
  options: { width: number; color: boolean; allCases?: string | undefined },
): string {
  const terminal = terminalOf(options);
  const { allCases = `\`${NPX_COMMAND} view\` shows all` } = options;
  const passing = worstFirst(result.prompts).filter((prompt) => prompt.verdict === 'pass' && wasRun(prompt));
  const failing = worstFirst(result.prompts).filter(stopsMerge);
  const several = result.prompts.filter(wasRun).length > 1 || result.verdict === 'error';
  const context = { result, terminal, several, allCases };
  const blocks = [
    headlineLines(result, terminal),
    bullets(noticeTexts(result), terminal, WARNING.terminal),
    bullets(errorTexts(result, result.verdict === 'error' ? 1 : 0), terminal),
    ...failing.flatMap((prompt) => promptBlocks(prompt, context)),
    ...(passesByItself(result) || showsSingleCases(result)
      ? passing.flatMap((prompt) => passingBlocks(prompt, context))
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

type Context = { result: Result; terminal: Terminal; several: boolean; allCases: string };

function promptBlocks(prompt: PromptResult, context: Context): string[][] {
  const { result, terminal, several } = context;
  if (prompt.overall?.chosen) return chosenBlocks(prompt, context);
  const heading = several ? wrapText([strong('─ '), ...troubleOf(prompt)], terminal) : [];
  return [
    heading,
    wrapText(promptSentences(prompt, result.policy), terminal),
    segmentLines(prompt, terminal),
    plotLines(prompt, terminal),
    costLines(prompt, result, terminal),
    latencyLines(prompt, terminal),
    ...failingGroups(prompt).map((group, index) =>
      index === 0 ? groupLines(group, prompt, context) : namedCases(group, context),
    ),
    errorLines(prompt, terminal),
    dimmed(certaintyTexts(prompt, result), terminal),
  ];
}

/** Cases that were chosen one by one: those that newly fail, that fail as before, and that are mended. */
function chosenBlocks(prompt: PromptResult, context: Context): string[][] {
  const { terminal, several } = context;
  return [
    several ? wrapText([strong('─ '), code(prompt.path)], terminal) : [],
    ...failingGroups(prompt).map((group) => groupLines(group, prompt, context)),
    stillFailingLines(prompt, terminal),
    ...passingGroup(prompt).map((group) => namedCases(group, context)),
    errorLines(prompt, terminal),
  ];
}

/** Whether single cases were asked for, which are shown whatever was found in them. */
function showsSingleCases({ partial }: Result): boolean {
  return partial !== undefined && namesCases(partial);
}

function passingBlocks(prompt: PromptResult, context: Context): string[][] {
  const { result, terminal, several } = context;
  if (prompt.overall?.chosen) return chosenBlocks(prompt, context);
  return [
    several ? wrapText([code(prompt.path)], terminal) : [],
    segmentLines(prompt, terminal),
    costLines(prompt, result, terminal),
    latencyLines(prompt, terminal),
    ...failingGroups(prompt).map((group) =>
      isTooSmall(prompt) ? groupLines(group, prompt, context) : namedCases(group, context),
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
  const name = { text: shortName(segment.name, 40) + missing };
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

function costLines(prompt: PromptResult, result: Result, terminal: Terminal, named = false): string[] {
  const text = costText(prompt, result.policy);
  if (!text) return [];
  const sign = costLabelOf(prompt) === 'exceeded' ? ` ${COSTS.exceeded.sign.terminal} ` : ' ';
  return wrapText([strong('Cost'), ...whose(prompt, named), sign, ...text], terminal);
}

function latencyLines(prompt: PromptResult, terminal: Terminal, named = false): string[] {
  const text = latencyText(prompt);
  if (!text || !limitsLatency(prompt)) return [];
  const sign = latencyLabelOf(prompt) === 'exceeded' ? ` ${COSTS.exceeded.sign.terminal} ` : ' ';
  return wrapText([strong('Latency'), ...whose(prompt, named), sign, ...text], terminal);
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

/** Prompts with nothing wrong share one line; below it, what each costs. */
function passingLines(prompts: readonly PromptResult[], result: Result, terminal: Terminal): string[] {
  if (prompts.length === 0) return [];
  const { sign, text } = passingLine(prompts, result.policy);
  const costs = prompts.flatMap((prompt) => [
    ...costLines(prompt, result, terminal, true),
    ...latencyLines(prompt, terminal, true),
  ]);
  return [...wrapText([`${sign.terminal} `, ...text, '.'], terminal), ...costs];
}

/** Whose cost or latency it is, where those of several stand together. */
function whose({ path }: PromptResult, named: boolean): Text {
  return named ? [' of ', code(path)] : [];
}

function ranLines(result: Result, terminal: Terminal): string[] {
  const ran = result.usage.trials > 0 ? [...sourceTexts(result).slice(0, 20), runText(result)] : [];
  return dimmed([...factTexts(result), ...ran], terminal);
}

function dimmed(texts: readonly Text[], terminal: Terminal): string[] {
  return texts.flatMap((text) => wrapText(text, terminal)).map((line) => terminal.paint.dim(line));
}
