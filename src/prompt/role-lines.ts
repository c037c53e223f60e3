import type { Role } from '../domain/message.ts';
import { roleOf } from './roles.ts';

/** A line that begins a role's message: `system:`, `# User:`, alone on its line. */
const ROLE_LINE =
  /^[ \t]{0,8}#{0,6}[ \t]{0,8}(system|developer|user|assistant|tool)[ \t]{0,8}:[ \t]{0,100}$/i;

/** A message of a body cut at its role lines; `line` counts from 0 within the body. */
export type RoleSection = { role: Role; text: string; line: number };

/** Whether a body's first non-empty line is a role line. */
export function beginsWithRole(body: string): boolean {
  const first = /\S[^\n]{0,200}/.exec(body)?.[0] ?? '';
  return ROLE_LINE.test(first);
}

/** The role of a role line; undefined for an ordinary line. */
export function roleOfLine(line: string): Role | undefined {
  const match = ROLE_LINE.exec(line);
  return match?.[1] === undefined ? undefined : roleOf(match[1]);
}

/** Splits a body at its role lines; text before the first belongs to `first`. Empty messages are left out. */
export function cutAtRoles(body: string, first: Role): RoleSection[] {
  const sections: RoleSection[] = [];
  let role = first;
  let start = 0;
  const lines = body.split('\n');
  const close = (end: number): void => {
    const from = lines.findIndex((line, index) => index >= start && (index >= end || line.trim() !== ''));
    const text = lines.slice(start, end).join('\n').trim();
    if (text !== '') {
      sections.push({ role, text, line: from });
    }
  };
  lines.forEach((line, index) => {
    const next = roleOfLine(line);
    if (next !== undefined) {
      close(index);
      role = next;
      start = index + 1;
    }
  });
  close(lines.length);
  return sections;
}
