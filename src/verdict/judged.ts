import type { SegmentVerdict } from '../domain/verdict.ts';
import type { Levels } from './alpha.ts';

/** The row of all cases together with that of the base's cases, which stands apart only where they do not agree. */
export type JudgedRows = {
  row: SegmentVerdict;
  ofBase: SegmentVerdict | null;
  /** Whether the base's own cases are worse by themselves. */
  isBaseWorse: boolean;
};

/** A judged segment: its rows, whether it can have a second look, and whether it asks for one by itself. */
export type JudgedSegment = JudgedRows & {
  canExtend: boolean;
  asksForMore: boolean;
  tooManyMissing: boolean;
};

/** All cases together: the rows, and whether they ask for a second look of all segments. */
export type JudgedWhole = JudgedRows & {
  asksForMore: boolean;
  tooManyMissing: boolean;
  /** The base's cases by themselves, where the pull request adds some. */
  base?: SegmentVerdict;
};

/** What evidence shows of each segment and of the whole. */
export type Judged = {
  segments: JudgedSegment[];
  whole: JudgedWhole;
  levels: Levels;
  /** Segments, or `overall`, that are worse by stored answers of the baseline and await fresh ones. */
  confirm: string[];
};
