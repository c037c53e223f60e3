import type { Template, TemplateSource } from './template.ts';

/** Another file that a template includes, as the template names it. Offset and length are those of the whole tag. */
export type Include = { name: string; offset: number; length: number };

/** Makes a template ready to be filled in. Throws TemplateProblem for what the engine cannot read. */
export type Compile = (source: TemplateSource) => Template;

/** How templates of an engine include other files. Needs none of the engine's libraries, and never throws. */
export type Including = {
  /** The includes of a text, in its order; `isComplete` is false where a mistake in the text may hide some. */
  find(text: string): { includes: Include[]; isComplete: boolean };
  /** Everything in a text that may be an include, in broken and in foreign texts too: rather too many than too few. */
  search(text: string): string[];
  /** The repository paths that a name in the file `from` may mean, best first; none when it leaves the repository. */
  candidates(from: string, name: string): string[];
};

/** One template language. */
export type TemplateEngine = {
  /** Whether a plain text or a list of messages, and the policy's entry for one, may choose it with `template:`. */
  isChoosable: boolean;
  /** Whether a value that is there can still fail: a missing attribute, a value of the wrong kind. */
  computes: boolean;
  /** Absent where templates include no files. */
  including?: Including;
  /** Reads the library that the engine stands on, which most runs do without. */
  load(): Promise<Compile>;
};
