import { ConfigurationError } from '../../base/errors.ts';
import { ownMember } from '../../base/json.ts';
import { describeValue } from '../../document/describe.ts';
import { didYouMean } from '../../document/suggest.ts';
import type { Version } from '../../domain/registry.ts';
import type { EnvironmentPolicy, RegistryPolicy } from '../../domain/registry-policy.ts';
import type { PromptState, RegistryState, VersionState } from '../../domain/registry-state.ts';

/** `support` or `support@1.4.0`. */
export type PromptArgument = { prompt: string; version: Version | null };

/** Splits the argument of a command. */
export function readPromptArgument(text: string): PromptArgument {
  const at = text.lastIndexOf('@');
  return at === -1
    ? { prompt: text, version: null }
    : { prompt: text.slice(0, at), version: text.slice(at + 1) };
}

/**
 * A prompt of the registry by its name.
 * @throws ConfigurationError: there is none; it says what may have been meant, also where it is the name of an environment
 */
export function requirePrompt(
  state: RegistryState,
  name: string,
  environments: readonly { name: string }[] = [],
): PromptState {
  const found = ownMember(state.prompts, name);
  if (found) return found;
  const names = Object.keys(state.prompts);
  if (environments.some((environment) => environment.name === name)) {
    throw new ConfigurationError(`${describeValue(name)} is an environment, not a prompt.`, {
      remedy: 'Name the prompt first, and the environment as --env (or --to).',
    });
  }
  const known = names.length === 0 ? 'It has none yet: run `record` first.' : `There are: ${list(names)}.`;
  throw new ConfigurationError(
    `The registry has no prompt ${describeValue(name)}.${didYouMean(name, names)}`,
    { remedy: known },
  );
}

/** A version of a prompt. Throws ConfigurationError where there is none, with those there are. */
export function requireVersion({ versions }: PromptState, prompt: string, version: Version): VersionState {
  const found = ownMember(versions, version);
  if (found) return found;
  const names = Object.keys(versions);
  throw new ConfigurationError(
    `${prompt} has no version ${describeValue(version)}.${didYouMean(version, names)}`,
    { remedy: `There are: ${list(names)}.` },
  );
}

/** An environment of the policy. Throws ConfigurationError where there is none, with those there are. */
export function requireEnvironment(
  { environments }: Pick<RegistryPolicy, 'environments'>,
  name: string | undefined,
  { option, state }: { option: string; state: RegistryState },
): EnvironmentPolicy {
  const names = environments.map((environment) => environment.name);
  if (name === undefined) {
    const [only, ...others] = environments;
    if (only && others.length === 0) return only;
    throw new ConfigurationError(`${option} is missing.`, { remedy: `Name an environment: ${list(names)}.` });
  }
  const found = environments.find((environment) => environment.name === name);
  if (found) return found;
  if (Object.hasOwn(state.prompts, name)) {
    throw new ConfigurationError(`${describeValue(name)} is a prompt, not an environment.`, {
      remedy: `Name an environment as ${option}: ${list(names)}.`,
    });
  }
  throw new ConfigurationError(
    `The policy has no environment ${describeValue(name)}.${didYouMean(name, names)}`,
    { remedy: `There are: ${list(names)}.` },
  );
}

/**
 * A reason as the log keeps it: one line of at most 300 characters.
 * @throws ConfigurationError: it is longer, has several lines, or is missing where it is required
 */
export function readReason(
  text: string | undefined,
  { isRequired }: { isRequired: boolean },
): string | undefined {
  const reason = text?.trim();
  if (!reason) {
    if (!isRequired) return undefined;
    throw new ConfigurationError('--reason is missing.', {
      remedy: 'Say why in one line: it is what people read in the log afterwards.',
    });
  }
  if ([...reason].length <= 300 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(reason)) return reason;
  throw new ConfigurationError('--reason is longer than one line of 300 characters.', {
    remedy: 'Keep it short, and link to what says more.',
  });
}

/**
 * A serial as it is typed.
 * @throws ConfigurationError: it is no whole number above 0
 */
export function readSerial(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const serial = Number(text);
  if (/^\d{1,15}$/.test(text) && serial > 0) return serial;
  throw new ConfigurationError('--serial-above is no serial.', {
    remedy: 'Give the number that an application or a place serves, such as 1003.',
  });
}

const MOST_NAMES = 10;

function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(-MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
