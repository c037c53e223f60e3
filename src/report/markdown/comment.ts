import { passesByItself } from '../../domain/acceptance.ts';
import type { PromptResult, Result } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { code, markdownOf, plainOf, type Text } from '../../prose/text.ts';
import { failingGroups, passingGroup } from '../telling/case-list.ts';
import { certaintyTexts } from '../telling/certainty.ts';
import { headlineText } from '../telling/headline.ts';
import { errorTexts, factTexts, noticeTexts } from '../telling/messages.ts';
import { isTooSmall, wasRun, worstFirst } from '../telling/order.ts';
import { passingLine } from '../telling/passing-line.ts';
import type { PlotScale } from '../telling/plot.ts';
import { REGISTRY_TITLE, registryTexts } from '../telling/registry.ts';
import { remarkTexts } from '../telling/remarks.ts';
import { runText, sourceTexts } from '../telling/run-text.ts';
import { costTable, promptsTable, segmentTable } from '../telling/segment-table.ts';
import { promptSentences } from '../telling/sentences.ts';
import { VERDICTS, WARNING } from '../telling/signs.ts';
import { type FormerChanges, sinceText } from '../telling/since.ts';
import { troubleOf } from '../telling/trouble.ts';
import { type CaseBlock, caseSection, createCaseBlock } from './case-section.ts';
import { type Source, sourceLinks } from './links.ts';
import { details, leftOutLine, link, list, paragraphs, quote } from './markup.ts';
import { portfolioBlock } from './portfolio.ts';
import {
  certaintySection,
  costBlock,
  errorSection,
  latencyBlock,
  passRatesSection,
  plotBlock,
  plotScaleOf,
  SENTENCES_BESIDE,
} from './prompt-blocks.ts';
import { type Limits, renderWithin } from './room.ts';

export type CommentOptions = {
  /** An HTML comment by which this comment is found again; it becomes the last line. */
  marker?: string;
  /** Name of the place of the whole report: `the job summary`. */
  resultLocation?: string;
  /** https address of that place. */
  resultUrl?: string;
  /** https address where the page can be had. */
  pageUrl?: string;
  /** Where the files of the head can be read, so that places are links. */
  source?: Source;
  /** What was decided before the last push. */
  former?: FormerChanges;
  /** An earlier push was blocked; this one is not. */
  fixed?: boolean;
  /** Maximum characters of the whole text, the marker included. */
  budget?: number;
  /** Whether to include what only the job summary has room for: cost per segment, newly passing cases. */
  full?: boolean;
};

/** GitHub takes 65,536 characters. */
const COMMENT_BUDGET = 60_000;

/**
 * The pull request comment, in GitHub's Markdown: the segments that get worse first, everything else folded.
 *
 * What does not fit is left out in a fixed order, each time with a line that says so; no table and no fence is ever
 * cut.
 */
export function renderComment(result: Result, options: CommentOptions = {}): string {
  const marker = options.marker ? `\n\n${options.marker}` : '';
  const budget = (options.budget ?? COMMENT_BUDGET) - marker.length;
  const block = createCaseBlock(options.source, result.prompts);
  const scale = plotScaleOf(result.prompts.filter(stopsMerge));
  const render = (limits: Limits) => paragraphs(commentBlocks({ result, options, limits, block, scale }));
  const most: Limits = {
    answers: mostCases(result),
    cases: mostCases(result),
    passing: result.prompts.length,
    failing: result.prompts.length,
    rows: Math.max(1, ...result.prompts.map((prompt) => prompt.segments.length)),
  };
  const text = renderWithin(render, most, budget) ?? onlyHeadline(result, options);
  return text + marker;
}

type Context = {
  result: Result;
  options: CommentOptions;
  limits: Limits;
  block: CaseBlock;
  /** Of all plots. */
  scale: PlotScale;
};

function mostCases({ prompts }: Result): number {
  return Math.max(
    0,
    ...prompts.flatMap((prompt) => [prompt.newlyFailing.length, prompt.newlyPassing.length]),
  );
}

function onlyHeadline(result: Result, options: CommentOptions): string {
  return paragraphs([
    `### ${markdownOf(headlineText(result, options))}`,
    `The report is too long to be shown here: ${elsewhere(options)}.`,
  ]);
}

function commentBlocks(context: Context): string[] {
  const { result, options } = context;
  const first = `### ${markdownOf(headlineText(result, options))}`;
  const notices = quote(noticeTexts(result), WARNING.emoji);
  if (passesByItself(result)) {
    return [
      first,
      notices,
      ...portfolioBlocks(context),
      registryBlock(result),
      remarks(result),
      ...passingBlocks(context),
      whereToRead(result, options),
    ];
  }
  const worst = worstFirst(result.prompts);
  const failing = worst.filter(stopsMerge);
  return [
    first,
    notices,
    errorBlock(result),
    result.verdict === 'error' && failing.some(wasRun) ? '**Decided before it broke**' : '',
    ...failingBlocks(failing, context),
    ...portfolioBlocks(context),
    passingPrompts(
      worst.filter((prompt) => prompt.verdict === 'pass' && wasRun(prompt)),
      context,
    ),
    registryBlock(result),
    remarks(result),
    whatRan(result),
    whereToRead(result, options),
  ];
}

/** The headline contains the first error if nothing else was decided. */
function errorBlock(result: Result): string {
  const problems = list(errorTexts(result, result.verdict === 'error' ? 1 : 0));
  return problems === '' || result.verdict === 'error'
    ? problems
    : paragraphs([`${WARNING.emoji} Not everything could be decided:`, problems]);
}

function failingBlocks(failing: readonly PromptResult[], context: Context): string[] {
  const { result, limits, options } = context;
  const shown = failing.slice(0, limits.failing);
  const several = result.prompts.filter(wasRun).length > 1 || result.verdict === 'error';
  return [
    ...shown.flatMap((prompt) => [
      several ? `#### ${VERDICTS[prompt.verdict].sign.emoji} ${markdownOf(troubleOf(prompt))}` : '',
      ...promptBlocks(prompt, context),
    ]),
    leftOutLine(failing.length - shown.length, {
      noun: 'more prompt',
      which: ' with something wrong',
      elsewhere: elsewhere(options),
    }),
  ];
}

/** One prompt in full: sentences, table, plot, cost, and folded sections. */
function promptBlocks(prompt: PromptResult, context: Context): string[] {
  const { result, options, limits } = context;
  const groups = [...failingGroups(prompt), ...(options.full ? passingGroup(prompt) : [])];
  return [
    markdownOf(promptSentences(prompt, result.policy)),
    markdownOf(sinceText(prompt, options.former)),
    sourceLinks(prompt, options.source),
    wasRun(prompt) ? segmentTable(prompt, limits.rows) : '',
    rowsLeftOut(prompt, context),
    plotBlock(prompt, { rows: limits.rows, scale: context.scale }),
    costBlock(prompt, result),
    latencyBlock(prompt, { full: options.full }),
    options.full && wasRun(prompt) ? details(['Cost of each segment'], [costTable(prompt, limits.rows)]) : '',
    ...groups.map((group) => caseSection(group, { ...limits, ...ofCases(prompt, context) })),
    errorSection(prompt),
    passRatesSection(prompt, limits.rows),
    certaintySection(prompt, result, limits.rows),
  ];
}

function ofCases({ clusters }: PromptResult, { block, options }: Context) {
  return { block, elsewhere: elsewhere(options), clusters: clusters?.newlyFailing ?? [] };
}

function rowsLeftOut(prompt: PromptResult, { limits, options }: Context): string {
  return leftOutLine(prompt.segments.length - limits.rows, {
    noun: 'more segment',
    elsewhere: elsewhere(options),
  });
}

function portfolioBlocks({ result, limits }: Context): string[] {
  return (result.portfolioPlans ?? []).map((plan) => portfolioBlock(plan, limits.rows));
}

function registryBlock(result: Result): string {
  const texts = registryTexts(result);
  return texts.length === 0 ? '' : paragraphs([`**${REGISTRY_TITLE}**`, list(texts)]);
}

function remarks(result: Result): string {
  return list(remarkTexts(result));
}

/** Prompts with nothing wrong beside others with something: one line, and their table folded. */
function passingPrompts(prompts: readonly PromptResult[], context: Context): string {
  if (prompts.length === 0) return '';
  const { result, limits, options } = context;
  const { sign, text } = passingLine(prompts, result.policy);
  const line: Text = [`${sign.emoji} `, ...text];
  const shown = prompts.slice(0, limits.passing);
  const left = leftOutLine(prompts.length - shown.length, {
    noun: 'prompt',
    which: ' that does not block',
    elsewhere: elsewhere(options),
  });
  if (shown.length === 0) return paragraphs([`${markdownOf(line)}.`, left]);
  const cases = shown.flatMap((prompt) => changedCases(prompt, context));
  return details(line, [promptsTable(shown, limits.rows), ...costsOf(shown, context), ...cases, left]);
}

/** Cost and latency of prompts that do not block, each `named` where they stand together. */
function costsOf(prompts: readonly PromptResult[], { result, options }: Context, named = true): string[] {
  return prompts.flatMap((prompt) => [
    costBlock(prompt, result, named),
    latencyBlock(prompt, { full: options.full, named }),
  ]);
}

/** If nothing is wrong, all details are folded into one section. */
function passingBlocks(context: Context): string[] {
  const { result, limits, options } = context;
  const run = result.prompts.filter(wasRun);
  if (run.length === 0) return [whatRan(result)];
  const shown = run.slice(0, limits.passing);
  const [only] = shown;
  const costs = costsOf(shown, context, run.length > 1);
  const sure = new Map(
    shown
      .flatMap((prompt) => certaintyTexts(prompt, result, run.length > 1))
      .map((text) => [plainOf(text), text]),
  );
  return [
    list(shown.map((prompt) => sinceText(prompt, options.former, true)).filter((text) => text.length > 0)),
    details(
      ['Segments, cost and what ran'],
      [
        run.length > 1 ? promptsTable(shown, limits.rows) : only ? segmentTable(only, limits.rows) : '',
        leftOutLine(run.length - shown.length, { noun: 'more prompt', elsewhere: elsewhere(options) }),
        ...costs,
        list([...sure.values()].slice(0, limits.rows + SENTENCES_BESIDE)),
        list([...factTexts(result), ...sourceTexts(result).slice(0, limits.passing), runText(result)]),
      ],
    ),
    ...shown.flatMap((prompt) => changedCases(prompt, context)),
    ...(only && run.length === 1 ? [passRatesSection(only, limits.rows)] : []),
  ];
}

/** Cases that newly fail where nothing blocks; those that newly pass where there is room, or nothing could be judged. */
function changedCases(prompt: PromptResult, context: Context): string[] {
  const { limits, options } = context;
  const isFull = options.full || isTooSmall(prompt);
  const groups = [...failingGroups(prompt), ...(isFull ? passingGroup(prompt) : [])];
  return groups.map(({ title, cases }) =>
    caseSection(
      { title: [code(prompt.path), ': ', ...title], cases },
      { ...limits, ...ofCases(prompt, context) },
    ),
  );
}

function whatRan(result: Result): string {
  const ran = result.usage.trials > 0 ? [...sourceTexts(result).slice(0, 20), runText(result)] : [];
  const texts = [...factTexts(result), ...ran];
  return texts.length > 0 ? details(['What ran'], [list(texts)]) : '';
}

/** Where the omitted part can be read: `it is in the job summary`. */
function elsewhere({ resultLocation, resultUrl }: CommentOptions): string {
  const place = resultLocation ?? 'the result JSON';
  return `see ${resultUrl ? link(markdownOf([place]), resultUrl) : markdownOf([place])}`;
}

/** Links to the whole report; empty where none is known. */
function whereToRead(
  { prompts }: Result,
  { resultLocation = 'the whole report', resultUrl, pageUrl }: CommentOptions,
): string {
  const hasCases = prompts.some(wasRun);
  const links = [
    ...(resultUrl ? [link(markdownOf([resultLocation]), resultUrl)] : []),
    ...(pageUrl && hasCases
      ? [`${link('the page with every case', pageUrl)}, among the artifacts of the run`]
      : []),
  ];
  return links.length === 0 ? '' : `More: ${links.join(' · ')}`;
}
