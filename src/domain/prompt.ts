import type { Place } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Notice } from './notice.ts';
import type { VariableDeclaration } from './policy.ts';

export type Role = 'system' | 'developer' | 'user' | 'assistant' | 'tool';

/** A text before its variables are filled in. */
export type TemplateText = { template: string; place: Place };

/** One message of a prompt before its variables are filled in. */
export type TemplateMessage = TemplateText & {
  role: Role;
  /**
   * The template says itself whose message follows, or becomes a list of messages as JSON: it is several messages, `role`
   * not counting.
   */
  splits?: 'role-marks' | 'role-lines' | 'json' | undefined;
  /** Who of several in the same role speaks. */
  name?: string | undefined;
  /** Tools that the assistant's message calls. */
  toolCalls?: TemplateToolCall[];
  /** The call that a tool's message answers. */
  answers?: { id: string; place: Place };
};

/** A tool's call in an assistant's message. */
export type TemplateToolCall = {
  id: string;
  name: string;
  /** An object whose texts, at any depth, are templates; or one template of such an object's JSON. */
  arguments: Json;
  /** The arguments as the file writes them, where it writes them as text. */
  source?: string | undefined;
  place: Place;
};

/** One message as it is sent. `toolCalls` are the assistant's; `toolCallId` says which call a tool's message answers. */
export type Message = {
  role: Role;
  content: string;
  name?: string | undefined;
  toolCalls?: { id: string; name: string; arguments: string }[];
  toolCallId?: string;
};

/** Whether a message instructs the model, instead of being said in the conversation. */
export function isInstruction({ role }: Pick<Message, 'role'>): boolean {
  return role === 'system' || role === 'developer';
}

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
  /** The name of its template engine, as `prompt/template/engines.ts` lists them. */
  engine: string;
  /** A line end at the very end of a template is kept, which Jinja by itself drops. */
  keepsLineEnd?: true;
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
  /** The whole file, for the report's diff; where that holds several prompts, or names the file of one: that prompt. */
  source: string;
  /** Where `source` begins, where it is not the whole file. */
  part?: Place | undefined;
  /** What tests may call it, where the file holds several prompts. */
  names?: string[];
  /** What was decided in reading it that its owner should know. */
  notices?: Notice[];
  /** Cases that the prompt file itself carries, unparsed; null when it has none. */
  embeddedSuite: EmbeddedSuite | null;
};

export type EmbeddedSuite = {
  path: string;
  source: string;
  /** The suite reader by name; null where the file's name says how its cases are written. */
  reader: string | null;
  /** Its cases hold variables and nothing else: what is said about a case stands there too. */
  hasOnlyVariables?: true;
};
