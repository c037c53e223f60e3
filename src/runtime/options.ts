import { didYouMean } from '../document/suggest.ts';
import { PUBLIC_KEY } from '../domain/registry.ts';
import type { OpenOptions } from './api.ts';
import type { ProviderOptions } from './openfeature/api.ts';
import { PromptError } from './prompt-error.ts';

/** What is wrong with one option, sentences; callers in JavaScript may give anything. */
type Check = (value: unknown, name: string) => string[];

const ENVIRONMENT = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const isText: Check = (value, name) =>
  typeof value === 'string' && value !== '' ? [] : [`${name} has to be a text that is not empty.`];
const isFunction: Check = (value, name) =>
  typeof value === 'function' ? [] : [`${name} has to be a function.`];
const isTime: Check = (value, name) =>
  typeof value === 'number' && value > 0 && value < 2 ** 31
    ? []
    : [`${name} has to be a number of milliseconds above 0.`];

/** Every option that there is. */
const CHECKS: Record<keyof OpenOptions, Check> = {
  environment: (value) => {
    if (value === undefined) {
      return ['environment is missing: the name of one in the policy, such as "production".'];
    }
    return typeof value === 'string' && ENVIRONMENT.test(value)
      ? []
      : [`${shown(value)} cannot be the name of an environment.`];
  },
  sources: (value) => {
    if (!Array.isArray(value) || value.length === 0) {
      return ['sources needs at least one source in a list: directory(), file(), https() or redis().'];
    }
    return value.flatMap((source: unknown, index) =>
      isSource(source) ? [] : [`sources[${index}] is no source.${sourceFor(source)}`],
    );
  },
  publicKeys: (value) => {
    if (!isObject(value)) return ['publicKeys has to be { pointer: […], promotion: […] }.'];
    return [
      ...unknownOf('publicKeys has no member', value, ['pointer', 'promotion']),
      ...keyProblems(value, 'pointer'),
      ...keyProblems(value, 'promotion'),
    ];
  },
  minSerial: (value, name) =>
    Number.isSafeInteger(value) ? [] : [`${name} has to be the serial of a pointer, a whole number.`],
  cacheDirectory: isText,
  force: (value, name) => {
    if (!isObject(value)) return [`${name} has to be an object of versions by the prompt's name.`];
    return Object.entries(value).flatMap(([prompt, version]) => isText(version, `${name}.${prompt}`));
  },
  onChange: isFunction,
  record: (value, name) =>
    typeof value === 'function' || (typeof value === 'string' && value !== '')
      ? []
      : [`${name} has to be the path of a file, or a function.`],
  intervalMs: isTime,
  timeoutMs: isTime,
  clock: (value, name) => (isObject(value) ? [] : [`${name} has to be a clock.`]),
  random: isFunction,
};

const PROVIDER_CHECKS: Record<keyof ProviderOptions, Check> = { ...CHECKS, staleAfterMs: isTime };

/**
 * Finds all that is wrong with the options, before anything is asked or opened.
 * @param options as the application gave them
 * @throws PromptError that says all of it
 */
export function checkOptions(options: OpenOptions): void {
  refuse('openPrompts', options, CHECKS);
}

/** As {@link checkOptions}, for the provider of OpenFeature. */
export function checkProviderOptions(options: ProviderOptions): void {
  refuse('promptsProvider', options, PROVIDER_CHECKS);
}

function refuse(caller: string, options: unknown, checks: Record<string, Check>): void {
  if (!isObject(options)) throw new PromptError(`${caller} needs an object with environment and sources.`);
  const problems = Object.entries(checks).flatMap(([name, check]) => {
    const value = options[name];
    const isNeeded = name === 'environment' || name === 'sources';
    return value === undefined && !isNeeded ? [] : check(value, name);
  });
  const unknown = unknownOf(`${caller} has no option`, options, Object.keys(checks));
  const all = [...unknown, ...problems, ...unprotectedIn(options)];
  if (all.length > 0) throw new PromptError(all.join(' '));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownOf(beginning: string, given: object, known: readonly string[]): string[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${beginning} ${shown(name)}.${didYouMean(name, known)}`);
}

function isSource(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.name === 'string' &&
    typeof value.readPointer === 'function' &&
    typeof value.readObject === 'function'
  );
}

/** What was meant by something else in the place of a source. Addresses may have passwords, so they are not shown. */
function sourceFor(value: unknown): string {
  if (isObject(value) && typeof value.get === 'function') return ' Did you mean redis(client)?';
  if (typeof value !== 'string') return ' Did you forget to call directory(), file(), https() or redis()?';
  if (/^rediss?:/.test(value))
    return ' Did you mean redis(client), with a client of the package redis or ioredis?';
  if (/^https?:/.test(value)) return ' Did you mean https(…)?';
  return ` Did you mean ${value.endsWith('.json') ? 'file' : 'directory'}(${shown(value)})?`;
}

/** Never shows a key: somebody may have given a private one. */
function keyProblems(keys: Record<string, unknown>, role: 'pointer' | 'promotion'): string[] {
  const list = keys[role];
  if (!Array.isArray(list) || list.length === 0) {
    return [`publicKeys needs at least one key in the list ${role}.`];
  }
  return list.flatMap((key: unknown, index) =>
    typeof key === 'string' && PUBLIC_KEY.test(key)
      ? []
      : [`publicKeys.${role}[${index}] is no public key, as \`registry keys\` prints it: ed25519:…`],
  );
}

function unprotectedIn({ sources, publicKeys }: Record<string, unknown>): string[] {
  if (publicKeys !== undefined || !Array.isArray(sources)) return [];
  return sources
    .filter((source: unknown) => isObject(source) && source.isUnprotected === true)
    .map(({ name }) => `${name} is not encrypted, so it is taken only with publicKeys.`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value);
}
