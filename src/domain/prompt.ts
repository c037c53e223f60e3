import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Message, Role } from './message.ts';
import type { Notice } from './notice.ts';
import type { VariableDeclaration } from './policy.ts';

/** A text before its variables are filled in. */
export type TemplateText = { template: string; place: Place };

/** One message of a prompt before its variables are filled in. */
export type TemplateMessage = TemplateText & {
  role: Role;
  /**
   * The template itself says which role's message follows, or becomes a list of messages as JSON: it is several
   * messages, and `role` is ignored.
   */
  splits?: 'role-marks' | 'role-lines' | 'json' | undefined;
  /** The parts of a content that has images in it; `template` is empty then. */
  parts?: TemplatePart[] | undefined;
  /** The speaker, where several share a role. */
  name?: string | undefined;
  /** Tools that the assistant's message calls. */
  toolCalls?: TemplateToolCall[];
  /** The id of the call that a tool's message answers. */
  answers?: { id: string; place: Place };
};

/** A text, or an image, whose template becomes its address: `https://…` or `data:image/…;base64,…`. */
export type TemplatePart = TemplateText & {
  kind: 'text' | 'image';
  /** How closely the model looks at an image, in OpenAI's words. */
  detail?: string | undefined;
};

/** A tool's call in an assistant's message. */
export type TemplateToolCall = {
  id: string;
  name: string;
  /** An object whose texts, at any depth, are templates; or one template of such an object's JSON. */
  arguments: Json;
  /** The arguments as the file writes them, if it writes them as text. */
  source?: string | undefined;
  place: Place;
};

/** Whether a message instructs the model, instead of being part of the conversation. */
export function isInstruction({ role }: Pick<Message, 'role'>): boolean {
  return role === 'system' || role === 'developer';
}

/**
 * Model parameters in provider-neutral names. Absent means the provider's default.
 * `extra` goes into the request body unchanged.
 */
export type ModelParameters = {
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  /** How chat completions are told `maxTokens`, where the prompt says so; by default as its model knows it. */
  maxTokensName?: 'max_completion_tokens';
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

/** A prompt file, read: the source of the messages sent to a model. */
export type Prompt = {
  path: string;
  format: string;
  /** What its file says of it, one line. */
  description?: string | undefined;
  tags?: string[] | undefined;
  /** Hash of the file and all it includes; hex. */
  sha256: string;
  /** The name of its template engine, as `prompt/template/engines.ts` lists them. */
  engine: string;
  /** A line end at the very end of a template is kept, which Jinja by default drops. */
  keepsLineEnd?: true;
  /** Of several models that a file lists for it and of which one is asked: the others, as the file states them. */
  notAsked?: { name: string; stated: string }[] | undefined;
  messages: TemplateMessage[];
  /** What makes its messages for each case; `messages` is then the program's text. */
  program?: PromptProgram;
  /** Values that a suite gives to its variables may be Jinja templates themselves, as in promptfoo's texts. */
  valuesAreTemplates?: true | undefined;
  /** The model as the file names it; resolved by model/. Null if the file names no model. */
  model: string | null;
  modelPlace: Place;
  /** Why it names no model, if there is more to say than that. */
  modelProblem?: string;
  parameters: ModelParameters;
  /** Further models that are asked the same, each with its own parameters. */
  others?: ModelChoice[];
  variables: Record<string, VariableDeclaration>;
  /** Values of variables that a case does not give. */
  defaults?: Record<string, Json>;
  /** Included files, at any depth, by their path in the repository; of a bundle, by the name that includes them. */
  includes: Record<string, { path: string; text: string }>;
  includesByName?: true;
  /**
   * The whole file, for the report's diff; if the file holds several prompts, or names the file of one: that prompt.
   */
  source: string;
  /** The place where `source` begins, if it is not the whole file. */
  part?: Place | undefined;
  /** Names by which tests may refer to it, if the file holds several prompts. */
  names?: string[];
  /** Decisions made in reading it that its owner should know. */
  notices?: Notice[];
  /** Cases that the prompt file itself carries, unparsed; null when it has none. */
  embeddedSuite: EmbeddedSuite | null;
};

/** A function of a repository's JavaScript that makes a prompt from the variables of a case. */
export type PromptProgram = {
  path: string;
  /** Its modules, and which of them is called. */
  files: { path: string; text: string }[];
  entry: string;
  folder: string;
  isInterpreted: true;
  place: Place;
  /** What the config states for it, which it is given besides the variables. */
  config: Json;
  /** What it makes, by the JSON of a case's variables; absent until it was called. Texts are Jinja. */
  made?: Record<string, TemplateMessage[]>;
};

/** Who is asked, and how. */
export type ModelChoice = Pick<Prompt, 'model' | 'modelPlace' | 'modelProblem' | 'parameters'>;

export type EmbeddedSuite = {
  path: string;
  source: string;
  /** Name of the suite reader; null if the file's name determines how its cases are written. */
  reader: string | null;
  /** Its rows are variables only: settings of a case are written among them. */
  hasOnlyVariables?: true;
};
