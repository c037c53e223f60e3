import { ConfigurationError, mistakesIn, type Place } from '../base/errors.ts';
import type { Message, Role } from '../domain/message.ts';
import { COLON, MARK } from './marks.ts';
import { roleOf } from './roles.ts';
import { answersNothing } from './tool-messages.ts';

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
