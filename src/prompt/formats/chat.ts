import { z } from 'zod';
import { validate } from '../../config/validate.ts';
import { parseYaml, type YamlDocument } from '../../config/yaml.ts';
import { ConfigurationError, type Json, type Place } from '../../errors.ts';
import { anyJson } from '../any-json.ts';
import { isMapping } from '../parameters.ts';
import type { TemplateMessage } from '../prompt.ts';
import { type PromptDraft, type PromptFile, type PromptFormat, requireRole } from './format.ts';

const schema = z
  .array(z.strictObject({ role: z.string(), content: anyJson, name: z.string().optional() }))
  .min(1);

/** A list of `{ role, content }` as YAML or JSON: what promptfoo and OpenAI's tools take as a chat prompt. */
export const chat: PromptFormat = {
  name: 'chat',
  recognises: (path, text) => {
    const first = firstLine(text);
    return /\.json$/i.test(path) ? first.startsWith('[') : /\.ya?ml$/i.test(path) && /^-[ \t]/.test(first);
  },
  read: async (file) => readFile(file),
};

/** The first line with something on it but a comment or a document's beginning. */
function firstLine(text: string): string {
  for (const line of text.split('\n', 1000)) {
    const trimmed = line.trim();
    if (trimmed !== '' && trimmed !== '---' && !trimmed.startsWith('#')) {
      return trimmed;
    }
  }
  return '';
}

function readFile({ path, text }: PromptFile): PromptDraft {
  return {
    format: chat.name,
    engine: 'jinja',
    messages: readMessages(parseYaml(text, path)),
    model: null,
    modelPlace: { path },
    parameters: {},
    variables: {},
    embeddedSuite: null,
  };
}

/** The messages of a document that is a list of them. Throws ConfigurationError(s) with places. */
export function readMessages(document: YamlDocument): TemplateMessage[] {
  return validate(schema, document).map(({ role, content }, index) => {
    const place = document.placeOf([index, 'content']);
    return {
      role: requireRole(role, document.placeOf([index, 'role'])),
      template: textOf(content, place),
      place,
    };
  });
}

/** A content's text; a list of parts is theirs, one after another. */
function textOf(content: Json, place: Place): string {
  if (typeof content === 'string') {
    return content;
  }
  const parts = Array.isArray(content) ? content : [];
  const texts = parts.map((part) =>
    isMapping(part) && typeof part.text === 'string' ? part.text : undefined,
  );
  if (texts.length === 0 || texts.some((each) => each === undefined)) {
    throw new ConfigurationError('The `content` of a message has to be text, or a list of texts.', {
      place,
      remedy: 'Only texts are sent to models here.',
    });
  }
  return texts.join('\n');
}
