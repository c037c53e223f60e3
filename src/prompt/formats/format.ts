import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping } from '../../base/json.ts';
import { didYouMean } from '../../document/suggest.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { Prompt, Role } from '../../domain/prompt.ts';

/** What a format makes of a file; reading adds includes, hash and source. */
export type PromptDraft = Omit<Prompt, 'path' | 'sha256' | 'includes' | 'source' | 'part'> & {
  /** What was read, where that is not the file itself: one of its prompts, or a file that it lists. */
  part?: PromptPart;
};

export type PromptFile = {
  path: string;
  text: string;
  /** The model that the config names for it. */
  model?: string | undefined;
  /** Which of the file's prompts is meant, from 0; undefined where it is the only one. */
  part?: number | undefined;
  /** Whether a model of this name could be asked. */
  canAsk(model: string): boolean;
  /**
   * Another file that this one names, at the same revision; it counts as included.
   * Throws ConfigurationError at `place` when it is not there or leaves the repository.
   */
  readFile(name: string, place: Place): Promise<{ path: string; text: string }>;
  /** The same for a file that is only looked at: it does not count as included. */
  peekFile(name: string, place: Place): Promise<{ path: string; text: string }>;
  /** Files of the same revision that a pattern matches, beside the file, else from the repository's root; sorted. */
  findFiles(pattern: string): Promise<string[]>;
};

/** One of several prompts that a file lists. */
export type PromptPart = {
  /** What its author calls it. */
  label: string | null;
  /** The file that holds it, where that is another one. */
  file: string | null;
  /** Which of the prompts of that file it is, from 1; null where the file holds no other. */
  number: number | null;
  /** As it is written, without what stands around it. */
  source: string;
  /** Where `source` begins. */
  place: Place;
};

/** One way of writing prompts down. */
export type PromptFormat = {
  /** As `Prompt.format` and the documentation name it. */
  name: string;
  /** Told by the file's name, and by its content where the name is not enough; cheap, never throws. */
  recognises(path: string, text: string): boolean;
  /** Throws ConfigurationError(s) with the place of every mistake. */
  read(file: PromptFile): Promise<PromptDraft>;
  /** Of a format whose files may list several prompts: all of them, in the file's order. Throws as `read` does. */
  parts?(file: Omit<PromptFile, 'part' | 'model' | 'canAsk' | 'readFile'>): Promise<PromptPart[]>;
};

const ROLES: Record<string, Role> = {
  system: 'system',
  developer: 'developer',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  model: 'assistant',
  tool: 'tool',
};

/** The role that a file names, case and the vendors' other words for it aside; undefined for an unknown one. */
export function roleOf(name: string): Role | undefined {
  const key = name.trim().toLowerCase();
  return Object.hasOwn(ROLES, key) ? ROLES[key] : undefined;
}

/** A role, or the error that says what roles there are. */
export function requireRole(name: string, place: Place): Role {
  const role = roleOf(name);
  if (name === 'function') {
    throw new ConfigurationError("The role `function` is OpenAI's older way of giving a tool's result.", {
      place,
      remedy: 'Write `role: tool` with a `tool_call_id`, behind a message with `tool_calls`.',
    });
  }
  if (role === undefined) {
    throw new ConfigurationError(
      `The role "${name.slice(0, 40)}" is unknown; expected system, developer, user, assistant or tool.${didYouMean(name, Object.keys(ROLES))}`,
      { place },
    );
  }
  return role;
}

/**
 * Formats let people add keys of their own; a key that looks like a misspelt known one is refused all the same.
 * Throws ConfigurationError at the first.
 */
export function refuseMisspeltKeys(document: YamlDocument, known: readonly string[]): void {
  for (const key of isMapping(document.value) ? Object.keys(document.value) : []) {
    const meant = known.includes(key) ? '' : didYouMean(key, known);
    if (meant !== '') {
      throw new ConfigurationError(`Unknown key "${key}".${meant}`, { place: document.placeOfKey([key]) });
    }
  }
}
