import { stringify } from 'yaml';
import { globMatcher } from '../../base/glob.ts';
import { REPOSITORY } from '../../base/product.ts';
import { FORMAT_GLOBS } from '../../prompt/formats/table.ts';
import type { FoundPrompt } from './found.ts';

/** A prompt that is not watched, and why. */
export type LeftPrompt = FoundPrompt & {
  reason: string;
  /** What alone it lacks to be watched; null where something else is wrong. */
  needs: 'cases' | 'model' | null;
  /** What else is wrong with it, a line each. */
  others?: string[];
};

/** The JSON Schema of the policy, as editors fetch it. */
const POLICY_SCHEMA_URL = `https://raw.githubusercontent.com/${REPOSITORY}/v1/schema/policy.schema.json`;
/** Globs that find prompts by their name; first those that need no policy. */
const GLOBS = [...FORMAT_GLOBS].sort((a, b) => Number(b.byDefault) - Number(a.byDefault));
/** Paths without characters that are special in a glob. */
const PLAIN = /^[\w ./@+-]+$/;
const MAX_LISTED = 50;
/** What a new policy decides otherwise than the defaults. */
const STRICT = ['gate:', '  on-weaker-suite: block  # a pull request that removes or loosens cases'];

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
  const unconditional = groups.filter(({ beside }) => beside === undefined);
  const globbed = unconditional.filter(
    ({ bare, excluded }) => bare.length > 0 && isWorthAGlob(bare, excluded),
  );
  const byCondition = new Set(groups.flatMap(({ beside, bare }) => (beside === undefined ? [] : bare)));
  const underGlobs = new Set(globbed.flatMap(({ bare }) => bare));
  const entries = watched.filter((prompt) => !underGlobs.has(prompt));
  const excluded = globbed.flatMap((group) => group.excluded);
  const missed = groups.filter((group) => group.byDefault && !globbed.includes(group));
  if (
    entries.every((prompt) => byCondition.has(prompt)) &&
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
  const unlisted = left.filter((prompt) => !excluded.includes(prompt));
  const listed = unlisted
    .slice(0, MAX_LISTED)
    .map((prompt) => `#   ${commented(prompt.path)}: ${whyNot(prompt)}`);
  return [
    `# yaml-language-server: $schema=${POLICY_SCHEMA_URL}`,
    '# What prompt-eval-gate watches. What else can be decided here is in its docs/configuration.md.',
    'prompts:',
    ...lines,
    ...STRICT,
    ...(unlisted.length > 0 ? ['# Not watched:', ...listed] : []),
    ...(unlisted.length > MAX_LISTED ? [`#   … and ${unlisted.length - MAX_LISTED} more`] : []),
    '',
  ].join('\n');
}

function membersOf(glob: string, watched: readonly FoundPrompt[], left: readonly LeftPrompt[]) {
  const matches = globMatcher(glob);
  return {
    bare: watched.filter(({ path, entry }) => matches(path) && Object.keys(entry).length === 0),
    excluded: left.filter(({ path }) => matches(path)),
  };
}

/** A glob also watches prompts that are added later; not used if most of its matches have to be excluded. */
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

/** A text as a YAML scalar on one line. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text)
    ? stringify(text, { lineWidth: 0 }).trimEnd()
    : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function whyNot({ reason, needs }: LeftPrompt): string {
  if (needs === 'model') return 'no model yet';
  return needs === 'cases' ? 'no cases yet' : commented(reason);
}

/** A text as one line that cannot end the comment in which it is written. */
function commented(text: string): string {
  const line = text.replace(/[\p{C}\u2028\u2029]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
