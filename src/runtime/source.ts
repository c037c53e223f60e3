import { PromptError } from './prompt-error.ts';

/** No pointer and no bundle is larger, in bytes. */
export const LARGEST_TEXT = 5_000_000;
/** A bundle file, in bytes: an environment with all its prompts. */
export const LARGEST_FILE = 50_000_000;

/** @throws Error for a text that is larger than any pointer or bundle */
export function refuseLarge(bytes: number): void {
  if (bytes > LARGEST_TEXT) throw new Error(`answers more than ${LARGEST_TEXT / 1e6} MB`);
}

/** The text, where a source of any kind may answer it. @throws Error as {@link refuseLarge} */
export function checkedLength(text: string): string {
  // No encoding has fewer bytes.
  refuseLarge(text.length);
  return text;
}

/** @throws PromptError for a path that is none, whatever a caller in JavaScript gave */
export function requirePath(source: string, path: unknown): void {
  if (typeof path !== 'string' || path === '') throw new PromptError(`${source}() takes a path.`);
}
