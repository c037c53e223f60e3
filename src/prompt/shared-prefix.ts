import { mistakesIn, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Role } from '../domain/message.ts';
import { isInstruction, type Prompt } from '../domain/prompt.ts';
import { textsWithRoles } from './fill-in.ts';
import { placeOfSpot } from './place.ts';
import { renderMessages } from './render.ts';
import { wholeText } from './tool-calls.ts';

/** Enough cases to find where their messages differ. */
const CASES_COMPARED = 20;

type Given = { readonly vars: Record<string, Json> };

/** The common beginning of a prompt's calls, and what ends it. */
export type SharedStart = {
  text: string;
  /** The first variable that differs from call to call, where it stands; null where all cases are asked the same. */
  endedBy: { variable: string; place: Place; role: Role } | null;
};

/** Variables that are another value at every call, also where all cases of a suite give them the same. */
const MOVES = /(?:^|[_\-.])(?:date|time|now|today|timestamp|datetime|uuid|nonce|request_?id|session_?id)$/i;

/**
 * The common beginning of the messages of different cases: what a provider's prompt cache can reuse from one call to the
 * next. A variable whose name says a time or the id of a call ends it too, if it is a text. Empty where there are fewer
 * than two cases to compare.
 * @param leftOut variables that are taken to be empty in all cases; nothing is common where one cannot be
 */
export function sharedStart(
  prompt: Prompt,
  cases: readonly Given[],
  leftOut: readonly string[] = [],
): SharedStart {
  const blank = Object.fromEntries(leftOut.map((name): [string, Json] => [name, '']));
  const compared = cases.slice(0, CASES_COMPARED).map(({ vars }) => ({ vars: { ...vars, ...blank } }));
  const [first] = compared;
  if (first === undefined || compared.length < 2) return { text: '', endedBy: null };
  const texts = compared.map((one) => (leftOut.length === 0 ? textOf(prompt, one) : textOrNull(prompt, one)));
  // As where the variable is an image, which cannot be empty.
  if (!texts.every((text) => text !== null)) return { text: '', endedBy: null };
  if (prompt.program !== undefined) return { text: commonStart(texts), endedBy: null };
  const moving = Object.keys(first.vars).filter((name) => MOVES.test(name) && !leftOut.includes(name));
  const later = moving.length === 0 ? null : textOrNull(prompt, laterCall(first, moving));
  const isVarying = (name: string) =>
    moving.includes(name) ||
    new Set(compared.map(({ vars }) => JSON.stringify(Object.hasOwn(vars, name) ? vars[name] : null))).size >
      1;
  return {
    text: commonStart(later === null ? texts : [...texts, later]),
    endedBy: firstUse(prompt, isVarying),
  };
}

/** The same case at another time: in these texts nothing is as it was. */
function laterCall({ vars }: Given, moving: readonly string[]): Given {
  const later = moving.flatMap((name): [string, Json][] => {
    const value = vars[name];
    return typeof value === 'string' ? [[name, `\u0000${value}`]] : [];
  });
  return { vars: { ...vars, ...Object.fromEntries(later) } };
}

/** Null where these values, which nobody gave, cannot be filled in. */
function textOrNull(prompt: Prompt, given: Given): string | null {
  try {
    return textOf(prompt, given);
  } catch (problem) {
    mistakesIn(problem);
    return null;
  }
}

function firstUse(prompt: Prompt, isWanted: (name: string) => boolean): SharedStart['endedBy'] {
  for (const { text, template, role } of textsWithRoles(prompt)) {
    const first = template.uses.find(({ name }) => isWanted(name));
    if (first) return { variable: first.name, place: placeOfSpot(prompt, text, first.spot), role };
  }
  return null;
}

/** The text of `sharedStart`. */
export function sharedPrefix(prompt: Prompt, cases: readonly Given[]): string {
  return sharedStart(prompt, cases).text;
}

/** Whether all cases give the model the same instructions (system and developer messages), judged by a few cases. */
export function sharesInstructions(prompt: Prompt, cases: readonly Given[]): boolean {
  const instructions = cases.slice(0, CASES_COMPARED).map(({ vars }) =>
    renderMessages(prompt, vars)
      .filter(isInstruction)
      .map(({ content }) => content)
      .join('\n'),
  );
  return instructions.length > 1 && new Set(instructions).size === 1;
}

function textOf(prompt: Prompt, { vars }: Given): string {
  return renderMessages(prompt, vars).map(wholeText).join('\n');
}

function commonStart([first = '', ...others]: readonly string[]): string {
  return first.slice(0, Math.min(...others.map((other) => commonLength(first, other))));
}

/** Characters that are compared at once. */
const STRIDE = 128;

function commonLength(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let index = 0;
  while (index + STRIDE <= end && a.startsWith(b.slice(index, index + STRIDE), index)) index += STRIDE;
  while (index < end && a[index] === b[index]) index += 1;
  return index;
}
