import type { CaseFigures, CaseRecord, CaseSource, CaseTexts } from '../../domain/case-result.ts';
import type { PromptResult, TrialError } from '../../domain/result.ts';
import { visible } from '../../prose/inert.ts';
import { inertJson } from './inert-json.ts';
import { recordsOfResult } from './known-cases.ts';
import { type SharedTexts, sharedTexts, type TextInParts } from './shared-texts.ts';

/** Characters of one text shown in the page; the store of answers has it whole. */
const LONGEST_TEXT = 20_000;
/** Characters of a segment's name, by which the filter finds its cases. */
export const LONGEST_SEGMENT = 200;
/** Cases whose details are read by the page's script at once. */
const BLOCK = 50;

/** What the page's script knows of a case before it is opened. */
type CaseItem = {
  kind: CaseRecord['standing'] | 'new';
  /** Index among the prompts. */
  prompt: number;
  name: string;
  /** Indexes among the segments. */
  segments: number[];
  /** Index among the prompt's clusters; absent where it is in none. */
  cluster?: number;
  marks?: string[];
};

/** What it reads when a case is opened or searched. */
type CaseDetails = {
  place: string;
  errors: string[];
  baseline: ArmDetails | null;
  candidate: ArmDetails | null;
};

type ArmDetails = {
  passes: number;
  trials: number;
  /** What failed; what models judged is below. */
  failures: string[];
  judged?: { type: string; passed: boolean; score: number; reason: string }[];
  /** Input, cached and output tokens, US dollars, milliseconds: of a trial. */
  figures: (number | null)[];
  /** `same`: the baseline's. */
  answer: string | null | { same: true };
  messages: ({ role: string; text: TextInParts } | { same: true })[];
};

/** All that the script lists: items, and the names and texts that they share. */
type CaseIndex = {
  prompts: string[];
  segments: string[];
  texts: string[][];
  block: number;
  cases: CaseItem[];
};

/**
 * The data of the page's list of cases as elements of the page, one after the other: blocks of details, then the index.
 * Texts that messages share from case to case are there once.
 */
export function* caseDataParts(
  prompts: readonly PromptResult[],
  source: CaseSource | undefined,
): Generator<string> {
  const index: CaseIndex = { prompts: [], segments: [], texts: [], block: BLOCK, cases: [] };
  const segmentNumbers = new Map<string, number>();
  const numberOf = (segment: string): number => {
    const known = segmentNumbers.get(segment);
    if (known !== undefined) return known;
    segmentNumbers.set(segment, index.segments.length);
    return index.segments.push(shorten(segment, LONGEST_SEGMENT)) - 1;
  };
  let block: string[] = [];
  for (const [number, prompt] of prompts.entries()) {
    index.prompts.push(shorten(prompt.path, 200));
    const texts = sharedTexts(index.texts);
    const clusterOf = clustersOf(prompt);
    const errored = new Set<string | null>();
    for (const record of source?.recordsOf(prompt.path) ?? recordsOfResult(prompt)) {
      if (record.standing === 'errored') errored.add(record.id);
      const cluster = clusterOf.get(record.id);
      index.cases.push({
        kind: record.standing === 'newly-failing' && record.baseline === null ? 'new' : record.standing,
        prompt: number,
        name: shorten(record.description ?? record.id, 300),
        segments: record.segments.map(numberOf),
        ...(cluster !== undefined && { cluster }),
        ...marksOf(record),
      });
      block.push(inertJson(detailsOf(record, texts)));
      if (block.length === BLOCK) {
        yield dataElement(block);
        block = [];
      }
    }
    for (const error of prompt.errors.filter(({ caseId }) => caseId === null || !errored.has(caseId))) {
      index.cases.push(errorItem(error, number, numberOf));
      block.push(inertJson(errorDetails(error)));
      if (block.length < BLOCK) continue;
      yield dataElement(block);
      block = [];
    }
  }
  if (block.length > 0) yield dataElement(block);
  yield `<script type="application/json" id="case-index">${inertJson(index)}</script>\n`;
}

function dataElement(block: readonly string[]): string {
  return `<script type="application/json" class="case-block">[${block.join(',')}]</script>\n`;
}

/** The number of the cluster of each failing case. */
function clustersOf({ clusters }: PromptResult): Map<string, number> {
  const all = [...(clusters?.newlyFailing ?? []), ...(clusters?.failing ?? [])];
  return new Map(all.flatMap(({ members }, number) => members.map((id) => [id, number] as const)));
}

function marksOf({ critical, severe }: CaseRecord): Pick<CaseItem, 'marks'> {
  const marks = [...(critical ? ['critical'] : []), ...(severe ? ['always passed, now always fails'] : [])];
  return marks.length > 0 ? { marks } : {};
}

function detailsOf({ place, baseline, candidate, texts }: CaseRecord, shared: SharedTexts): CaseDetails {
  const errors = [...(baseline?.errors ?? []), ...(candidate.errors ?? [])];
  const before = baseline && texts.baseline && armDetails(baseline, texts.baseline, shared);
  const after = armDetails(candidate, texts.candidate, shared);
  return {
    place: shorten(place, 300),
    errors: [...new Set(errors)].map((error) => shorten(error, 1000)),
    baseline: before,
    candidate: texts.baseline ? withoutRepetition(after, texts.candidate, texts.baseline) : after,
  };
}

function armDetails(figures: CaseFigures, texts: CaseTexts, shared: SharedTexts): ArmDetails {
  return {
    passes: figures.passes,
    trials: figures.trials,
    ...assertionsOf(figures),
    figures: [
      figures.inputTokens,
      figures.cachedInputTokens,
      figures.outputTokens,
      figures.usd,
      figures.latencyMs,
    ],
    answer: texts.answer === null ? null : shorten(texts.answer, LONGEST_TEXT),
    messages: texts.messages.map(({ role, content }, position) => ({
      role: shorten(role, 40),
      text: shared.inParts(shorten(content, LONGEST_TEXT), position),
    })),
  };
}

function assertionsOf({ failures, judged }: CaseFigures): Pick<ArmDetails, 'failures' | 'judged'> {
  const isJudged = (failure: CaseFigures['failures'][number]) =>
    judged?.some(({ type, place, reason }) => {
      return type === failure.type && place === failure.place && reason === failure.reason;
    });
  return {
    failures: failures
      .filter((failure) => !isJudged(failure))
      .map(({ type, reason }) => shorten(`${type}: ${reason}`, 1000)),
    ...(judged && {
      judged: judged.map(({ type, passed, score, reason }) => ({
        ...{ type: shorten(type, 100), passed, score, reason: shorten(reason, 1000) },
      })),
    }),
  };
}

/** The candidate's details, with the texts left out that are the baseline's too. */
function withoutRepetition(arm: ArmDetails, own: CaseTexts, before: CaseTexts): ArmDetails {
  return {
    ...arm,
    answer: own.answer !== null && own.answer === before.answer ? { same: true } : arm.answer,
    messages: arm.messages.map((message, at) => {
      const [mine, theirs] = [own.messages[at], before.messages[at]];
      const isSame = mine?.role === theirs?.role && mine?.content === theirs?.content;
      return isSame ? { same: true } : message;
    }),
  };
}

function errorItem(
  { caseId, segments, arm }: TrialError,
  prompt: number,
  numberOf: (segment: string) => number,
): CaseItem {
  return {
    kind: 'errored',
    prompt,
    name: shorten(caseId ?? 'the run', 300),
    segments: segments.map(numberOf),
    ...(arm && { marks: [arm] }),
  };
}

function errorDetails({ kind, message }: TrialError): CaseDetails {
  return { place: '', errors: [shorten(`${kind}: ${message}`, 1000)], baseline: null, candidate: null };
}

/** The beginning of a text, visible as it is. */
export function shorten(text: string, length: number): string {
  const unshown = text.length - length;
  return visible(unshown > 0 ? `${text.slice(0, length)}… (${unshown} more characters)` : text);
}
