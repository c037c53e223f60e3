import type { Notice, NoticeCode } from '../../domain/notice.ts';
import type { ResultNotice } from '../../domain/result.ts';

/**
 * How urgent a notice is: `alarm`: look at it before the merge; `notice`: worth knowing about this pull request;
 * `fact`: true of every run until the prompt, its suite or the policy changes.
 */
type Gravity = ResultNotice['gravity'];

/** How a notice is told. */
export type Telling<Code extends NoticeCode> = {
  gravity: Gravity;
  /** Names of settings, files and variables may be in backticks. */
  sentence: (facts: Extract<Notice, { code: Code }>) => string;
};
