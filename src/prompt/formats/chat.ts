import { validate } from '../../config/validate.ts';
import { parseYaml, type YamlDocument } from '../../config/yaml.ts';
import type { TemplateMessage } from '../prompt.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { messagesSchema, toMessages } from './messages.ts';

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
  return toMessages(validate(messagesSchema, document), document, []);
}
