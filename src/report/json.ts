import { type Result, resultSchema } from '../domain/result.ts';

/** The published result: checked against its schema, indented by two spaces, with a final line end. */
export function resultJson(result: Result): string {
  return `${JSON.stringify(resultSchema.parse(result), null, 2)}\n`;
}
