import { ConfigurationError } from '../../base/errors.ts';
import { validate } from '../../document/validate.ts';
import { parseYaml, type YamlDocument } from '../../document/yaml.ts';
import type { TemplateMessage } from '../../domain/prompt.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';
import { messagesSchema, toMessages } from './messages.ts';

/** A list of `{ role, content }` as YAML or JSON: what promptfoo and OpenAI's tools take as a chat prompt. */
export const chat: PromptFormat = {
  name: 'chat',
  title: 'list of messages',
  recognises: (path, text) => {
    const first = firstLine(text);
    return /\.json$/i.test(path)
      ? /^\[|^\{[%#]/.test(first)
      : /\.ya?ml$/i.test(path) && /^-[ \t]/.test(first);
  },
  evidence: () => 'if-it-has-cases',
  leavesEngineOpen: true,
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
    keepsLineEnd: true,
    messages: messagesOfFile({ path, text }),
    model: null,
    modelPlace: { path },
    parameters: {},
    variables: {},
    embeddedSuite: null,
  };
}

/** A template outside of a value's quotes: a tag, or an expression where JSON has a value. */
const TEMPLATED = /\{%|\{#|[:,[]\s{0,100}\{\{/;

/**
 * The messages of a file that is a list of them as YAML or JSON. One in JSON that is none before it is filled in is one
 * template, which becomes the messages of each case.
 * @throws ConfigurationError(s) with places.
 */
export function messagesOfFile({ path, text }: { path: string; text: string }): TemplateMessage[] {
  let document: YamlDocument;
  try {
    document = parseYaml(text, path);
  } catch (error) {
    if (!(error instanceof ConfigurationError) || !/\.json$/i.test(path) || !TEMPLATED.test(text))
      throw error;
    return [{ role: 'user', template: text, place: { path, line: 1, column: 1 }, splits: 'json' }];
  }
  return readMessages(document);
}

/** The messages of a document that is a list of them. Throws ConfigurationError(s) with places. */
export function readMessages(document: YamlDocument): TemplateMessage[] {
  return toMessages(validate(messagesSchema, document), document, []);
}
