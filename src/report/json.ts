import { type CaseOutcome, type CaseSource, caseOutcomeSchema } from '../domain/case-result.ts';
import { type PromptResult, type Result, resultSchema } from '../domain/result.ts';

/** The published result: checked against its schema, indented by two spaces, with a final line end. */
export function resultJson(result: Result): string {
  return `${JSON.stringify(resultSchema.parse(result), null, 2)}\n`;
}

/** The same with every case behind it, each of them in one line. */
export function* resultJsonParts(result: Result, cases: CaseSource | undefined): Generator<string> {
  if (!cases) {
    yield resultJson(result);
    return;
  }
  const { prompts, ...rest } = resultSchema.parse(result);
  yield opened(rest, 0);
  yield ',\n  "prompts": [';
  for (const [index, prompt] of prompts.entries()) {
    yield index > 0 ? ',\n    ' : '\n    ';
    yield* promptParts(prompt, cases.outcomesOf(prompt.path));
  }
  yield `${prompts.length > 0 ? '\n  ' : ''}]\n}\n`;
}

function* promptParts(prompt: PromptResult, outcomes: Iterable<CaseOutcome>): Generator<string> {
  yield opened(prompt, 4);
  yield ',\n      "cases": [';
  let separator = '\n        ';
  for (const outcome of outcomes) {
    yield separator + JSON.stringify(caseOutcomeSchema.parse(outcome));
    separator = ',\n        ';
  }
  yield '\n      ]\n    }';
}

/** An object as JSON without its closing brace. No text has a line end in JSON, so that the last one is before it. */
function opened(value: object, indent: number): string {
  const text = JSON.stringify(value, null, 2);
  return text.slice(0, text.lastIndexOf('\n')).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
