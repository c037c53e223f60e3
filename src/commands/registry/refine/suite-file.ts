import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError, mistakesIn } from '../../../base/errors.ts';
import type { Case } from '../../../domain/suite.ts';
import { credentialsFrom } from '../../../model/credentials.ts';
import { armPlanner } from '../../../plan/arms.ts';
import { checkVariables } from '../../../prompt/variables.ts';
import { hidesText } from '../../../prose/inert.ts';
import { caseDigestOf } from '../../../registry/suite-digest.ts';
import { overlaid } from '../../../repo/overlaid.ts';
import { type NewTest, withCases } from '../../../suite/add-cases.ts';
import { suiteReader } from '../../../suite/read.ts';
import { assertionText, statedAssertion } from './fitting-assertions.ts';
import type { Ground } from './ground.ts';
import type { NotProposed, ProposedCase } from './outcome.ts';

export type SuiteWithCases = {
  /** The suite's file with the cases; undefined where none could be added. */
  text: string | undefined;
  added: ProposedCase[];
  notProposed: NotProposed[];
};

/**
 * Writes cases into the suite's file, one after the other. What was written is read again: a case counts only where it
 * asks and checks what it should, and every other case is what it was.
 */
export async function suiteWithCases(
  proposed: readonly ProposedCase[],
  {
    changed,
    ...ground
  }: Pick<Ground, 'main' | 'found' | 'plan'> & {
    /** Files that are changed already, by path. */
    changed: Readonly<Record<string, string>>;
  },
): Promise<SuiteWithCases> {
  const { path } = ground.plan.suite;
  const original = changed[path] ?? (await ground.main.snapshot.read(path));
  const result: SuiteWithCases = { text: undefined, added: [], notProposed: [] };
  let text = original ?? '';
  let cases = ground.plan.suites.candidate.cases;
  for (const one of proposed) {
    const tried = isHiding(one)
      ? { why: 'It has characters that nobody can see.' }
      : await withCase(one, { ...ground, text, cases });
    if ('why' in tried) {
      result.notProposed.push({ what: one.description, why: tried.why });
      continue;
    }
    ({ text, cases } = tried);
    result.added.push({ ...one, segments: tried.segments });
  }
  return { ...result, text: text === original ? undefined : text };
}

/** JSON has line ends and controls as escapes; other invisible characters stand in it as they are. */
function isHiding({ description, vars }: ProposedCase): boolean {
  return hidesText(description) || hidesText(JSON.stringify(vars));
}

type Before = Pick<Ground, 'main' | 'found' | 'plan'> & { text: string; cases: readonly Case[] };
/** With the segments in which the case is. */
type After = { text: string; cases: Case[]; segments: string[] };

/** The shortest way to write a case that reads as it should. */
async function withCase(one: ProposedCase, before: Before): Promise<After | { why: string }> {
  let why = '';
  for (const test of waysToWrite(one, before.cases)) {
    const { path } = before.plan.suite;
    const text = withCases(before.text, path, [test]);
    if (text === null) return { why: `${path} has no list that cases are added to: write it by hand.` };
    const tried = await readWith(text, one, before);
    if (!('why' in tried)) return tried;
    why ||= tried.why;
  }
  return { why };
}

/** With what `defaultTest` gives and without, with a segment and without. */
function waysToWrite(one: ProposedCase, cases: readonly Case[]): NewTest[] {
  const ofAll = (at: string) =>
    cases.length > 1 &&
    cases.every(({ assertions }) => assertions.some(({ place }) => JSON.stringify(place) === at));
  const own = one.assertions.filter(({ place }) => !ofAll(JSON.stringify(place)));
  const sets = own.length === one.assertions.length ? [own] : [own, one.assertions];
  const [segment] = one.segments;
  const segments = one.segments.length > 1 ? one.segments : segment;
  return [undefined, ...(segments === undefined ? [] : [segments])].flatMap((stated) =>
    sets.map((assertions) => ({
      description: one.description,
      ...(stated !== undefined && { segment: stated }),
      ...(one.group !== undefined && { group: one.group }),
      vars: one.vars,
      ...(assertions.length > 0 && { assert: assertions.map(statedAssertion) }),
    })),
  );
}

async function readWith(
  text: string,
  one: ProposedCase,
  { main, found, plan, cases }: Before,
): Promise<After | { why: string }> {
  const snapshot = overlaid(main.snapshot, { [plan.suite.path]: text });
  try {
    const source = { ...found.source, snapshot };
    // A prompt's own file may have its cases in it.
    const { prompt } = await armPlanner({ credentials: credentialsFrom({}) })(source);
    const suite = await suiteReader()({ snapshot, prompt, entry: source.entry });
    const known = new Map(cases.map((each) => [each.id, each]));
    const others = suite.cases.filter(({ id }) => known.has(id));
    const added = suite.cases.filter(({ id }) => !known.has(id));
    const areSame = others.every((each) => isSame(each, known.get(each.id)));
    const [only, ...more] = added;
    if (!areSame || others.length !== cases.length || !only || more.length > 0) {
      return { why: 'Adding it would change other cases.' };
    }
    const expected = one.assertions.map(assertionText).sort();
    if (!isDeepStrictEqual(only.assertions.map(assertionText).sort(), expected)) {
      return { why: 'Its assertions cannot be written for another case.' };
    }
    const isSegmentRight = one.segments.every((name) => only.segments.includes(name));
    if (!isDeepStrictEqual(only.vars, one.vars) || !isSegmentRight) {
      return { why: 'Its variables or its segment would be read otherwise.' };
    }
    const checked = await checkVariables(prompt, [only]);
    const [mistake] = checked.errors;
    return mistake ? { why: mistake.problem } : { text, cases: suite.cases, segments: only.segments };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    if (!(first instanceof ConfigurationError)) throw problem;
    return { why: first.problem };
  }
}

function isSame(one: Case, other: Case | undefined): boolean {
  return other !== undefined && caseDigestOf(one) === caseDigestOf(other) && one.group === other.group;
}
