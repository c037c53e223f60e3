import type { Json } from '../../base/json.ts';
import type { ModelFailure } from '../../domain/answer.ts';
import type { Message } from '../../domain/message.ts';

/** A judge's question to a model. The same material always makes the same request, so that it can be stored. */
export type JudgeRequest = {
  /** The model that the suite names; null: the policy's judge. */
  model: string | null;
  messages: Message[];
  /** JSON schema of the reply; null: the reply is free text. */
  replySchema: { name: string; schema: Record<string, Json> } | null;
};

/** Asks a judge's model; at temperature 0 if the model supports it. Never throws because of a provider. */
export type Ask = (
  request: JudgeRequest,
) => Promise<{ ok: true; text: string } | { ok: false; failure: ModelFailure }>;

/** Asks for the embeddings of texts, one vector each, in their order. */
export type Embed = (request: {
  model: string | null;
  texts: string[];
}) => Promise<{ ok: true; vectors: number[][] } | { ok: false; failure: ModelFailure }>;
