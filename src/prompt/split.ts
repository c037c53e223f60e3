import { ConfigurationError, mistakesIn, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Message, Role } from '../domain/prompt.ts';
import { roleOf } from './roles.ts';
import { answersNothing } from './tool-messages.ts';

/*
 * Some formats state inside their template which role's message follows. Such a statement becomes a mark around
 * characters that Unicode reserves for internal use and that no text has; they are removed from the case's values
 * first, so that a value cannot pose as another role.
 */
const MARK = '\uFDD0';
const COLON = '\uFDD1';

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

/**
 * The messages of a rendered Dotprompt template, as Dotprompt makes them: a message ends where another role begins;
 * text before the first role is the user's; the position of a conversation's history, which a case does not have,
 * begins a message of the model.
 */
export function splitAtRoleMarks(text: string, place: Place): Message[] {
  const messages: Message[] = [];
  let current: Message = { role: 'user', content: '' };
  const close = (role: Role): void => {
    if (current.content.trim() !== '') {
      messages.push(current);
    }
    current = { role, content: '' };
  };
  text.split(MARK).forEach((piece, index) => {
    if (index % 2 === 0) {
      current.content += piece.trim() === '' ? '' : piece;
    } else if (piece === 'history') {
      close('assistant');
    } else {
      close(requireRole(piece.slice('role:'.length), place));
    }
  });
  close('user');
  return messages;
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

/** The messages of a rendered body with marked role lines; text before the first is the system's. */
export function splitAtRoleLines(text: string, place: Place): Message[] {
  const messages: Message[] = [];
  let current: Message = { role: 'system', content: '' };
  const close = (role: Role): void => {
    const content = current.content.trim();
    if (content !== '') {
      messages.push({ ...current, content });
    }
    current = { role, content: '' };
  };
  for (const line of text.split('\n')) {
    if (line.includes(COLON)) {
      close(requireRole(line.replace(COLON, '').replace(/^[\s#]{0,20}/, ''), place));
    } else {
      current.content += `${line}\n`;
    }
  }
  close('system');
  return messages;
}

/** The role of the last message that `splitAtRoleMarks` gives; null where it cannot be known. */
export function lastRoleOfMarks(text: string): Role | null {
  return lastRoleWhere(() => splitAtRoleMarks(text, { path: '' }));
}

/** The role of the last message that `splitAtRoleLines` gives; null where it cannot be known. */
export function lastRoleOfLines(text: string): Role | null {
  return lastRoleWhere(() => splitAtRoleLines(text, { path: '' }));
}

function lastRoleWhere(split: () => Message[]): Role | null {
  try {
    return split().at(-1)?.role ?? null;
  } catch (problem) {
    // A role that is computed is none that is known.
    mistakesIn(problem);
    return null;
  }
}

function requireRole(name: string, place: Place): Role {
  const role = roleOf(name);
  if (role === undefined) {
    throw new ConfigurationError(
      `The template names the role "${name.trim().slice(0, 40)}", which is unknown.`,
      {
        place,
        remedy: 'Known are system, user and assistant.',
      },
    );
  }
  if (role === 'tool') throw answersNothing(place);
  return role;
}
