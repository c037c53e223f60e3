import type { Json } from '../base/json.ts';

/*
 * Some formats state inside their template which role's message follows. Such a statement becomes a mark around
 * characters that Unicode reserves for internal use and that no text has; they are removed from the case's values
 * first, so that a value cannot pose as another role.
 */
export const MARK = '\uFDD0';
export const COLON = '\uFDD1';

/** The output of Dotprompt's `{{role "…"}}` in the rendered text. */
export function roleMark(role: string): string {
  return `${MARK}role:${role.replaceAll(MARK, '')}${MARK}`;
}

/** The output of Dotprompt's `{{history}}` in the rendered text. */
export const HISTORY = `${MARK}history${MARK}`;

/** The values without the characters that mark roles. */
export function withoutMarks(vars: Record<string, Json>): Record<string, Json> {
  const text = JSON.stringify(vars);
  return text.includes(MARK) || text.includes(COLON)
    ? JSON.parse(text.replaceAll(MARK, '').replaceAll(COLON, ''))
    : vars;
}

const ROLE_LINE =
  /^[ \t]{0,8}#{0,6}[ \t]{0,8}(system|developer|user|assistant|tool)[ \t]{0,8}:[ \t]{0,100}$/gim;
const COMPUTED_ROLE_LINE = /^[ \t]{0,8}\{\{-?[^{}\n]{1,200}-?\}\}[ \t]{0,8}:[ \t]{0,100}$/gm;

/** A Prompty body whose role lines are marked; offsets stay the same. */
export function markRoleLines(body: string): string {
  const mark = (line: string) => {
    const colon = line.lastIndexOf(':');
    return `${line.slice(0, colon)}${COLON}${line.slice(colon + 1)}`;
  };
  return body.replace(ROLE_LINE, mark).replace(COMPUTED_ROLE_LINE, mark);
}

/** A body as it was before its role lines were marked; one with marks of its own stays as it is. */
export function unmarkedRoleLines(marked: string): string {
  const body = marked.replaceAll(COLON, ':');
  return markRoleLines(body) === marked ? body : marked;
}
