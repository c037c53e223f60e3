import { messages } from '../apis/messages.ts';
import { claude } from '../families/claude.ts';
import { type Allowance, allowanceOf, type HeaderReader, readNumber, scarcest } from '../limits.ts';
import type { Connection, Post, Provider } from '../provider.ts';
import { sdkOptions } from '../sdk-options.ts';

/** Anthropic. */
export const anthropic: Provider = {
  title: 'Anthropic',
  key: { variable: 'ANTHROPIC_API_KEY', input: 'anthropic-api-key' },
  baseUrl: {
    byDefault: 'https://api.anthropic.com',
    variable: 'ANTHROPIC_BASE_URL',
    // Its own paths begin with it.
    normalised: (url) => url.replace(/\/v1$/, ''),
  },
  family: claude,
  apis: { messages },
  defaultApi: 'messages',
  embeddings: null,
  defaultJudge: 'claude-haiku-4-5-20251001',
  priceList: 'anthropic',
  sentHeaders: /^(?:x-api-key|anthropic-version|x-stainless-.*)$/,
  rateLimits: (header, now) => ({
    requests: allowance(header, 'requests', now),
    tokens: scarcest(['tokens', 'input-tokens', 'output-tokens'].map((kind) => allowance(header, kind, now))),
  }),
  connect,
};

async function connect(connection: Connection): Promise<Post> {
  const { BaseAnthropic } = await import('@anthropic-ai/sdk/client');
  const client = new BaseAnthropic({
    ...sdkOptions(connection),
    authToken: null,
    webhookKey: null,
    openTelemetry: false,
  });
  return (path, body) => client.post(path, { body }).asResponse();
}

function allowance(header: HeaderReader, kind: string, now: number): Allowance | undefined {
  const reset = header(`anthropic-ratelimit-${kind}-reset`);
  const date = reset === null ? Number.NaN : Date.parse(reset);
  return allowanceOf({
    limit: readNumber(header(`anthropic-ratelimit-${kind}-limit`)),
    remaining: readNumber(header(`anthropic-ratelimit-${kind}-remaining`)),
    resetMs: Number.isNaN(date) ? undefined : Math.max(0, date - now),
  });
}
