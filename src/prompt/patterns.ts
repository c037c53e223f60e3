import { RE2JS } from 're2js';

/**
 * Compiles a regular expression (RE2), which matches in time linear in the text's length.
 * @returns whether a text matches as a whole; a sentence where the pattern is none
 */
export function compilePattern(pattern: string): ((text: string) => boolean) | string {
  try {
    const expression = RE2JS.compile(pattern);
    return (text) => expression.matches(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `the pattern ${JSON.stringify(pattern)} is not a regular expression (${reason.slice(0, 100)}).`;
  }
}
