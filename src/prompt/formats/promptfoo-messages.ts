import type { Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import { parseYaml } from '../../document/yaml.ts';
import type { TemplateMessage } from '../../domain/prompt.ts';
import { readMessages } from './chat.ts';

/**
 * The messages of a prompt: a text, or messages written as JSON or as YAML. If the file is JSON only after variables are filled in, the whole
 * file is one template.
 */
export function messagesOf(prompt: string, place: Place): TemplateMessage[] {
  const isYaml = /^\s{0,100}- {1,10}role:/.test(prompt);
  const isJson = /^\s{0,100}\[\s{0,100}\{(?:\s{0,100}"|[%#])/.test(prompt);
  if (!isYaml && !isJson) {
    return [{ role: 'user', template: prompt, place }];
  }
  const messages = isJson ? parseJson(prompt) : undefined;
  if (isJson && messages === undefined) {
    const isMessages = /"role"\s{0,100}:/.test(prompt) && prompt.trimEnd().endsWith(']');
    return [{ role: 'user', template: prompt, place, splits: isMessages ? ('json' as const) : undefined }];
  }
  if (isJson && !isListOfMessages(messages)) {
    return [{ role: 'user', template: prompt, place }];
  }
  const inner = parseYaml(prompt, place.path);
  return readMessages({ ...inner, placeOf: () => place, placeOfKey: () => place });
}

/** Items of OpenAI's Responses API have a `type` where other messages have a role. */
function isListOfMessages(value: Json | undefined): boolean {
  return (
    Array.isArray(value) &&
    value.every(isMapping) &&
    value.some((each) => 'role' in each) &&
    value.every((each) => 'role' in each || 'type' in each)
  );
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
