import type { Place } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { Test } from './test-schema.ts';

/** A test as some file states it, before defaults and variables are put in. */
export type StatedTest = {
  test: Test;
  /** Where the value at `keys` of the test stands, as near as the file's format says. */
  placeOf(keys: readonly PropertyKey[]): Place;
};

/** What the files of one suite state. */
export type StatedSuite = {
  tests: StatedTest[];
  defaults: StatedTest | null;
  notices: Notice[];
  /** Whether values of variables keep the line end that they end with; promptfoo takes it off. */
  keepsLineEnds?: true;
};
