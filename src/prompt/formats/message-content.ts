import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { TemplatePart, TemplateToolCall } from '../../domain/prompt.ts';
import { IMAGES, readImage } from './message-image.ts';
import { callOf } from './tool-call.ts';

type Keys = readonly (string | number)[];

/** A message's content: its texts, in order, and Anthropic's blocks about tools. */
export type Content = {
  text: string;
  /** Texts and images, where there is an image among them; `text` is empty then. */
  parts?: TemplatePart[];
  calls: TemplateToolCall[];
  results: { id: string; text: string; place: Place; placeOfText: Place }[];
};

/** Names of other parts of a content, by their `type`. */
const OTHERS: [types: RegExp, name: string][] = [
  [/image/, 'an image of another shape'],
  [/audio/, 'audio'],
  [/video/, 'a video'],
  [/file|document/, 'a file'],
  [/thinking|reasoning/, "a model's reasoning"],
];

const TEXTS = new Set(['text', 'input_text', 'output_text']);

/**
 * Reads the content at `keys`: text, or a list of parts in OpenAI's or Anthropic's shape; for a tool's result
 * (`isResult`) text only.
 * @throws ConfigurationError at the part that is neither text, nor an image, nor about tools, and names it.
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
  const parts: TemplatePart[] = [];
  const read: Content = { text: '', calls: [], results: [] };
  for (const [index, part] of content.entries()) {
    const at = [...keys, index];
    const type = isMapping(part) ? (part.type ?? 'text') : undefined;
    if (isMapping(part) && TEXTS.has(String(type)) && typeof part.text === 'string') {
      parts.push({ kind: 'text', template: part.text, place: document.placeOf([...at, 'text']) });
    } else if (!isResult && isMapping(part) && IMAGES.has(String(type))) {
      parts.push(readImage(part, document, at));
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
  if (parts.some(({ kind }) => kind === 'image')) return { ...read, parts };
  return { ...read, text: parts.map(({ template }) => template).join('\n') };
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
      remedy: 'Only texts, images and tool calls are sent to models here.',
    },
  );
}
