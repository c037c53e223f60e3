import { createHash } from 'node:crypto';
import { ConfigurationError, ConfigurationErrors, formatPlace, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Assertion } from '../domain/suite.ts';

/** A case without its id. */
export type Unnamed = {
  /** The id in the suite, if stated. */
  statedId: string | null;
  description: string | null;
  vars: Record<string, Json>;
  assertions: Assertion[];
  place: Place;
};

const MAX_ERRORS = 20;

/**
 * The cases without those that equal an earlier one in all but their place: they would count twice what is known once.
 * Those with ids of their own stay. What is compared is `sameness` of a case besides its variables and assertions.
 */
export function withoutEquals<Case extends Unnamed>(
  cases: readonly Case[],
  sameness: (one: Case) => Json,
): Case[] {
  const groups = new Map<string, number>();
  const names = cases.map(({ statedId, description, vars }) => statedId ?? description ?? hashOf(vars));
  for (const name of names) groups.set(name, (groups.get(name) ?? 0) + 1);
  const seen = new Set<string>();
  return cases.filter((one, index) => {
    const name = names[index] ?? '';
    if (one.statedId !== null || groups.get(name) === 1) return true;
    const content = hashOf([name, one.vars, contentOf(one), sameness(one)]);
    const isKnown = seen.has(content);
    seen.add(content);
    return !isKnown;
  });
}

/**
 * The ids of a suite's cases: as stated, else the description, else a hash of the variables. If a description or a hash
 * repeats, the hash of the variables, and then of the assertions, is added to it. Throws ConfigurationErrors for ids
 * stated twice, and for cases that are the same in variables and assertions.
 */
export function idsOf(cases: readonly Unnamed[]): string[] {
  const repeated = (names: readonly string[]): Set<string> => {
    const seen = new Set<string>();
    return new Set(names.filter((name) => seen.size === seen.add(name).size));
  };
  const first = cases.map(({ statedId, description, vars }) => statedId ?? description ?? hashOf(vars));
  const twice = repeated(first);
  const second = first.map((id, index) => {
    const each = cases[index];
    return each === undefined || each.statedId !== null || each.description === null || !twice.has(id)
      ? id
      : `${id} #${hashOf(each.vars)}`;
  });
  const again = repeated(second);
  const ids = second.map((id, index) => {
    const each = cases[index];
    return each === undefined || each.statedId !== null || !again.has(id)
      ? id
      : `${id}-${hashOf(contentOf(each))}`;
  });
  refuseRepeated(ids, cases);
  return ids;
}

function refuseRepeated(ids: readonly string[], cases: readonly Unnamed[]): void {
  const places = new Map<string, Place>();
  const errors: ConfigurationError[] = [];
  ids.forEach((id, index) => {
    const each = cases[index];
    const before = places.get(id);
    if (each === undefined || before === undefined) {
      places.set(id, each?.place ?? { path: '' });
      return;
    }
    const stated = each.statedId !== null;
    const problem = stated
      ? `The id "${id}" is taken by the case at ${formatPlace(before)}.`
      : `This case is the same as the one at ${formatPlace(before)}, in variables and assertions.`;
    errors.push(
      new ConfigurationError(problem, {
        place: each.place,
        remedy: stated
          ? 'Give every case an id of its own.'
          : 'Remove one of them; to ask more often, use `smoke.trials`.',
      }),
    );
  });
  if (errors.length > 0) {
    throw new ConfigurationErrors(errors.slice(0, MAX_ERRORS));
  }
}

function contentOf({ assertions }: Unnamed): Json {
  const plain = (assertion: Assertion): Json => {
    const { place: _, suitePath: __, assertions: members, ...rest } = assertion;
    return { ...rest, ...(members === undefined ? {} : { assertions: members.map(plain) }) };
  };
  return assertions.map(plain);
}

/** Twelve hexadecimal digits that depend on the value, but not on the order of its keys. */
export function hashOf(value: Json): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 12);
}

function canonical(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${entries.join(',')}}`;
}
