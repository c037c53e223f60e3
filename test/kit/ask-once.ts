import { buildRequest } from '../../src/model/request.ts';
import type { SendResult } from '../../src/model/response.ts';
import { createSender } from '../../src/model/send.ts';
import { type Behaviour, startFaultServer } from './fault-server.ts';

const targets = {
  chat: { provider: 'openai', model: 'gpt-4o-mini' },
  responses: { provider: 'openai', model: 'gpt-4o-mini', api: 'responses' },
  messages: { provider: 'anthropic', model: 'claude-sonnet-4-5' },
};

/** One question to a host that behaves so, by one of the APIs. */
export async function ask(behaviour: Behaviour, api: keyof typeof targets = 'chat'): Promise<SendResult> {
  const server = await startFaultServer(() => behaviour);
  const key = { apiKey: 'sk-very-secret-key-0123456789', baseUrl: undefined };
  const send = createSender({ providers: { openai: key, anthropic: key } }, { timeoutMs: 2000 });
  const baseUrl = api === 'messages' ? server.anthropic : server.openai;
  const request = buildRequest({ ...targets[api], baseUrl }, [{ role: 'user', content: 'Hello, you!' }], {});
  try {
    return await send(request, new AbortController().signal);
  } finally {
    send.close();
    await server.close();
  }
}

/** A body with status 200. */
export const ok = (body: unknown): Behaviour => ({ kind: 'answer', body });

/** A chat completion that differs from a good one in its choice and at its top. */
export const completion = (choice: object, top: object = {}): Behaviour =>
  ok({
    model: 'gpt-4o-mini',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Good.' }, ...choice },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 2 },
    ...top,
  });
