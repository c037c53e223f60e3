import { isMapping, type Json } from '../base/json.ts';
import { isObject, objectAt, stringAt } from './json.ts';

type Fields = { [key: string]: Json };

/** How an API writes the functions that a model may call. */
export type ToolSpelling = 'chat' | 'responses' | 'anthropic';

/**
 * A tool as an API writes it, however a prompt file wrote it; what is no function (a search of the provider's own) and
 * what is spelled right goes as it stands. A function written elsewhere is no stricter at the Responses API than it was.
 */
export function spelledTool(tool: Json, spelling: ToolSpelling): Json {
  const found = functionOf(tool);
  if (found === null || found.spelling === spelling) return tool;
  const { name, parameters, description, strict } = found;
  const described = { name, ...(description !== undefined && { description }) };
  switch (spelling) {
    case 'chat': {
      const definition = { ...described, ...(parameters !== undefined && { parameters }) };
      return { type: 'function', function: { ...definition, ...(strict !== undefined && { strict }) } };
    }
    case 'responses':
      return {
        ...{ type: 'function', ...described },
        parameters: parameters ?? { type: 'object', properties: {} },
        strict: strict ?? false,
      };
    case 'anthropic':
      return { ...described, input_schema: parameters ?? { type: 'object' } };
  }
}

type FoundFunction = {
  spelling: ToolSpelling | null;
  name: string;
  description: Json | undefined;
  parameters: Json | undefined;
  strict: Json | undefined;
};

function functionOf(tool: Json): FoundFunction | null {
  if (!isMapping(tool)) return null;
  const nested = tool.type === 'function' && isMapping(tool.function) ? tool.function : null;
  const fields = nested ?? tool;
  const { name, description, strict } = fields;
  const parameters = fields.parameters ?? fields.input_schema;
  const isFunction = tool.type === 'function' || tool.input_schema !== undefined || tool.type === undefined;
  if (typeof name !== 'string' || !isFunction) return null;
  return { spelling: spellingOf(tool, nested !== null), name, description, parameters, strict };
}

function spellingOf(tool: Fields, isNested: boolean): ToolSpelling | null {
  if (isNested) return 'chat';
  if (tool.type === 'function') return 'responses';
  return tool.input_schema === undefined ? null : 'anthropic';
}

const ANTHROPIC_WORDS: Record<string, string> = { required: 'any' };
const OPENAI_WORDS: Record<string, string> = { any: 'required' };

/** Which tool to call, as an API writes it: a word (`auto`, `none`, `required`, Anthropic's `any`), or one tool's name. */
export function spelledChoice(choice: Json | undefined, spelling: ToolSpelling): Json | undefined {
  if (choice === undefined) return undefined;
  const stated = isMapping(choice) ? choice.type : choice;
  const name = nameChosen(choice);
  if (name !== null) {
    switch (spelling) {
      case 'chat':
        return { type: 'function', function: { name } };
      case 'responses':
        return { type: 'function', name };
      case 'anthropic':
        return isMapping(choice) && choice.type === 'tool' ? choice : { type: 'tool', name };
    }
  }
  if (typeof stated !== 'string' || !/^(?:auto|none|required|any)$/.test(stated)) return choice;
  if (spelling !== 'anthropic') return OPENAI_WORDS[stated] ?? stated;
  const word = ANTHROPIC_WORDS[stated] ?? stated;
  return isMapping(choice) ? { ...choice, type: word } : { type: word };
}

function nameChosen(choice: Json): string | null {
  if (!isObject(choice) || (choice.type !== 'function' && choice.type !== 'tool')) return null;
  return stringAt(objectAt(choice, 'function'), 'name') ?? stringAt(choice, 'name');
}
