import { ConfigurationError, mistakesIn, type Place } from '../base/errors.ts';
import { isMapping, type Json } from '../base/json.ts';
import { type Notice, withoutRepeats } from '../domain/notice.ts';
import type { Assertion, Case } from '../domain/suite.ts';
import { assertionOf, refuseTransform } from './assertions.ts';
import { groupOf, withFamiliesOfLists } from './groups.ts';
import { idsOf, withoutEquals } from './ids.ts';
import { ALL, completeSegments, segmentsOf, similarSegments } from './segments.ts';
import type { StatedSuite, StatedTest } from './stated.ts';
import { filledValues, type ValueTemplates } from './template-values.ts';
import type { Test, TestAssertion } from './test-schema.ts';

const MAX_CASES = 1_000_000;
/** A mistake of the form of a suite is in all its cases: the first tell it. */
const MOST_MISTAKES = 20;

export type BuildOptions = {
  /** The suite's own file. */
  path: string;
  segmentBy: readonly string[];
  groupBy?: string | undefined;
  /** Variables that the prompt uses as lists. */
  lists: ReadonlySet<string>;
  /** What a value may hold of others. */
  templates: ValueTemplates;
};

/** `test`: the number of the test that it is made of. */
type Draft = Omit<Case, 'id'> & { statedId: string | null; test: number };

/**
 * The cases in a suite's files: defaults merged in, lists of values multiplied out as promptfoo does, variables
 * inserted into assertions, segments and ids determined.
 * @returns `mistakes` with places, and the cases that could be built all the same; `isWhole`: none was left out for them
 * @throws ConfigurationError: there are too many cases
 */
export function buildCases(
  stated: StatedSuite,
  options: BuildOptions,
): { cases: Case[]; notices: Notice[]; mistakes: ConfigurationError[]; isWhole: boolean } {
  const notices = [...stated.notices, ...(stated.defaults?.notices ?? [])];
  const mistakes: ConfigurationError[] = [];
  const orNote = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (problem) {
      mistakes.push(...mistakesIn(problem));
      return undefined;
    }
  };
  let isWhole = true;
  const drafts: Draft[] = [];
  for (const [index, test] of stated.tests.entries()) {
    if (mistakes.length >= MOST_MISTAKES) {
      isWhole = false;
      break;
    }
    const own = orNote(() => draftsOf(test, stated, { ...options, notices, orNote }));
    if (own === undefined) isWhole = false;
    for (const draft of own ?? []) drafts.push({ ...draft, test: index });
    if (drafts.length > MAX_CASES) {
      throw new ConfigurationError(`The suite has more than ${MAX_CASES} cases.`, {
        place: test.placeOf([]),
      });
    }
  }
  const checked = drafts.filter(({ assertions }) => assertions.length > 0);
  const unchecked = drafts.length - checked.length;
  if (unchecked > 0 && checked.length > 0) {
    notices.push({ code: 'cases-without-assertion', cases: unchecked });
  }
  const judged = checked.length > 0 ? checked : drafts;
  const kept = withoutEquals(judged, ({ segments, threshold, critical }) => [segments, threshold, critical]);
  const equal = judged.length - kept.length;
  if (equal > 0) notices.push({ code: 'cases-equal', cases: equal });
  const ids = orNote(() => idsOf(kept)) ?? [];
  const named = kept.map(({ statedId: _, test: __, ...draft }, index) => ({
    id: ids[index] ?? `#${index + 1}`,
    ...draft,
  }));
  const isStated = mistakes.length === 0;
  const complete = (isStated ? orNote(() => completeSegments(named)) : undefined) ?? named.map(inSomeSegment);
  const cases = withFamiliesOfLists(
    complete,
    kept.map(({ test }) => test),
  );
  notices.push(...similarSegments(cases.flatMap(({ segments }) => segments)));
  return { cases, notices: withoutRepeats(notices), mistakes, isWhole };
}

function inSomeSegment<T extends { segments: string[] }>(one: T): T {
  return one.segments.length > 0 ? one : { ...one, segments: [ALL] };
}

/** Reads something; where that is a mistake, it is kept, and there is nothing. */
type OrNote = <T>(read: () => T) => T | undefined;

function draftsOf(
  { test, placeOf, notices: own = [] }: StatedTest,
  { defaults, ofPolicy, isPlain, joinsTexts }: StatedSuite,
  {
    path,
    segmentBy,
    groupBy,
    lists,
    templates,
    notices,
    orNote,
  }: BuildOptions & { notices: Notice[]; orNote: OrNote },
): Omit<Draft, 'test'>[] {
  const place = placeOf([]);
  const options = { ...defaults?.test.options, ...test.options };
  refuseOptions(test, options, place);
  const judged = { ...defaults?.test, ...test };
  refuseSimulatedUser(judged, place);
  notices.push(...own, ...ignoredSettings(judged, options));
  const vars = { ...mapping(defaults?.test.vars), ...mapping(test.vars) };
  const whole = joinsTexts ? withJoinedTexts(vars, lists) : vars;
  const multiplied = options.disableVarExpansion === true ? [whole] : multipliedOut(whole, lists, place);
  const placeOfValue = (name: string) =>
    (Object.hasOwn(mapping(test.vars), name) ? placeOf : (defaults?.placeOf ?? placeOf))(['vars', name]);
  const combinations = multiplied.map((each) =>
    isPlain
      ? { vars: each, used: [] }
      : filledValues(withoutLineEnds(each), { templates, placeOf: placeOfValue }),
  );
  if (combinations.length > 1) {
    notices.push({ code: 'cases-multiplied' });
  }
  const asserted = [
    ...(ofPolicy ? assertionsOf(ofPolicy) : []),
    ...(defaults === null || options.disableDefaultAsserts === true ? [] : assertionsOf(defaults)),
    ...assertionsOf({ test, placeOf }),
  ].map(({ assertion, placeOf: at }) => ({ assertion: withGrader(assertion, options), placeOf: at }));
  const transform = options.transform ?? options.postprocess;
  const transforms = typeof transform === 'string' ? [transform] : [];
  const metadata = { ...defaults?.test.metadata, ...test.metadata };
  const statedSegments = segmentsStated(test) ?? segmentsStated(defaults?.test) ?? [];
  return combinations.map(({ vars: combination, used: inValues }, index) => {
    const used = new Set(inValues);
    const assertions: Assertion[] = asserted.flatMap(({ assertion, placeOf: at }) => {
      const filling = { vars: combination, used, transforms, suitePath: path };
      return orNote(() => assertionOf(assertion, at, filling)) ?? [];
    });
    const stated = test.group ?? defaults?.test.group;
    const group = orNote(() => groupOf({ stated, vars: combination, metadata, place }, groupBy));
    const segmented = { stated: statedSegments, vars: combination, metadata, place };
    return {
      statedId: test.id === undefined ? null : `${test.id}${combinations.length > 1 ? `/${index + 1}` : ''}`,
      description: test.description?.trim() || null,
      segments: orNote(() => segmentsOf(segmented, segmentBy)) ?? [],
      ...(group !== undefined && { group }),
      vars: combination,
      assertions,
      ...(used.size === 0 ? {} : { usedVars: [...used] }),
      threshold: test.threshold ?? defaults?.test.threshold ?? null,
      critical: test.critical ?? defaults?.test.critical ?? false,
      metadata,
      place,
    };
  });
}

function mapping(vars: Test['vars']): Record<string, Json> {
  return isMapping(vars) ? vars : {};
}

/** Texts without the final line end of a YAML block. */
function withoutLineEnds(vars: Record<string, Json>): Record<string, Json> {
  const endsLine = (value: Json) => typeof value === 'string' && value.endsWith('\n');
  if (!Object.values(vars).some(endsLine)) return vars;
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/\n$/, '') : value,
    ]),
  );
}

/** Lists of texts as one text with a line between them, except for variables that the prompt uses as lists. */
function withJoinedTexts(vars: Record<string, Json>, lists: ReadonlySet<string>): Record<string, Json> {
  const isTexts = (value: Json) =>
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [
      name,
      Array.isArray(value) && isTexts(value) && !lists.has(name) ? value.join('\n\n') : value,
    ]),
  );
}

function segmentsStated(test: Test | undefined): string[] | undefined {
  const stated = test?.segments ?? test?.segment;
  return typeof stated === 'string' ? [stated] : stated;
}

type Placed = { assertion: TestAssertion; placeOf: StatedTest['placeOf'] };

function assertionsOf({ test, placeOf }: StatedTest): Placed[] {
  return (test.assert ?? []).map((assertion, index) => ({
    assertion,
    placeOf: (keys) => placeOf(['assert', index, ...keys]),
  }));
}

/** Assertions that a model judges. */
const JUDGED =
  /^(?:not-)?(?:llm-rubric|g-eval|factuality|model-graded-|answer-relevance|context-|similar|classifier|select-best|moderation|pi$|search-rubric|assert-set)/;

/** A test's own judge is used for its judged assertions, unless they name another. */
function withGrader(
  assertion: TestAssertion,
  { provider, rubricPrompt }: NonNullable<Test['options']>,
): TestAssertion {
  return (provider === undefined && rubricPrompt === undefined) || !JUDGED.test(assertion.type)
    ? assertion
    : {
        ...assertion,
        provider: assertion.provider ?? provider,
        rubricPrompt: assertion.rubricPrompt ?? rubricPrompt,
      };
}

/**
 * Every combination of the items of lists that begin with a text, as in promptfoo, except for variables that the prompt
 * uses as lists.
 */
function multipliedOut(
  vars: Record<string, Json>,
  lists: ReadonlySet<string>,
  place: Place,
): Record<string, Json>[] {
  let combinations: Record<string, Json>[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const items = Array.isArray(value) && typeof value[0] === 'string' && !lists.has(name) ? value : [value];
    if (combinations.length * items.length > MAX_CASES) {
      throw new ConfigurationError(`The lists of this case make more than ${MAX_CASES} cases.`, { place });
    }
    combinations = combinations.flatMap((each) => items.map((item) => ({ ...each, [name]: item })));
  }
  return combinations;
}

const UNSUPPORTED = ['prefix', 'suffix', 'storeOutputAs'] as const;

function refuseOptions(test: Test, options: NonNullable<Test['options']>, place: Place): void {
  refuseTransform(options.transform ?? options.postprocess, place);
  if (test.assertScoringFunction !== undefined) {
    throw new ConfigurationError('`assertScoringFunction` is a program, which is not run here.', {
      place,
      remedy: 'Leave it out: a case passes by its assertions, their weights and its threshold.',
    });
  }
  const unsupported = UNSUPPORTED.find((key) => options[key] !== undefined);
  if (unsupported !== undefined) {
    throw new ConfigurationError(
      `\`options.${unsupported}\` is not supported: the gate asks the prompt as it stands.`,
      {
        place,
        remedy:
          unsupported === 'storeOutputAs'
            ? 'Write the conversation into the case.'
            : 'Write it into the prompt.',
      },
    );
  }
  if (test.providerOutput !== undefined) {
    throw new ConfigurationError('`providerOutput` is an answer written down; the gate asks the model.', {
      place,
    });
  }
}

/** The other side of a conversation of several turns, which the case alone does not make. */
function refuseSimulatedUser({ provider, providers }: Test, place: Place): void {
  const isSimulated = (stated: unknown): boolean =>
    JSON.stringify(stated ?? null).includes('promptfoo:simulated-user');
  if (!isSimulated(provider) && !isSimulated(providers)) return;
  throw new ConfigurationError(
    '`promptfoo:simulated-user` holds a conversation, and the gate asks one question a case.',
    {
      place,
      remedy: 'Write the conversation into the prompt, as messages or as a list that it goes through.',
    },
  );
}

function ignoredSettings(test: Test, options: NonNullable<Test['options']>): Notice[] {
  const setting = (['provider', 'providers', 'prompts'] as const).find((key) => test[key] !== undefined);
  const repeats = (options.repeat ?? 1) > 1;
  return [
    ...(setting === undefined ? [] : [{ code: 'model-of-case-not-read', setting } as const]),
    ...(repeats ? [{ code: 'repeat-not-read', setting: 'options.repeat' } as const] : []),
  ];
}
