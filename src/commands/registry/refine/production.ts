import { isMapping, type Json } from '../../../base/json.ts';
import { type Bytes, openFiles, type RowPlace } from '../../../observe/input.ts';
import { readRows } from '../../../observe/rows.ts';
import { counted } from '../../../prose/numbers.ts';
import { hashOf } from '../../../suite/ids.ts';

/** One answer of production that may be bad, with what was asked. */
export type ProductionAnswer = {
  id: string;
  vars: Record<string, Json>;
  answer: string;
  /** As it was reported; null where it was not. */
  segment: string | null;
  /** `answers.jsonl:12`. */
  place: string;
};

export type Production = {
  /** Of this prompt, not known to be good: each question once. */
  answers: ProductionAnswer[];
  /** Rows that were read, those that are good by the metric, and those of other prompts. */
  rows: { read: number; good: number; elsewhere: number };
  /** Rows that cannot be used, the first ones, as sentences. */
  problems: string[];
};

/** Answers that one run looks at, of which at most ten become cases. */
const MOST_ANSWERS = 500;
const MOST_PROBLEMS = 5;
const LONGEST_ID = 60;

/**
 * Reads production's answers: lines of JSON (or one document) with `variables` (or `vars`, or `input` as an object) and
 * `answer` (or `output`), and perhaps `id`, `prompt`, `segment` and metrics.
 * @param of.metric a row is good where its value is true or at least ½; a row without it may be either
 * @throws ConfigurationError(s): a file is not there, or cannot be read to its end
 */
export async function readProduction(
  names: readonly string[],
  of: { prompt: string; metric: string; directory: string; input: Bytes | undefined },
): Promise<Production> {
  const rows = { read: 0, good: 0, elsewhere: 0 };
  const problems: string[] = [];
  const answers = new Map<string, ProductionAnswer>();
  let leftOut = 0;
  const unusable = (problem: string, place: RowPlace) => {
    if (problems.length < MOST_PROBLEMS) problems.push(`${placeText(place)} ${problem}.`);
  };
  for (const file of await openFiles(names, of)) {
    await readRows(file, false, {
      row(row, place) {
        rows.read += 1;
        if (typeof row.prompt === 'string' && row.prompt !== of.prompt) {
          rows.elsewhere += 1;
          return;
        }
        if (isGood(metricOf(row, of.metric))) {
          rows.good += 1;
          return;
        }
        const vars = [row.variables, row.vars, row.input].find((value) => isMapping(value));
        const answer = [row.answer, row.output].find((value) => typeof value === 'string');
        if (!isMapping(vars)) return unusable('has no `variables`: what the prompt was asked with', place);
        if (typeof answer !== 'string') return unusable('has no `answer`', place);
        const key = hashOf(vars);
        if (answers.has(key)) return;
        if (answers.size >= MOST_ANSWERS) {
          leftOut += 1;
          return;
        }
        const id = oneLine(typeof row.id === 'string' ? row.id : key);
        const segment = typeof row.segment === 'string' ? row.segment : null;
        answers.set(key, { id, vars, answer, segment, place: placeText(place) });
      },
      unreadable: unusable,
    });
  }
  if (leftOut > 0)
    problems.push(`${counted(leftOut, 'row')} after the first ${MOST_ANSWERS} answers are left out.`);
  return { answers: [...answers.values()], rows, problems };
}

function metricOf(row: { [key: string]: Json }, metric: string): Json | undefined {
  return isMapping(row.metrics) && Object.hasOwn(row.metrics, metric) ? row.metrics[metric] : row[metric];
}

const HALF = 0.5;

function isGood(value: Json | undefined): boolean {
  if (typeof value === 'number') return value >= HALF;
  return value === true || value === 'true';
}

function placeText({ path, line, row }: RowPlace): string {
  return line === undefined ? `${path}, row ${row ?? '?'},` : `${path}:${line}`;
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_ID);
}
