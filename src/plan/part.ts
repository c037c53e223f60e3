import { posix, sep } from 'node:path';
import { ConfigurationError, ConfigurationErrors } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { didYouMean } from '../document/suggest.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Part, SavedFiles } from '../domain/part.ts';
import { type Case, segmentNames } from '../domain/suite.ts';
import { atMost } from '../prose/at-most.ts';
import { type NamedPrompt, namesOnceMerged } from './names.ts';
import type { PromptPlan } from './plan.ts';

/** Names in an error; further ones are counted. */
const MOST_NAMED = 10;

/** A file of prompts that cannot be read, and why. */
export type BrokenFile = { path: string; errors: readonly ConfigurationError[] };

type Known = {
  /** Every changed prompt. */
  prompts: readonly PromptChange[];
  broken: readonly BrokenFile[];
  change: Pick<OpenChange, 'namings' | 'candidate' | 'baseRef'>;
  /** Where the names were given, relative to the root: paths may be meant from there. */
  folder: string;
  /** Why a changed prompt is not asked, as the end of a sentence; null where it is. */
  whyNotRun: (prompt: PromptChange) => string | null;
};

/**
 * The changed prompts that a part asks for, and the files among them that cannot be read. Without names these are all
 * that would be asked.
 * @throws ConfigurationErrors: every name that means no changed prompt, with what was likely meant.
 */
export async function choosePrompts(
  { prompts: given, saved }: Pick<Part, 'prompts' | 'saved'>,
  known: Known,
): Promise<{ prompts: PromptChange[]; broken: BrokenFile[] }> {
  const { broken, change, folder, whyNotRun } = known;
  const prompts = saved ? known.prompts.filter((prompt) => concerns(saved, prompt)) : known.prompts;
  const isAsked = (prompt: PromptChange) => whyNotRun(prompt) === null;
  if (given.length === 0) return { prompts: prompts.filter(isAsked), broken: [...broken] };
  const paths = new Set([...prompts.flatMap(pathsOf), ...broken.map(({ path }) => path)]);
  const words = given.map((word) => {
    const path = posix.join(folder.split(sep).join('/'), word);
    return !paths.has(word) && paths.has(path) ? path : word;
  });
  // Names of a registry take reading every prompt.
  const named = words.every((word) => paths.has(word)) ? [] : (await namesOnceMerged(change)).prompts;
  const errors: ConfigurationError[] = [];
  for (const word of words) {
    const meant = prompts.filter((prompt) => means(word, prompt, named));
    if (meant.some(isAsked) || broken.some(({ path }) => path === word)) continue;
    const [first] = meant;
    const problem = first ? `${word} ${whyNotRun(first)}.` : null;
    errors.push(problem ? new ConfigurationError(problem) : notChanged(word, { prompts, named, change }));
  }
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return {
    prompts: prompts.filter((prompt) => isAsked(prompt) && words.some((word) => means(word, prompt, named))),
    broken: broken.filter(({ path }) => words.includes(path)),
  };
}

function concerns({ files, prompts }: SavedFiles, { path, because }: PromptChange): boolean {
  return prompts.includes(path) || because.some((file) => files.includes(file));
}

function pathsOf({ path, baselinePath = path, part }: PromptChange): string[] {
  return [path, baselinePath, ...(part ? [part.path] : [])];
}

/** Whether a word is a prompt's path, the name of one of several in a file, or the name that a registry keeps it by. */
function means(word: string, prompt: PromptChange, named: readonly NamedPrompt[]): boolean {
  if (pathsOf(prompt).includes(word)) return true;
  const file = prompt.part?.path ?? prompt.path;
  return named.some(({ name, path, part }) => name === word && path === file && part === prompt.part?.index);
}

function notChanged(
  word: string,
  of: { prompts: readonly PromptChange[]; named: readonly NamedPrompt[]; change: Known['change'] },
): ConfigurationError {
  const { prompts, named, change } = of;
  const known = named.flatMap(({ name, path }) => [path, ...(name === null ? [] : [name])]);
  if (known.includes(word)) {
    return new ConfigurationError(`${word} is as it is at ${change.baseRef}: there is nothing to compare.`);
  }
  const changed = prompts.map(({ path }) => path);
  return new ConfigurationError(
    `${word} is not a prompt of this repository.${didYouMean(word, [...changed, ...known])}`,
    { remedy: changed.length === 0 ? 'No prompt is changed.' : `Changed: ${listed(changed)}.` },
  );
}

/**
 * Plans with only the cases of a part; plans without any are left out. Cases of single segments are those that the whole
 * run would ask; cases that are asked for by their ids, or since they failed, are all asked.
 * @throws ConfigurationErrors: every segment and case that no prompt has; nothing is left to ask.
 */
export function planPart(plans: readonly PromptPlan[], part: Omit<Part, 'prompts'>): PromptPlan[] {
  const { segments, cases, failing, saved } = part;
  const all = plans.flatMap(({ suite }) => suite.cases);
  const errors = [
    ...unknown('segment', segments, segmentNames(all)),
    ...unknown(
      'case',
      cases,
      all.flatMap(({ id, drawnAs = id }) => [id, drawnAs]),
    ),
  ];
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  const rest = plans.flatMap((plan) => {
    const failed = failing && new Set(failing.find(({ prompt }) => prompt === plan.name)?.cases);
    const isMeant = ({ id, drawnAs = id, segments: own }: Case) =>
      (segments.length === 0 || own.some((name) => segments.includes(name))) &&
      (cases.length === 0 || cases.includes(id) || cases.includes(drawnAs)) &&
      (failed?.has(id) ?? true);
    const some = withCases(plan, isMeant, part);
    return some.suite.cases.length > 0 ? [some] : [];
  });
  if (rest.length > 0) return rest;
  const remedy = saved ? undefined : 'Run `gate` for everything.';
  throw new ConfigurationError(nothingLeft({ failing, saved }), { remedy });
}

function nothingLeft({ failing, saved }: Pick<Part, 'failing' | 'saved'>): string {
  if (saved) return 'As it is saved, nothing in this part differs from the base.';
  if (!failing) return 'There is no case in this part.';
  if (failing.every(({ cases }) => cases.length === 0)) return 'No case failed in the last whole run.';
  return 'Of the cases that failed in the last whole run none is asked now: their prompts are as they are at the base, or the cases are gone.';
}

/** A plan of some of its cases. */
function withCases(
  plan: PromptPlan,
  isMeant: (testCase: Case) => boolean,
  { segments, cases, failing }: Omit<Part, 'prompts'>,
): PromptPlan {
  const isWhole = segments.length + cases.length === 0 && !failing;
  if (isWhole) return plan;
  const meant = new Map(plan.suite.cases.filter(isMeant).map((one) => [one.id, inSegments(one, segments)]));
  const among = (look: readonly Case[]) => look.flatMap(({ id }) => meant.get(id) ?? []);
  const asked = [...meant.values()];
  const isByCase = cases.length > 0 || failing !== undefined;
  return {
    ...plan,
    suite: { ...plan.suite, cases: asked },
    looks: isByCase ? [asked, asked] : [among(plan.looks[0]), among(plan.looks[1])],
    // Shares of traffic are those of all segments.
    traffic: {},
    weaker: isByCase ? [] : plan.weaker.filter(({ name }) => segments.includes(name)),
  };
}

/** A case only in the segments that are asked for: of its others it is no more than a part. */
function inSegments(testCase: Case, segments: readonly string[]): Case {
  if (segments.length === 0) return testCase;
  return { ...testCase, segments: testCase.segments.filter((name) => segments.includes(name)) };
}

function unknown(noun: string, words: readonly string[], known: readonly string[]): ConfigurationError[] {
  const names = [...new Set(known)];
  return words
    .filter((word) => !names.includes(word))
    .map(
      (word) =>
        new ConfigurationError(`No changed prompt has a ${noun} ${word}.${didYouMean(word, names)}`, {
          remedy: names.length === 0 ? undefined : `There are: ${listed(names)}.`,
        }),
    );
}

function listed(names: readonly string[]): string {
  return atMost(names, MOST_NAMED, (more) => `${more} more`).join(', ');
}
