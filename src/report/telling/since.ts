import type { PromptResult, SegmentResult } from '../../domain/result.ts';
import { formatPoints } from '../../prose/numbers.ts';
import { code, strong, type Text } from '../../prose/text.ts';
import { segmentsWorstFirst } from './order.ts';
import { segmentName } from './segment-table.ts';

/** What an earlier run decided of one prompt: differences, fractions, by segment; of all cases under `overall`. */
export type FormerChange = { segments: ReadonlyMap<string, number>; overall: number | null };

/** The same by the path of the prompt. */
export type FormerChanges = ReadonlyMap<string, FormerChange>;

/** A smaller move, a fraction, is not told. */
const LEAST_MOVE = 0.01;
const MOST_MOVES = 4;

type Move = { name: Text; was: number; now: number };

/**
 * `Since the last push: enterprise was −46, now −12 points`, the worst first; empty where nothing moved by a point, or
 * nothing is known.
 *
 * @param named whether the prompt is named, as where those of several stand together
 */
export function sinceText(prompt: PromptResult, former: FormerChanges | undefined, named = false): Text {
  const before = former?.get(prompt.path);
  if (!before) return [];
  const moves = [
    ...segmentsWorstFirst(prompt.segments).flatMap((segment) =>
      moveOf([segmentName(segment)], segment, before.segments.get(segment.name)),
    ),
    ...(prompt.overall && prompt.segments.length > 1
      ? moveOf([strong('overall')], prompt.overall, before.overall)
      : []),
  ];
  if (moves.length === 0) return [];
  const told = moves.slice(0, MOST_MOVES).map(moveText);
  const more = moves.length - told.length;
  return [
    'Since the last push',
    ...(named ? [' of ', code(prompt.path)] : []),
    ': ',
    ...told.flatMap((text, index) => (index === 0 ? text : ['; ', ...text])),
    ...(more > 0 ? [`; ${more} more moved`] : []),
    '.',
  ];
}

function moveOf(name: Text, { difference }: SegmentResult, was: number | null | undefined): Move[] {
  if (typeof was !== 'number' || difference === null) return [];
  return Math.abs(difference - was) < LEAST_MOVE ? [] : [{ name, was, now: difference }];
}

function moveText({ name, was, now }: Move): Text {
  return [...name, ` was ${formatPoints(was)}, now `, strong(formatPoints(now)), ' points'];
}
