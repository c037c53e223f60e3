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
  // Each changed case with its messages is a part: all of them together may be longer than a text can be.
  const { newlyFailing, newlyPassing, ...rest } = prompt;
  yield opened(rest, 4);
  yield* listParts('newlyFailing', newlyFailing, (changed) => indented(changed, 8));
  yield* listParts('newlyPassing', newlyPassing, (changed) => indented(changed, 8));
  yield* listParts('cases', outcomes, (outcome) => JSON.stringify(caseOutcomeSchema.parse(outcome)));
  yield '\n    }';
}

function* listParts<Item>(
  key: string,
  items: Iterable<Item>,
  text: (item: Item) => string,
): Generator<string> {
  yield `,\n      "${key}": [`;
  let separator = '\n        ';
  let end = '';
  for (const item of items) {
    yield separator + text(item);
    separator = ',\n        ';
    end = '\n      ';
  }
  yield `${end}]`;
}

/** An object as JSON without its closing brace. No text has a line end in JSON, so that the last one is before it. */
function opened(value: object, indent: number): string {
  const text = indented(value, indent);
  return text.slice(0, text.lastIndexOf('\n'));
}

function indented(value: object, indent: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
