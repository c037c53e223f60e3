import type { Json } from '../base/json.ts';
import type { ModelRequest } from '../domain/answer.ts';

/** A request's messages as promptfoo's `prompt`: the text of a single user message, else the list of all as JSON. */
export function promptTextOf({ system, instructions, messages, input }: ModelRequest['body']): string {
  const before = system ?? instructions;
  const said = messages ?? input ?? [];
  const list = Array.isArray(said) ? said : [{ role: 'user', content: said }];
  const all: Json[] = before === undefined ? list : [{ role: 'system', content: before }, ...list];
  const [only] = all;
  const isOne = all.length === 1 && typeof only === 'object' && only !== null && !Array.isArray(only);
  return isOne && only.role === 'user' && typeof only.content === 'string'
    ? only.content
    : JSON.stringify(all);
}

/** Whether a request has a JSON schema for the answer. */
export function asksForJson({ response_format: format }: ModelRequest['body']): boolean {
  return (
    typeof format === 'object' && format !== null && !Array.isArray(format) && format.type === 'json_schema'
  );
}
