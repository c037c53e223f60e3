import type { Place } from '../../base/errors.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { EngineName } from '../template/engines.ts';

/** What a format reads from a file; reading adds includes, hash and source. */
export type PromptDraft = Omit<Prompt, 'path' | 'sha256' | 'includes' | 'source' | 'part' | 'engine'> & {
  engine: EngineName;
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

/** The templates of a file, of all its prompts. */
export type FileTemplates = {
  engine: EngineName;
  /** Each with the file it stands in. */
  texts: { text: string; path: string }[];
  /** False where a mistake may hide some. */
  isComplete: boolean;
};

/**
 * What makes a file that a format recognises a prompt, where a repository is searched for prompts: nothing more is needed;
 * it has to read without a mistake; it has to have cases, since other files look the same.
 */
export type Evidence = 'is-prompt' | 'if-it-reads' | 'if-it-has-cases';

/** One way of writing prompts down. The only place where a format is known besides its own file is `table.ts`. */
export type PromptFormat = {
  /** As `Prompt.format` and the documentation name it. */
  name: string;
  /** As people call it, in a list of what was found. */
  title: string;
  /** By the file's name, and by its content where the name is not enough; cheap, never throws. */
  recognises(path: string, text: string): boolean;
  evidence(path: string): Evidence;
  /** What matches its files by name; `byDefault` where a policy that names no prompts watches them. */
  globs?: readonly { glob: string; byDefault: boolean }[];
  /** The policy may choose another engine for its files (`template:`). */
  leavesEngineOpen?: true;
  /** Throws ConfigurationError(s) with the place of every mistake. */
  read(file: PromptFile): Promise<PromptDraft>;
  /** Of a format whose files may list several prompts: all of them, in the file's order. Throws as `read` does. */
  parts?(file: Omit<PromptFile, 'part' | 'model' | 'canAsk' | 'readFile'>): Promise<PromptPart[]>;
  /** Where a file may list several prompts: the templates of all. Default: those of the prompt that `read` gives. */
  templates?(file: PromptFile): Promise<FileTemplates>;
  /**
   * Names and patterns of files that a text seems to name in other ways than by an include of its template; for files
   * that do not read: rather too many than too few.
   */
  searchNames?(text: string): string[];
};
