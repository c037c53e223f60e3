import type { ConfigurationError, Place } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { Test } from './test-schema.ts';

/** A test as written in a file, before defaults and variables are inserted. */
export type StatedTest = {
  test: Test;
  /** Place of the value at `keys` of the test, as precise as the file's format allows. */
  placeOf(keys: readonly PropertyKey[]): Place;
  /** What an agent would need to answer it, besides the prompt (`prompt`: it has none); absent: nothing. */
  needs?: 'tools' | 'prompt' | { files: readonly string[] } | undefined;
  notices?: Notice[];
  /** What is wrong with it, where the rest of it could be read. */
  mistakes?: readonly ConfigurationError[];
};

/** The content of one suite's files. */
export type StatedSuite = {
  tests: StatedTest[];
  defaults: StatedTest | null;
  notices: Notice[];
  /** A test with the assertions that the policy gives every case; absent: none. */
  ofPolicy?: StatedTest | null;
  /** These are the cases of an agent, which are answered here without tools. */
  isOfAgent?: true;
  /** Values of variables are used as they stand: promptfoo removes their final line end, and fills in templates. */
  isPlain?: true;
  /** A list of texts is one text, except where the prompt goes through it. */
  joinsTexts?: true;
};
