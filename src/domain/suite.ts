import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Notice } from './notice.ts';

/** A check of one answer, as the suite states it; score/ interprets it. */
export type Assertion = {
  /** The type without `not-`. */
  type: string;
  negated: boolean;
  value?: Json;
  threshold?: number;
  weight?: number;
  metric?: string;
  /** The answer is judged without the white space around it, as GitHub Models does. */
  trimsAnswer?: true;
  /** Options of assertion kinds that have more (judges, scripts); as written. */
  options?: Record<string, Json>;
  /** Of an assertion that runs a script: which version of it, so that versions of two revisions are told apart. */
  scriptVersion?: string;
  /**
   * promptfoo's functions through which the answer goes before it is judged, in their order: code, or a `file://` and its
   * version.
   */
  transforms?: { code: string; version?: string }[];
  /** The suite's own file, where an assertion that runs a script stands in another: scripts are looked for from there. */
  suitePath?: string;
  /** Members of an `assert-set`. */
  assertions?: Assertion[];
  place: Place;
};

/** One case: values for the prompt's variables, and how the answer is judged. */
export type Case = {
  id: string;
  /** By what it is drawn into a sample, where that is not its id: an earlier version of a case is drawn as that case. */
  drawnAs?: string;
  description: string | null;
  /** One or more; a suite without segments has the one segment `all`. */
  segments: string[];
  /**
   * The family of cases that ask variants of one question: they are no independent evidence, and count as one unit.
   * Absent: the case is a unit of its own.
   */
  group?: string;
  /** The model it is asked of, as `provider:model`, where a prompt is asked of several. */
  model?: string;
  vars: Record<string, Json>;
  /** Variable values are already put into the assertions' values. */
  assertions: Assertion[];
  /** Variables that the assertions or the values of others use; absent if there are none. */
  usedVars?: string[];
  /** The case's own threshold for the weighted mean of its assertions; null: all must pass. */
  threshold: number | null;
  /** Blocks by itself if it always passed and now always fails. */
  critical: boolean;
  metadata: Record<string, Json>;
  place: Place;
};

export type Suite = {
  path: string;
  /** The files that it was read from: its own, data sets, values. Absent: its own alone. */
  files?: string[];
  /** Hash of the text(s) it was read from; hex. */
  sha256: string;
  /** In the suite's order. */
  cases: Case[];
  notices: Notice[];
};

/** Paths of the files with a suite's cases and values; its own is the prompt's where the cases stand there. */
export function filesOfSuite({ path, files = [] }: Pick<Suite, 'path' | 'files'>): string[] {
  return [...new Set([path, ...files])];
}

/**
 * The names of all segments, in the order of the cases; those of one dimension (`tier=pro`, `tier=free`) one after the
 * other.
 */
export function segmentNames(cases: readonly Pick<Case, 'segments'>[]): string[] {
  const groups = new Map<string, Set<string>>();
  for (const name of cases.flatMap(({ segments }) => segments)) {
    const [dimension = '', ...values] = name.split('=');
    const group = values.length === 0 ? '' : dimension;
    const names = groups.get(group);
    if (names) names.add(name);
    else groups.set(group, new Set([name]));
  }
  return [...groups.values()].flatMap((names) => [...names]);
}

/** Stands in a judge's prompt for the last user message that the model was asked. */
export const LAST_USER_MESSAGE = '{{last user message}}';

/** The type of an assertion that groups others, which are its `assertions`. */
export const ASSERT_SET = 'assert-set';

export function isAssertSet({ type }: Pick<Assertion, 'type'>): boolean {
  return type === ASSERT_SET;
}
