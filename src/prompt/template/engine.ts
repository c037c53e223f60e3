import type { Template, TemplateSource } from './template.ts';

/** Another file that a template includes, as the template names it. Offset and length are those of the whole tag. */
export type Include = { name: string; offset: number; length: number };

/** Compiles a template. Throws TemplateProblem if the engine cannot read it. */
export type Compile = (source: TemplateSource) => Template;

/** Names of included files; `isOpen`: there may be more, as a name is known only when the template is rendered. */
export type FoundNames = { names: string[]; isOpen: boolean };

/** How templates of an engine include other files. Needs none of the engine's libraries, and never throws. */
export type Including = {
  /** The includes of a text, in its order; `isComplete` is false if some may be hidden, by a mistake or by a form that is not read. */
  find(text: string): { includes: Include[]; isComplete: boolean };
  /** Everything in a text that may be an include, in broken and in foreign texts too: rather too many than too few. */
  search(text: string): FoundNames;
  /** The repository paths that a name in the file `from` may mean, best first; empty if it leaves the repository. */
  candidates(from: string, name: string): string[];
};

/** What is known of a template language without its library; `compilers.ts` loads that. */
export type TemplateEngine = {
  /** Whether a plain text or a list of messages, or the policy's entry for one, may choose it with `template:`. */
  isChoosable: boolean;
  /** Whether rendering can fail with all values given: a missing attribute, a value of the wrong kind. */
  computes: boolean;
  /** Whether a text with Jinja's statements in it is a mistake. */
  refusesStatements?: true;
  /** Absent where templates include no files. */
  including?: Including;
};
