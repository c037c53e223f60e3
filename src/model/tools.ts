import { defined, isMapping, type Json } from '../base/json.ts';
import { isObject, objectAt, stringAt } from './json.ts';

type Fields = { [key: string]: Json };

/** A function that a model may call, as read from any API's way of writing it. */
export type FunctionTool = {
  name: string;
  description: Json | undefined;
  parameters: Json | undefined;
  strict: Json | undefined;
};

/** How an API writes the functions that a model may call, and the choice among them. */
export type ToolSpelling = {
  /** Whether a function is written in this way. */
  isOwn(tool: Fields): boolean;
  tool(found: FunctionTool): Json;
  /** That the tool `name` must be called; `choice` is as the prompt file writes it. */
  named(name: string, choice: Json): Json;
  /** `auto`, `none`, `required`, or Anthropic's `any`; `choice` is as the prompt file writes it. */
  word(word: string, choice: Json): Json;
};

/**
 * A tool as an API writes it, however a prompt file wrote it; what is no function (a search of the provider's own) and
 * what is spelled right goes as it stands.
 */
export function spelledTool(tool: Json, spelling: ToolSpelling): Json {
  const found = functionOf(tool);
  return found === null || !isMapping(tool) || spelling.isOwn(tool) ? tool : spelling.tool(found);
}

/** A function's name and description, as all APIs write them. */
export function described({ name, description }: FunctionTool): Fields {
  return defined({ name, description });
}

/** The function in `{ type: function, function: {…} }`, as chat completions write it; null for any other tool. */
export function nestedFunction(tool: Fields): Fields | null {
  return tool.type === 'function' && isMapping(tool.function) ? tool.function : null;
}

function functionOf(tool: Json): FunctionTool | null {
  if (!isMapping(tool)) return null;
  const fields = nestedFunction(tool) ?? tool;
  const { name, description, strict } = fields;
  const parameters = fields.parameters ?? fields.input_schema;
  const isFunction = tool.type === 'function' || tool.input_schema !== undefined || tool.type === undefined;
  return typeof name === 'string' && isFunction ? { name, description, parameters, strict } : null;
}

/** Which tool to call, as an API writes it: a word (`auto`, `none`, `required`, Anthropic's `any`), or one tool's name. */
export function spelledChoice(choice: Json | undefined, spelling: ToolSpelling): Json | undefined {
  if (choice === undefined) return undefined;
  const name = nameChosen(choice);
  if (name !== null) return spelling.named(name, choice);
  const stated = isMapping(choice) ? choice.type : choice;
  if (typeof stated !== 'string' || !/^(?:auto|none|required|any)$/.test(stated)) return choice;
  return spelling.word(stated, choice);
}

/** The word of OpenAI's APIs: they have no `any`. */
export function openAiWord(word: string): string {
  return word === 'any' ? 'required' : word;
}

function nameChosen(choice: Json): string | null {
  if (!isObject(choice) || (choice.type !== 'function' && choice.type !== 'tool')) return null;
  return stringAt(objectAt(choice, 'function'), 'name') ?? stringAt(choice, 'name');
}
