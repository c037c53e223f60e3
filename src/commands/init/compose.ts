import { stringify } from 'yaml';
import { globMatcher } from '../../base/glob.ts';
import type { ModelEntry } from '../../domain/policy.ts';
import { FORMAT_GLOBS } from '../../prompt/formats/table.ts';
import type { FoundPrompt } from './found.ts';

/** A prompt that is not watched, and why. */
export type LeftPrompt = FoundPrompt & { reason: string; needsCases: boolean };

/** Globs that find prompts by their name; first those that need no policy. */
const GLOBS = [...FORMAT_GLOBS].sort((a, b) => Number(b.byDefault) - Number(a.byDefault));
/** Paths that mean themselves in a glob. */
const PLAIN = /^[\w ./@+-]+$/;
const MAX_TOLD = 50;

/**
 * The text of a policy that watches these prompts and not the others; null when no policy is needed, because the
 * defaults watch exactly these.
 */
export function composePolicy(findings: {
  watched: readonly FoundPrompt[];
  left: readonly LeftPrompt[];
}): string | null {
  const { watched, left } = findings;
  const groups = GLOBS.map((each) => ({ ...each, ...membersOf(each.glob, watched, left) }));
  const globbed = groups.filter(({ bare, excluded }) => bare.length > 0 && isWorthAGlob(bare, excluded));
  const underGlobs = new Set(globbed.flatMap(({ bare }) => bare));
  const entries = watched.filter((prompt) => !underGlobs.has(prompt));
  const excluded = globbed.flatMap((group) => group.excluded);
  const models = modelLines(watched);
  const missed = groups.filter((group) => group.byDefault && !globbed.includes(group));
  if (
    models.length === 0 &&
    entries.length === 0 &&
    excluded.length === 0 &&
    globbed.every(({ byDefault }) => byDefault) &&
    missed.every((group) => group.excluded.length === 0)
  ) {
    return null;
  }
  const lines = [
    ...globbed.map(({ glob }) => `  - ${quoted(glob)}`),
    ...excluded.map((prompt) => `  - ${quoted(`!${prompt.path}`)}  # ${whyNot(prompt)}`),
    ...entries.flatMap(entryLines),
  ];
  const untold = left.filter((prompt) => !excluded.includes(prompt));
  const told = untold.slice(0, MAX_TOLD).map((prompt) => `#   ${commented(prompt.path)}: ${whyNot(prompt)}`);
  return [
    '# What prompt-eval-gate watches. What else can be decided here is in its docs/configuration.md.',
    'prompts:',
    ...lines,
    ...models,
    ...(untold.length > 0 ? ['# Not watched:', ...told] : []),
    ...(untold.length > MAX_TOLD ? [`#   … and ${untold.length - MAX_TOLD} more`] : []),
    '',
  ].join('\n');
}

/** Who answers to models of other vendors; they speak OpenAI's API too. */
function modelLines(watched: readonly FoundPrompt[]): string[] {
  const models = new Map(watched.flatMap((prompt) => Object.entries(prompt.models ?? {})));
  const lines = [...models].map(([name, entry]) => `  ${quoted(name)}: ${hostText(entry)}`);
  return lines.length === 0 ? [] : ['models:', ...lines];
}

function membersOf(glob: string, watched: readonly FoundPrompt[], left: readonly LeftPrompt[]) {
  const matches = globMatcher(glob);
  return {
    bare: watched.filter(({ path, entry }) => matches(path) && Object.keys(entry).length === 0),
    excluded: left.filter(({ path }) => matches(path)),
  };
}

/** A glob also watches what comes later; not when most of what it finds has to be taken away again. */
function isWorthAGlob(bare: readonly FoundPrompt[], excluded: readonly LeftPrompt[]): boolean {
  return excluded.length <= bare.length && excluded.every(({ path }) => PLAIN.test(path));
}

function entryLines({ path, entry, remark }: FoundPrompt): string[] {
  const { suite, template, model } = entry;
  return [
    `  - path: ${quoted(path)}`,
    ...(suite === undefined ? [] : [`    suite: ${quoted(suite)}`]),
    ...(template === undefined ? [] : [`    template: ${template}`]),
    ...(model === undefined
      ? []
      : [`    model: ${quoted(model)}${remark === null ? '' : `  # ${commented(remark)}`}`]),
  ];
}

function hostText({ provider, model, baseUrl = '', keyVariable = '' }: ModelEntry): string {
  return `{ provider: ${provider}, model: ${quoted(model)}, base-url: ${JSON.stringify(baseUrl)}, key-variable: ${keyVariable} }`;
}

/** A text as a YAML scalar on one line. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text)
    ? stringify(text, { lineWidth: 0 }).trimEnd()
    : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function whyNot({ reason, needsCases }: LeftPrompt): string {
  return needsCases ? 'no cases yet' : commented(reason);
}

/** A text that cannot end its comment. */
function commented(text: string): string {
  const line = text.replace(/[\p{C}\u2028\u2029]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
