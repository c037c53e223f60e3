import { findingOf } from '../../domain/part.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import { breakCommands } from '../../prose/inert.ts';
import { counted, formatCount, formatMoney } from '../../prose/numbers.ts';
import { clip, code, strong } from '../../prose/text.ts';
import { errorTexts } from '../telling/messages.ts';
import { wasRun, worstFirst } from '../telling/order.ts';
import { bullets, terminalOf, wrapText } from './layout.ts';
import { headlineLines, segmentLines } from './terminal.ts';

/** Newly failing cases that are named. */
const MOST_NAMED = 5;

/**
 * A result in a few lines, for somebody who sees one after each edit: the first line of the report, mistakes, the
 * segments of each prompt, the first cases that newly fail, and what it cost. Without a final line end.
 * @param options as of `renderTerminal`
 */
export function renderCompact(result: Result, options: { width: number; color: boolean }): string {
  const terminal = terminalOf(options);
  const { calls, fromStore, usd } = result.usage;
  const money = usd !== null && usd > 0 ? `, ${formatMoney(usd)}` : '';
  const used = `${counted(calls, 'answer')} asked, ${formatCount(fromStore)} stored${money}`;
  const prompts = worstFirst(result.prompts).filter(wasRun);
  const lines = [
    ...headlineLines(result, terminal),
    ...bullets(errorTexts(result, findingOf(result) === 'error' ? 1 : 0), terminal),
    ...prompts.flatMap((prompt) => [
      ...(prompts.length > 1 ? wrapText([strong('─ '), code(prompt.path)], terminal) : []),
      ...(prompt.overall?.chosen ? [] : segmentLines(prompt, terminal)),
      ...newlyFailing(prompt),
    ]),
    ...(result.usage.trials > 0 ? [terminal.paint.dim(used)] : []),
  ];
  return breakCommands(lines.join('\n'));
}

function newlyFailing({ newlyFailing: cases }: PromptResult): string[] {
  if (cases.length === 0) return [];
  const names = cases.slice(0, MOST_NAMED).map(({ id, description }) => clip(description ?? id, 60));
  const more = cases.length - names.length;
  return [`newly failing: ${[...names, ...(more > 0 ? [`${formatCount(more)} more`] : [])].join('; ')}`];
}
