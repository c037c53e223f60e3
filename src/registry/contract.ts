import { isMapping, type Json } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import { isSame, type RaiseReason } from './reason.ts';
import { isSameOrWidened } from './widened-schema.ts';

type Parameters = Bundle['parameters'];

/** What readers of the answers notice of a change of the format that they are asked in. */
export function outputReasons(before: Parameters, after: Parameters): RaiseReason[] {
  if (isSame(before.responseFormat, after.responseFormat)) return [];
  const [old, now] = [formatOf(before.responseFormat), formatOf(after.responseFormat)];
  if (old.type !== now.type) return [{ part: 'major', words: 'output format changed' }];
  return [
    schemaReason('output schema', isSame(old.schema, now.schema), isSameOrWidened(old.schema, now.schema)),
  ];
}

/** What an application that runs the model's tools notices of their change. */
export function toolReasons(
  { tools: before = [] }: Parameters,
  { tools: after = [] }: Parameters,
): RaiseReason[] {
  if (isSame(before, after)) return [];
  const [old, now] = [toolsByName(before), toolsByName(after)];
  const isEqual = old.size === now.size && [...old].every(([name, tool]) => isSame(tool, now.get(name)));
  const isKept = [...old].every(([name, tool]) => {
    const other = now.get(name);
    return other !== undefined && isSameOrWidened(tool, other);
  });
  return [schemaReason('tools', isEqual, isKept)];
}

function schemaReason(what: string, isEqual: boolean, isKept: boolean): RaiseReason {
  if (!isKept) return { part: 'major', words: `${what} changed` };
  return { part: 'minor', words: isEqual ? `${what} stated otherwise` : `${what} widened` };
}

/** No format means text. */
function formatOf(stated: Json = null): { type: Json; schema: Json } {
  if (!isMapping(stated)) return { type: 'text', schema: null };
  const named = stated.jsonSchema ?? null;
  const schema = isMapping(named) ? (named.schema ?? named) : named;
  return { type: stated.type ?? 'text', schema };
}

/** What the application runs of each tool: a function's parameters, or the whole tool where it is no function. */
function toolsByName(tools: Json): Map<string, Json> {
  const named = new Map<string, Json>();
  for (const tool of Array.isArray(tools) ? tools : []) {
    const stated = isMapping(tool) && isMapping(tool.function) ? tool.function : tool;
    const { name, parameters } = isMapping(stated) ? stated : { name: null, parameters: null };
    if (typeof name === 'string') named.set(name, parameters ?? {});
    else named.set(JSON.stringify(tool), tool);
  }
  return named;
}
