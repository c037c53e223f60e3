import type { ConfigurationError, Place } from '../../base/errors.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { EngineName } from '../template/compilers.ts';

/** The result of reading a file by a format; reading adds includes, hash and source. */
export type PromptDraft = Omit<
  Prompt,
  'path' | 'sha256' | 'includes' | 'source' | 'part' | 'engine' | 'others'
> & {
  engine: EngineName;
  /** The prompt that was read, if it is not the file itself: one of its prompts, or a file that it lists. */
  part?: PromptPart;
};

export type PromptFile = {
  path: string;
  text: string;
  /** The model that the config names for this file. */
  model?: string | undefined;
  /** Index of the provider to take, from 0, where the file lists several and the config wants a certain one. */
  provider?: number | undefined;
  /** Index of the wanted prompt in the file, from 0; undefined if it is the only one. */
  part?: number | undefined;
  /** Whether a model of this name can be called. */
  canAsk(model: string): boolean;
  /**
   * Reads another file that this one names, at the same revision; it counts as included. Throws ConfigurationError at
   * `place` if it does not exist or leaves the repository.
   */
  readFile(name: string, place: Place): Promise<{ path: string; text: string }>;
  /** The same for a file that does not count as included. */
  peekFile(name: string, place: Place): Promise<{ path: string; text: string }>;
  /** Files of the same revision that match a pattern, relative to the file, else to the repository's root; sorted. */
  findFiles(pattern: string): Promise<string[]>;
};

/** One of several prompts that a file lists. */
export type PromptPart = {
  /** The author's label for it. */
  label: string | null;
  /** The file that holds it, if it is another one. */
  file: string | null;
  /** Its number among the prompts of that file, from 1; null if the file holds no other. */
  number: number | null;
  /** Its text as written, without the surrounding file. */
  source: string;
  /** The place where `source` begins. */
  place: Place;
  /** Why it cannot be read; absent if it can. */
  mistakes?: readonly ConfigurationError[];
};

/** Which of the models that a file lists can be asked a prompt, by their index; and the names of those that cannot. */
export type ListedProviders = { asked: number[]; left: string[] };

/** The templates of a file, of all its prompts. */
export type FileTemplates = {
  engine: EngineName;
  /** Each template with the path of its file. */
  texts: { text: string; path: string }[];
  /** False if a mistake may hide some. */
  isComplete: boolean;
};

/**
 * What more a recognised file needs to count as a prompt, when a repository is searched for prompts: nothing; that it
 * reads without a mistake; or that it has cases, since other files look the same.
 */
export type Evidence = 'is-prompt' | 'if-it-reads' | 'if-it-has-cases';

export type FormatGlob = {
  glob: string;
  /** A policy that names no prompts watches them. */
  byDefault: boolean;
  /** … those beside which this file lies; a path relative to their folder. */
  beside?: string;
};

/** One format of prompt files. It is known only in its own file and in `table.ts`. */
export type PromptFormat = {
  /** Its name in `Prompt.format` and in the documentation. */
  name: string;
  /** Its name for people, in a list of findings. */
  title: string;
  /** Decides by the file's name, and by its content if the name is not enough; cheap, never throws. */
  recognises(path: string, text: string): boolean;
  evidence(path: string): Evidence;
  /** Its files have no variables of their own: the user's message is the case's `prompt`. */
  takesPrompt?: true;
  /** Globs of its file names. */
  globs?: readonly FormatGlob[];
  /** Whether the policy may choose another engine for its files (`template:`). */
  leavesEngineOpen?: true;
  /** Throws ConfigurationError(s) with the place of every mistake. */
  read(file: PromptFile): Promise<PromptDraft>;
  /** For a format whose files may list several prompts: all of them, in the file's order. Throws as `read` does. */
  parts?(file: Omit<PromptFile, 'part' | 'model' | 'canAsk' | 'readFile'>): Promise<PromptPart[]>;
  /** For a format whose files may list several models: those that can be asked the wanted prompt. Throws as `read` does. */
  providers?(file: PromptFile): Promise<ListedProviders>;
  /**
   * For a format whose files may list several prompts: the templates of all. Default: those of the prompt that `read`
   * returns.
   */
  templates?(file: PromptFile): Promise<FileTemplates>;
  /**
   * Names and patterns of files that a text seems to refer to other than by an include of its template; used for files
   * that cannot be read: rather too many than too few.
   */
  searchNames?(text: string): string[];
};
