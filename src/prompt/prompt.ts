import type { VariableDeclaration } from '../config/config.ts';
import type { Json, Place } from '../errors.ts';

export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';

/** One message of a prompt before its variables are filled in. */
export type TemplateMessage = {
  role: Role;
  template: string;
  place: Place;
  /** The template says itself whose message follows: it becomes several messages, `role` not counting. */
  splits?: 'dotprompt' | 'role-lines';
};

/** One message as it is sent. */
export type Message = { role: Role; content: string };

/** `substitution` fills in `{{name}}` and nothing more; `none` leaves the text as it is. */
export type TemplateEngine = 'jinja' | 'handlebars' | 'f-string' | 'substitution' | 'none';

/**
 * Model parameters in provider-neutral names. Absent means the provider's default.
 * `extra` goes into the request body as it stands.
 */
export type ModelParameters = {
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  stop?: string[];
  seed?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  reasoningEffort?: string;
  verbosity?: string;
  responseFormat?: { type: 'text' | 'json_object' } | { type: 'json_schema'; jsonSchema: Json };
  tools?: Json[];
  toolChoice?: Json;
  extra?: Record<string, Json>;
};

/** A prompt file, read: what becomes the messages sent to a model. */
export type Prompt = {
  path: string;
  format: string;
  /** Of the file and all it includes; hex. */
  sha256: string;
  engine: TemplateEngine;
  messages: TemplateMessage[];
  /** As the file names it; resolved by model/. Null when the file names none. */
  model: string | null;
  modelPlace: Place;
  /** Why it names none, where there is more to say than that. */
  modelProblem?: string;
  parameters: ModelParameters;
  variables: Record<string, VariableDeclaration>;
  /** Values of variables that a case does not give. */
  defaults?: Record<string, Json>;
  /** Included files, theirs among them, by their path in the repository. */
  includes: Record<string, { path: string; text: string }>;
  /** The whole file, for the report's diff; of one of several prompts in a file: this one. */
  source: string;
  /** Where `source` begins, where the file holds several prompts. */
  part?: Place;
  /** What was decided in reading it that its owner should know. */
  notices?: string[];
  /** Cases carried by the prompt file itself (GitHub Models), unparsed; null when it has none. */
  embeddedSuite: { path: string; source: string } | null;
};
