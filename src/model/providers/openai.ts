import type { ModelTarget } from '../../domain/answer.ts';
import { chat } from '../apis/chat.ts';
import { embeddings } from '../apis/embeddings.ts';
import { responses } from '../apis/responses.ts';
import { gpt } from '../families/gpt.ts';
import { type Allowance, allowanceOf, type HeaderReader, readDuration, readNumber } from '../limits.ts';
import type { Connection, Post, Provider, ProviderError } from '../provider.ts';
import { sdkOptions } from '../sdk-options.ts';

/** OpenAI, and every host that speaks its API. */
export const openai: Provider = {
  title: 'OpenAI',
  key: { variable: 'OPENAI_API_KEY', input: 'openai-api-key' },
  baseUrl: { byDefault: 'https://api.openai.com/v1', variable: 'OPENAI_BASE_URL' },
  family: gpt,
  apis: { chat, responses },
  defaultApi: 'chat',
  embeddings: {
    api: embeddings,
    words: ['embedding', 'embeddings'],
    // The one that promptfoo takes, so that its thresholds mean what they meant.
    defaultModel: 'text-embedding-3-large',
  },
  defaultJudge: 'gpt-4.1-2025-04-14',
  priceList: 'openai',
  sentHeaders: /^x-stainless-/,
  rateLimits: (header) => ({ requests: allowance(header, 'requests'), tokens: allowance(header, 'tokens') }),
  failureKind,
  unknownModelAdvice,
  connect,
};

async function connect(connection: Connection): Promise<Post> {
  const { OpenAI } = await import('openai');
  const client = new OpenAI({
    ...sdkOptions(connection),
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
  });
  return (path, body) => client.post(path, { body }).asResponse();
}

function allowance(header: HeaderReader, kind: string): Allowance | undefined {
  const reset = header(`x-ratelimit-reset-${kind}`);
  return allowanceOf({
    limit: readNumber(header(`x-ratelimit-limit-${kind}`)),
    remaining: readNumber(header(`x-ratelimit-remaining-${kind}`)),
    resetMs: reset === null ? undefined : readDuration(reset),
  });
}

/** Codes of a failed response that another try would meet again. */
const finalCodes = /^(?:invalid_|image_|bio_policy|data_residency)|policy_violation$/;

/** The Responses API may say within status 200 that it failed. */
function failureKind(status: number, { code }: ProviderError) {
  if (status < 200 || status >= 300) return undefined;
  if (code === 'rate_limit_exceeded') return 'rate-limit';
  return finalCodes.test(code) ? 'refused' : undefined;
}

/** Some models are asked by one of its two APIs only, and some hosts speak only one. */
function unknownModelAdvice({ provider, model, api }: ModelTarget, { message }: ProviderError): string {
  if (api === 'responses') return ' Or this host does not speak the Responses API: leave that out.';
  return /v1\/responses/.test(message)
    ? ` It is asked by the Responses API only: name it ${provider}:responses:${model}.`
    : '';
}
