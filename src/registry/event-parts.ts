import { z } from 'zod';
import { PUBLIC_KEY } from '../domain/registry.ts';

/** Fields that several types of events have. */

/** The longest `reason`, in characters. */
export const MAX_REASON = 300;

export const matching = (pattern: RegExp, what: string) => z.string().regex(pattern, `expected ${what}`);

export const digest = matching(/^[0-9a-f]{64}$/, 'a sha256, 64 lower-case hex digits');
export const eventId = matching(/^[0-9a-f]{16}$/, '16 lower-case hex digits');
export const evidenceId = matching(/^[0-9a-z][0-9a-z._-]{0,99}$/, 'the id of an evidence file');
export const commit = matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'the full name of a commit');
export const name = matching(
  /^[a-z0-9][a-z0-9._-]{0,63}$/,
  'a name: lower-case letters, digits, `.`, `_`, `-`',
);
export const version = matching(/^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/, 'a version such as 1.4.0');
export const time = matching(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  'a time in UTC with milliseconds',
).refine((text) => !Number.isNaN(Date.parse(text)), 'expected a time that exists');
export const signature = z.object({
  key: matching(PUBLIC_KEY, 'a public key, ed25519:…'),
  signature: matching(/^[A-Za-z0-9+/]{86}==$/, 'a signature, base64'),
});
export const line = (most: number) =>
  z
    .string()
    .refine((text) => text.length <= most || [...text].length <= most, `expected at most ${most} characters`)
    .refine((text) => !hasControlCharacter(text), 'expected one line without control characters');
export const count = z.int().min(0);

function hasControlCharacter(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}
