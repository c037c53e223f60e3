import { ConfigurationError, type Place } from '../base/errors.ts';
import type { Prompt, TemplateText } from '../domain/prompt.ts';
import type { Spot, TemplateProblem } from './template/template.ts';

/** What is needed to find the repository place of a position in a template. */
export type Located = Pick<Prompt, 'path' | 'source' | 'includes'>;

/**
 * The place of a position in one of a prompt's texts. A template inside YAML is found by the text of its line: folding
 * and indentation change columns, not words. Falls back to the message's own place.
 */
export function placeOfSpot(prompt: Located, message: TemplateText, spot: Spot): Place {
  if (spot.path !== null) {
    const text = prompt.includes[spot.path]?.text ?? '';
    return { path: spot.path, ...lineAndColumn(text, spot.offset) };
  }
  if (spot.length === 0 || message.place.line === undefined) {
    return message.place;
  }
  const source =
    message.place.path === prompt.path ? prompt.source : (prompt.includes[message.place.path]?.text ?? '');
  const needle = message.template.slice(spot.offset, spot.offset + spot.length).split('\n')[0] ?? '';
  const found = find(source, message, spot.offset, needle);
  return found === -1 ? message.place : { path: message.place.path, ...lineAndColumn(source, found) };
}

/** Converts the problem to a mistake of the user, with its place. */
export function errorOf(
  problem: TemplateProblem,
  prompt: Located,
  message: TemplateText,
): ConfigurationError {
  return new ConfigurationError(problem.message, {
    place: placeOfSpot(prompt, message, problem.spot),
    cause: problem,
    ...(problem.remedy === undefined ? {} : { remedy: problem.remedy }),
  });
}

/**
 * The occurrence of the needle in the source that corresponds to the one at `offset` of the template; -1 if there is
 * none.
 */
function find(source: string, message: TemplateText, offset: number, needle: string): number {
  let found = offsetOf(source, message.place) - 1;
  let position = message.template.indexOf(needle);
  while (position !== -1 && position <= offset) {
    found = source.indexOf(needle, found + 1);
    if (found === -1) {
      return -1;
    }
    position = message.template.indexOf(needle, position + 1);
  }
  return found;
}

function offsetOf(source: string, place: Place): number {
  let offset = 0;
  for (let line = 1; line < (place.line ?? 1); line += 1) {
    const end = source.indexOf('\n', offset);
    if (end === -1) {
      return offset;
    }
    offset = end + 1;
  }
  return offset + (place.column ?? 1) - 1;
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
