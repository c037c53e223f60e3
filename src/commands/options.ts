import { parseArgs } from 'node:util';
import type { Command, Invocation, Options } from './command.ts';

type Parsable = Record<
  string,
  { type: 'string' | 'boolean'; short?: string; multiple?: boolean; default?: string | boolean }
>;

const COMMON: Parsable = {
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
};

/** The names of the options that every command has. */
export const COMMON_OPTIONS: readonly string[] = Object.keys(COMMON);

/** Whether `--version` is among the words, in any position. */
export function asksForVersion(words: readonly string[]): boolean {
  const args = [...words];
  const { values } = parseArgs({ args, options: COMMON, allowPositionals: true, strict: false });
  return values.version === true;
}

/**
 * Reads the words of a command line besides the command's name.
 *
 * @throws what `parseArgs` throws for an unknown option, and for a value that is missing or not expected.
 */
export function readInvocation(words: readonly string[], options: Options): Invocation & { help: boolean } {
  const args = [...words];
  const { values, positionals } = parseArgs({ args, options: parsable(options), allowPositionals: true });
  const { help, version: asked, ...others } = values;
  const own = Object.hasOwn(options, 'version') ? { ...others, version: asked } : others;
  return { values: mapValues(own), positionals, help: help === true };
}

/** Lists hold texts only: no flag is one. */
function mapValues<T>(values: Record<string, T | (string | boolean)[]>): Record<string, T | string[]> {
  const texts = (value: T | (string | boolean)[]) =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, texts(value)]));
}

/** The first option among the words that is not one of these, as it was written; '' if there is none. */
export function unknownOption(words: readonly string[], options: Options): string {
  const known = parsable(options);
  for (const token of tokensOf(words, options)) {
    if (token.kind === 'option' && !Object.hasOwn(known, token.name)) return token.rawName;
  }
  return '';
}

/**
 * Index of the command's name among the words; -1 if there is none. Options of any command may come before it: where
 * one takes a value in some commands only, the word after it is its value unless it names a command.
 */
export function indexOfCommand(words: readonly string[], commands: readonly Command[]): number {
  if (words[0] === undefined || !words[0].startsWith('-')) return words.length === 0 ? -1 : 0;
  const options = optionsOf(commands);
  const places = tokensOf(words, options).flatMap(({ kind, index }) => (kind === 'positional' ? index : []));
  const [first = -1, second] = places;
  const isCommand = commands.some(({ name }) => name === words[first]);
  if (isCommand || second === undefined || !takesValueSometimes(words[first - 1] ?? '', commands))
    return first;
  return second;
}

/** The options of several commands together. One that takes a value in some of them only is taken for a flag. */
export function optionsOf(commands: readonly Command[]): Options {
  const all = commands.flatMap(({ options }) => Object.entries(options));
  const flags = all.filter(([, { type }]) => type === 'boolean');
  return Object.fromEntries([...all, ...flags]);
}

function takesValueSometimes(word: string, commands: readonly Command[]): boolean {
  const types = commands.flatMap(({ options }) =>
    Object.entries(options).flatMap(([name, { type }]) => (word === `--${name}` ? type : [])),
  );
  return new Set(types).size > 1;
}

function tokensOf(words: readonly string[], options: Options) {
  const settings = {
    options: parsable(options),
    allowPositionals: true,
    strict: false,
    tokens: true,
  } as const;
  return parseArgs({ args: [...words], ...settings }).tokens;
}

function parsable(options: Options): Parsable {
  const own = Object.entries(options).map(([name, option]) => {
    if ('multiple' in option) return [name, { type: option.type, multiple: true }];
    const value = option.type === 'boolean' ? false : option.default;
    return [name, { type: option.type, ...(value !== undefined && { default: value }) }];
  });
  return { ...COMMON, ...Object.fromEntries(own) };
}
