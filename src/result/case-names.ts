import type { Json } from '../base/json.ts';
import type { Case } from '../domain/suite.ts';
import { clip } from '../prose/text.ts';

const MOST = 80;

/**
 * The name of a case in reports: its description, else the text among its variables that distinguishes the suite's
 * cases best (a question, a title). Null if it has neither; its id is shown then.
 */
export function nameCases(cases: readonly Case[]): (testCase: Case) => string | null {
  const texts = new Map<string, Set<Json>>();
  for (const { vars } of cases) {
    for (const [name, value] of Object.entries(vars)) {
      if (!isTelling(value)) continue;
      const seen = texts.get(name) ?? new Set();
      texts.set(name, seen.add(value));
    }
  }
  const [telling] = [...texts].sort(([, one], [, other]) => other.size - one.size)[0] ?? [];
  return ({ description, vars }) => {
    const text = telling === undefined ? undefined : vars[telling];
    return description ?? (isTelling(text) ? clip(text, MOST) : null);
  };
}

/** A text that people can read: not the data of an image. */
function isTelling(value: Json | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '' && !/^data:[a-z]+\//.test(value);
}
