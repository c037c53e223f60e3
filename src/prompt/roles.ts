import { ConfigurationError, type Place } from '../base/errors.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Role } from '../domain/message.ts';

const ROLES: Record<string, Role> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  tool: 'tool',
};

/** The role that a file names, in any case or vendor's spelling; undefined for an unknown one. */
export function roleOf(name: string): Role | undefined {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(ROLES, key) ? ROLES[key] : undefined;
}

/** A role, or the error that lists the known roles. */
export function requireRole(name: string, place: Place): Role {
  const role = roleOf(name);
  if (name === 'function') {
    throw new ConfigurationError("The role `function` is OpenAI's older way of giving a tool's result.", {
      place,
      remedy: 'Write `role: tool` with a `tool_call_id`, behind a message with `tool_calls`.',
    });
  }
  if (role === undefined) {
    throw new ConfigurationError(
      `The role "${name.slice(0, 40)}" is unknown; expected system, developer, user, assistant or tool.${didYouMean(name, Object.keys(ROLES))}`,
      { place },
    );
  }
  return role;
}
