import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { TemplateToolCall } from '../../domain/prompt.ts';
import { callOf } from './tool-call.ts';

type Keys = readonly (string | number)[];

/** What a message's content holds: its texts, one after another, and Anthropic's blocks about tools. */
export type Content = {
  text: string;
  calls: TemplateToolCall[];
  results: { id: string; text: string; place: Place; placeOfText: Place }[];
};

/** What other parts of a content are called, by their `type`. */
const OTHERS: [types: RegExp, name: string][] = [
  [/image/, 'an image'],
  [/audio/, 'audio'],
  [/video/, 'a video'],
  [/file|document/, 'a file'],
  [/thinking|reasoning/, "a model's reasoning"],
];

const TEXTS = new Set(['text', 'input_text', 'output_text']);

/**
 * Reads a content that stands at `keys`: text, or a list of parts in OpenAI's or Anthropic's shape; of a tool's result
 * (`isResult`) nothing but text.
 * @throws ConfigurationError at the part that is neither text nor about tools, and names it.
 */
export function readContent(
  content: Json,
  document: YamlDocument,
  keys: Keys,
  { isResult = false } = {},
): Content {
  if (typeof content === 'string') return { text: content, calls: [], results: [] };
  if (!Array.isArray(content) || content.length === 0) {
    throw new ConfigurationError('The `content` of a message has to be text, or a list of texts.', {
      place: document.placeOf(keys),
    });
  }
  const texts: string[] = [];
  const read: Content = { text: '', calls: [], results: [] };
  for (const [index, part] of content.entries()) {
    const at = [...keys, index];
    const type = isMapping(part) ? (part.type ?? 'text') : undefined;
    if (isMapping(part) && TEXTS.has(String(type)) && typeof part.text === 'string') {
      texts.push(part.text);
    } else if (!isResult && isMapping(part) && type === 'tool_use') {
      const id = textAt(part, 'id', document, at);
      const name = textAt(part, 'name', document, at);
      read.calls.push(callOf({ id, name, arguments: part.input }, document.placeOf(at)));
    } else if (!isResult && isMapping(part) && type === 'tool_result') {
      read.results.push(readResult(part, document, at));
    } else {
      throw otherPart(part, type, document.placeOf(at));
    }
  }
  return { ...read, text: texts.join('\n') };
}

function readResult(
  part: Record<string, Json>,
  document: YamlDocument,
  at: Keys,
): Content['results'][number] {
  if (part.is_error === true) {
    throw new ConfigurationError('`is_error` has no counterpart at OpenAI, and is not sent.', {
      place: document.placeOf([...at, 'is_error']),
      remedy: 'Leave it out, and let the content say that the tool failed.',
    });
  }
  const keys = [...at, 'content'];
  const { text } = readContent(part.content ?? '', document, keys, { isResult: true });
  const placeOfText = document.placeOf(keys);
  const id = textAt(part, 'tool_use_id', document, at);
  return { id, text, place: document.placeOf([...at, 'tool_use_id']), placeOfText };
}

function textAt(part: Record<string, Json>, key: string, document: YamlDocument, at: Keys): string {
  const value = part[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new ConfigurationError(`This needs a text \`${key}\`.`, { place: document.placeOf([...at, key]) });
}

function otherPart(part: Json, type: Json | undefined, place: Place): ConfigurationError {
  const stated = typeof type === 'string' ? type.slice(0, 40) : '';
  const name = OTHERS.find(([types]) => types.test(stated))?.[1];
  if (!isMapping(part) || stated === '' || TEXTS.has(stated)) {
    return new ConfigurationError('A part of a `content` has to be `{ type: text, text: … }`.', { place });
  }
  return new ConfigurationError(
    `This message holds ${name ?? `a part of the type "${stated}"`} (\`${stated}\`).`,
    {
      place,
      remedy: 'Only texts and tool calls are sent to models here.',
    },
  );
}
