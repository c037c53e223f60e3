import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Message, Role } from '../domain/prompt.ts';
import { roleOf } from './roles.ts';
import { answersNothing } from './tool-messages.ts';

/*
 * Some formats say inside their template whose message follows. What says so becomes a mark around characters that
 * Unicode reserves for such uses and that no text has; they are taken out of the case's values first, so that a value
 * cannot pose as another role.
 */
const MARK = '\uFDD0';
const COLON = '\uFDD1';

/** What Dotprompt's `{{role "…"}}` leaves in the rendered text. */
export function roleMark(role: string): string {
  return `${MARK}role:${role.replaceAll(MARK, '')}${MARK}`;
}

/** What Dotprompt's `{{history}}` leaves in the rendered text. */
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
 * what comes before the first is the user's; a conversation's history, which a case has none of, is the model's.
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

/** The messages of a rendered body with marked role lines; what comes before the first is the system's. */
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
