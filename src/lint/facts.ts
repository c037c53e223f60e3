import type { Json } from '../base/json.ts';
import type { Role } from '../domain/message.ts';
import type { VariableDeclaration } from '../domain/policy.ts';
import type { Prompt, TemplateMessage, TemplateText } from '../domain/prompt.ts';
import type { Case } from '../domain/suite.ts';
import { textsWithRoles } from '../prompt/fill-in.ts';
import { COLON } from '../prompt/marks.ts';
import { roleOfLine } from '../prompt/role-lines.ts';
import { roleOf } from '../prompt/roles.ts';
import type { Spot } from '../prompt/template/template.ts';

/** A variable that stands in a text of the prompt itself, as `{{name}}` and no more. */
export type PlainUse = {
  name: string;
  text: TemplateText;
  spot: Spot;
  /** Null: the template computes which messages it becomes. */
  role: Role | null;
  /** The template before and behind the braces, so much of it as tells what stands around. */
  before: string;
  after: string;
};

/** Characters on either side of a variable that are looked at. */
const AROUND = 200;
const OPENING = /\{\{\{?[-~]?\s*$|\{$/;
const CLOSING = /^\s*[-~]?\}?\}\}|^\}/;

/** Where a prompt's variables are put in as they are, in the order of its texts; of those in included files, none. */
export function plainUses(prompt: Prompt): PlainUse[] {
  if (prompt.program !== undefined) return [];
  return textsWithRoles(prompt).flatMap(({ text, template, role, message }) =>
    template.uses.flatMap(({ name, spot }): PlainUse[] => {
      if (spot.path !== null) return [];
      const at = text.template.slice(spot.offset, spot.offset + spot.length + name.length).indexOf(name);
      if (at === -1) return [];
      const [from, to] = [spot.offset + at, spot.offset + at + name.length];
      const start = text.template.slice(Math.max(0, from - AROUND), from);
      const end = text.template.slice(to, to + AROUND);
      const opened = OPENING.exec(start);
      const closed = CLOSING.exec(end);
      if (!opened || !closed) return [];
      const own = messageAround(text.template, message.splits, from) ?? { role, from: 0, to: Infinity };
      const around = {
        before: start.slice(Math.max(0, own.from - (from - start.length)), opened.index),
        after: end.slice(closed[0].length, Math.max(closed[0].length, own.to - to)),
      };
      return [{ name, text, spot, role: own.role, ...around }];
    }),
  );
}

/** Dotprompt's `{{role "system"}}`, and others of its forms whose role is computed. */
const ROLE_MARK =
  /\{\{[~-]?\s{0,20}(?:role\s{1,20}(?:["'](\w{1,20})["'])?[^{}]{0,100}|history\s{0,20})[~-]?\}\}/g;
/** A line of a Prompty body at which a role's message begins. */
const ROLE_LINE = new RegExp(`^.{0,200}${COLON}.{0,200}$`, 'gm');

/**
 * The message of a text that becomes several which stands at an offset: its role, and where it begins and ends. Undefined
 * where the text is one message.
 */
function messageAround(
  template: string,
  splits: TemplateMessage['splits'],
  at: number,
): { role: Role | null; from: number; to: number } | undefined {
  if (splits === undefined) return undefined;
  if (splits === 'json') return { role: null, from: 0, to: template.length };
  const isMarks = splits === 'role-marks';
  let found: { role: Role | null; from: number; to: number } = {
    ...{ role: isMarks ? 'user' : 'system', from: 0, to: template.length },
  };
  for (const { 0: mark, 1: name = '', index } of template.matchAll(isMarks ? ROLE_MARK : ROLE_LINE)) {
    if (index >= at) return { ...found, to: index };
    const role = isMarks ? roleOf(name) : roleOfLine(mark.replace(COLON, ':'));
    found = { role: role ?? null, from: index + mark.length, to: template.length };
  }
  return found;
}

/** Whether a declaration keeps a variable from holding any text that somebody writes. */
export function isBounded(declaration: VariableDeclaration | undefined): boolean {
  if (declaration === undefined) return false;
  const { type, maxLength, enum: allowed, pattern } = declaration;
  if ((maxLength ?? allowed ?? pattern) !== undefined) return true;
  return type === 'number' || type === 'integer' || type === 'boolean';
}

/** Whether a declaration admits only what its owner knows: no text of a user. */
function isClosed(declaration: VariableDeclaration | undefined): boolean {
  if (declaration === undefined) return false;
  const { type, enum: allowed, pattern } = declaration;
  return (allowed ?? pattern) !== undefined || !(type === undefined || type === 'string');
}

/** So many words in a value are a sentence that somebody wrote. */
const WORDS_OF_TEXT = 4;
/** Of a large suite so many cases tell what a variable holds. */
const CASES_LOOKED_AT = 200;

/**
 * The variables that hold what users write: texts that the declaration does not restrict to known values, of which one is
 * not shared by more than four cases on average, and some have several words.
 */
export function userTexts(prompt: Prompt, cases: readonly Case[]): Set<string> {
  const looked = cases.slice(0, CASES_LOOKED_AT);
  const values = new Map<string, Set<string>>();
  for (const { vars } of looked) {
    for (const [name, value] of Object.entries(vars)) {
      if (typeof value !== 'string' || isClosed(prompt.variables[name])) continue;
      const known = values.get(name);
      if (known) known.add(value);
      else values.set(name, new Set([value]));
    }
  }
  const isText = (found: ReadonlySet<string>) =>
    found.size > 1 &&
    found.size * 4 >= looked.length &&
    [...found].some((value) => value.trim().split(/\s+/).length >= WORDS_OF_TEXT);
  return new Set([...values].filter(([, found]) => isText(found)).map(([name]) => name));
}

/** All texts in a value, at any depth. */
export function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
