import {
  ConfigurationError,
  ConfigurationErrors,
  mistakesIn,
  type Place,
  unlessMistaken,
} from '../../base/errors.ts';
import { isPattern } from '../../base/glob.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { TemplateMessage } from '../../domain/prompt.ts';
import { programFileOf } from '../../interpreter/program-file.ts';
import { messagesOfFile } from './chat.ts';
import type { PromptFile, PromptPart } from './format.ts';
import { messagesOf } from './promptfoo-messages.ts';
import { hasOwnModel, isPromptReference, promptPathOf } from './promptfoo-names.ts';
import { type ListedProgram, programPrompt } from './promptfoo-program.ts';

/** The possible values under `prompts` of a promptfoo config. */
export type StatedPrompts = string | (string | Record<string, Json>)[] | Record<string, Json>;

/** One of a config's prompts, with its messages. */
export type ListedPrompt = PromptPart & {
  messages: TemplateMessage[];
  /** Its text in the list. */
  stated: string;
  id: string | null;
  /** Place of the parameters that the config states for this prompt alone. */
  configAt: (string | number)[] | null;
  /** It is made by a program, whose text the messages are. */
  program?: ListedProgram;
};

type Keys = (string | number)[];

/** One item of the list, before the files that it means are read. */
type Entry = {
  text: string;
  label: string | null;
  /** An alternative name of it. */
  id?: string | null;
  place: Place;
  configAt: Keys | null;
};

type Read = Pick<PromptFile, 'readFile' | 'findFiles' | 'text'>;

const MAX_PROMPTS = 100;
/** Prompts that another service stores, or a program generates. */
const ELSEWHERE = /^\s{0,100}(?:exec:\S|(?!file:)[a-z]{2,20}:\/\/\S{1,500}\s{0,100}$)/;
const TABLE = /\.(?:csv|tsv|jsonl|ndjson|xlsx?)$/i;
const PROGRAM = /\.(?:[cm]?[jt]sx?|py|rb|go|sh|exe|bat)(?::\w{1,100})?$/i;

/**
 * Every prompt that a config lists, in its order: texts, files, all files of a pattern, and the parts of a text file
 * with `---` lines. An item that cannot be read (a program, a file that does not exist or holds no prompt) is one prompt
 * with its mistakes. Throws ConfigurationError(s) if none can be read.
 */
export async function listPrompts(
  stated: StatedPrompts,
  document: YamlDocument,
  file: Read,
): Promise<ListedPrompt[]> {
  const found: ListedPrompt[] = [];
  for (const entry of entriesOf(stated, document)) {
    found.push(...(await readOrMistakes(entry, file)));
    if (found.length > MAX_PROMPTS) {
      throw new ConfigurationError(`The config has more than ${MAX_PROMPTS} prompts.`, {
        place: entry.place,
      });
    }
  }
  if (found.length > 0 && found.every(({ mistakes }) => mistakes)) {
    throw new ConfigurationErrors(found.flatMap(({ mistakes = [] }) => mistakes));
  }
  return found;
}

async function readOrMistakes(entry: Entry, file: Read): Promise<ListedPrompt[]> {
  try {
    return await readEntry(entry, file);
  } catch (problem) {
    const { text, place } = entry;
    return [
      { ...common(entry), messages: [], file: null, source: text, place, mistakes: mistakesIn(problem) },
    ];
  }
}

/** The same without the items that have mistakes; `isComplete`: no item has any. */
export async function listReadable(
  stated: StatedPrompts,
  document: YamlDocument,
  file: Read,
): Promise<{ prompts: ListedPrompt[]; isComplete: boolean }> {
  const all = entriesOf(stated, document);
  const entries = all.slice(0, MAX_PROMPTS);
  const read = await Promise.all(entries.map((entry) => unlessMistaken(() => readEntry(entry, file))));
  const isComplete = entries.length === all.length && !read.includes(undefined);
  return { prompts: read.flatMap((prompts) => prompts ?? []), isComplete };
}

function entriesOf(stated: StatedPrompts, document: YamlDocument): Entry[] {
  if (typeof stated === 'string') {
    return [{ text: stated, label: null, place: document.placeOf(['prompts']), configAt: null }];
  }
  if (!Array.isArray(stated)) {
    return Object.entries(stated).map(([text, label]) => ({
      text,
      label: typeof label === 'string' ? label : null,
      place: document.placeOfKey(['prompts', text]),
      configAt: null,
    }));
  }
  return stated.map((prompt, index) => {
    if (typeof prompt === 'string') {
      return { text: prompt, label: null, place: document.placeOf(['prompts', index]), configAt: null };
    }
    const key = prompt.raw === undefined ? 'id' : 'raw';
    const place = document.placeOf(['prompts', index, key]);
    const text = prompt[key];
    if (typeof text !== 'string') {
      throw new ConfigurationError('A prompt needs `raw:` with its text, or `id:` with its file.', { place });
    }
    const id = key === 'raw' && typeof prompt.id === 'string' ? prompt.id : null;
    return {
      ...{ text, id, place },
      label: typeof prompt.label === 'string' ? prompt.label : id,
      configAt: isMapping(prompt.config) ? ['prompts', index, 'config'] : null,
    };
  });
}

async function readEntry(entry: Entry, file: Read): Promise<ListedPrompt[]> {
  const { text, place } = entry;
  if (ELSEWHERE.test(text)) {
    throw new ConfigurationError(`"${text.trim().slice(0, 200)}" is not a prompt of the repository.`, {
      place,
      remedy: 'Save the prompt into a file, and name that.',
    });
  }
  if (!isPromptReference(text)) {
    return [
      {
        ...common(entry),
        messages: messagesOf(text, place),
        file: null,
        source: text,
        place: beginOf(text, place, file.text),
      },
    ];
  }
  const name = promptPathOf(text);
  if (!isPattern(name)) return readNamed(name, entry, file);
  const paths = await file.findFiles(name);
  if (paths.length === 0) {
    throw new ConfigurationError(`No file is named like "${name.slice(0, 200)}".`, { place });
  }
  const found: ListedPrompt[] = [];
  for (const path of paths.slice(0, MAX_PROMPTS + 1)) {
    found.push(...(await readNamed(`/${path}`, { ...entry, label: null }, file)));
  }
  return found;
}

/** The prompts of one file: those in it, or the one that it makes. */
async function readNamed(name: string, entry: Entry, file: Read): Promise<ListedPrompt[]> {
  const { place } = entry;
  const program = programFileOf(name);
  if (program !== undefined) return [{ ...common(entry), ...(await programPrompt(program, entry, file)) }];
  if (PROGRAM.test(name)) {
    throw new ConfigurationError(
      `"${name.replace(/^\//, '').slice(0, 200)}" is a program, which is not run here.`,
      {
        place,
        remedy:
          'Name one text file with the prompt, a YAML or JSON file with its messages, or a function in JavaScript.',
      },
    );
  }
  return readListed(await file.readFile(name, place), entry);
}

function common({ label, id = null, configAt, text }: Entry) {
  return { label, id, number: null, configAt, stated: text };
}

/** The text of a block (`|`, `>`) begins below the line of its sign. */
function beginOf(text: string, place: Place, source: string): Place {
  const { line = 1, column = 1 } = place;
  const sign = source.split('\n', line)[line - 1]?.charAt(column - 1) ?? '';
  const isBlock = text.trimEnd().includes('\n') && /[|>]/.test(sign);
  return { path: place.path, line: isBlock ? line + 1 : line, column: 1 };
}

type TextFile = { path: string; text: string };

function readListed(found: TextFile, entry: Entry): ListedPrompt[] {
  const { place } = entry;
  const { path, text } = found;
  if (hasOwnModel(path)) {
    throw new ConfigurationError(`"${path}" has a format of its own, with its own model.`, {
      place,
      remedy: `Name it in the gate's config, with its cases: \`{ path: ${path}, suite: ${place.path} }\`.`,
    });
  }
  if (TABLE.test(path)) {
    throw new ConfigurationError(`"${path}" is a table of prompts, which is not read.`, {
      place,
      remedy: 'Write each prompt into a text file, or into this list.',
    });
  }
  const whole = { ...common(entry), file: path, source: text, place: { path, line: 1, column: 1 } };
  if (/\.(?:ya?ml|json)$/i.test(path)) {
    return [{ ...whole, messages: fileMessages(found, place) }];
  }
  const parts = /\.(?:md|markdown|j2|jinja2?)$/i.test(path) ? [{ text, line: 1 }] : partsOf(text);
  return parts.map((part, index) => {
    const begin = { path, line: part.line, column: 1 };
    const messages = messagesOf(part.text, begin);
    return parts.length === 1
      ? { ...whole, messages }
      : { ...whole, messages, number: index + 1, source: part.text, place: begin };
  });
}

function fileMessages(file: TextFile, place: Place): TemplateMessage[] {
  if (!/^\s{0,1000}(?:\[|\{[%#]|-\s)/.test(withoutComments(file.text))) {
    throw new ConfigurationError(`"${file.path}" is not a list of messages with \`role\` and \`content\`.`, {
      place,
    });
  }
  const messages = messagesOfFile(file);
  const reference = messages.find(({ template }) => /^file:\/\/\S{1,1000}$/.test(template.trim()));
  if (reference === undefined) return messages;
  throw new ConfigurationError(
    `This message is the file "${reference.template.trim().slice(0, 100)}", which is not read here.`,
    { place: reference.place, remedy: 'Write `{% include "…" %}` with its name.' },
  );
}

function withoutComments(text: string): string {
  return text.replace(/^(?:[ \t]{0,100}(?:#[^\n]{0,10000}|---[ \t]{0,100})?\r?\n){1,1000}/, '');
}

/** A text file may hold several prompts, separated by `---` lines. */
function partsOf(text: string): { text: string; line: number }[] {
  const parts: { text: string; line: number }[] = [];
  let lines: string[] = [];
  let start = 1;
  const close = (next: number): void => {
    const blank = lines.findIndex((line) => line.trim() !== '');
    if (blank !== -1) {
      parts.push({ text: lines.slice(blank).join('\n').trim(), line: start + blank });
    }
    lines = [];
    start = next;
  };
  text.split(/\r\n|\n/).forEach((line, index) => {
    if (line.trim() === '---') {
      close(index + 2);
    } else {
      lines.push(line);
    }
  });
  close(0);
  return parts;
}
