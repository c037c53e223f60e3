import { redact } from '../base/redact.ts';
import type { CaseSource } from '../domain/case-result.ts';

/** The same cases with every secret replaced, wherever it came from. */
export function redactedCases(source: CaseSource, secrets: readonly string[]): CaseSource {
  return {
    outcomesOf: (path) => redactedEach(source.outcomesOf(path), secrets),
    recordsOf: (path) => redactedEach(source.recordsOf(path), secrets),
  };
}

function* redactedEach<T>(items: Iterable<T>, secrets: readonly string[]): Generator<T> {
  for (const item of items) yield redact(item, secrets);
}
