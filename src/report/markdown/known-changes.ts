import { z } from 'zod';
import type { Result, SegmentResult } from '../../domain/result.ts';
import { segmentsWorstFirst, wasRun, worstFirst } from '../telling/order.ts';
import type { FormerChange, FormerChanges } from '../telling/since.ts';

/**
 * What a comment remembers for the next push: the change of each segment, in a line that readers do not see. The line
 * proves nothing by itself: it is read only from a comment that the gate knows as its own and nobody has edited.
 */

/** Characters of the line; what does not fit is forgotten, the least bad first. */
const LONGEST_LINE = 2500;

const START = '<!-- prompt-eval-gate changes=';
const LINE = /^<!-- prompt-eval-gate changes=([A-Za-z0-9+/]{4,4000}={0,2}) -->$/m;

/** Change of a segment now and as it was before the last push, fractions; a null name is all cases together. */
const rowSchema = z.tuple([z.string().nullable(), z.number(), z.number().nullable()]);
const memorySchema = z.object({
  /** The commit that was judged. */
  head: z.string(),
  prompts: z.array(z.tuple([z.string(), z.array(rowSchema)])),
});

type Memory = z.infer<typeof memorySchema>;
type Row = z.infer<typeof rowSchema>;

/** The part of a comment that is for the next run: the changes in a result, beside those of the run before. */
export function rememberChanges(result: Result, head: string, former: FormerChanges | undefined): string {
  const prompts = worstFirst(result.prompts)
    .filter(wasRun)
    .map((prompt): Memory['prompts'][number] => {
      const before = former?.get(prompt.path);
      const rows = [
        ...(prompt.overall ? rowOf(null, prompt.overall, before?.overall) : []),
        ...segmentsWorstFirst(prompt.segments).flatMap((segment) =>
          rowOf(segment.name, segment, before?.segments.get(segment.name)),
        ),
      ];
      return [prompt.path, rows];
    });
  let most = Math.max(0, ...prompts.map(([, rows]) => rows.length));
  let kept = prompts;
  for (;;) {
    const line = lineOf({ head, prompts: kept.map(([path, rows]) => [path, rows.slice(0, most)]) });
    if (line.length <= LONGEST_LINE) return kept.length === 0 ? '' : line;
    if (most > 1) most = Math.floor(most / 2);
    else kept = kept.slice(0, Math.floor(kept.length / 2));
  }
}

function rowOf(name: string | null, { difference }: SegmentResult, was: number | null | undefined): Row[] {
  return difference === null ? [] : [[name, rounded(difference), was == null ? null : rounded(was)]];
}

/** To a tenth of a point. */
function rounded(fraction: number): number {
  return Number(fraction.toFixed(3));
}

function lineOf(memory: Memory): string {
  return `${START}${Buffer.from(JSON.stringify(memory)).toString('base64')} -->`;
}

/**
 * What was decided before the push that is judged now. Where a comment is of the same commit (a run that was repeated),
 * that is what the comment itself compared with.
 *
 * @param body of a comment that is known as the gate's own, as it was written
 * @param head the commit that is judged now
 * @returns undefined where nothing is remembered
 */
export function formerChangesIn(body: string, head: string): FormerChanges | undefined {
  const memory = memoryIn(body);
  if (!memory) return undefined;
  const isSame = memory.head === head;
  const changes = memory.prompts.map(([path, rows]): [string, FormerChange] => {
    const known = rows.flatMap(([name, now, was]) => {
      const value = isSame ? was : now;
      return value === null ? [] : [{ name, value }];
    });
    return [
      path,
      {
        segments: new Map(
          known.flatMap(({ name, value }) => (name === null ? [] : [[name, value] as const])),
        ),
        overall: known.find(({ name }) => name === null)?.value ?? null,
      },
    ];
  });
  return new Map(changes);
}

/** The line itself, which a run that decides nothing hands on; empty where there is none. */
export function changesLineIn(body: string): string {
  return LINE.exec(body)?.[0] ?? '';
}

/** A report without the line. */
export function withoutChanges(body: string): string {
  return body.replace(LINE, '').trimEnd();
}

function memoryIn(body: string): Memory | undefined {
  const [, encoded] = LINE.exec(body) ?? [];
  if (encoded === undefined) return undefined;
  try {
    return memorySchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}
