import { type Result, resultSchema } from '../domain/result.ts';

/** The result as published: checked against its schema, two spaces an indent, a line end at its end. */
export function resultJson(result: Result): string {
  return `${JSON.stringify(resultSchema.parse(result), null, 2)}\n`;
}
