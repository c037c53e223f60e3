import { createServer } from 'node:http';
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { deferred } from './deferred.ts';

export type AskedModel = Awaited<ReturnType<typeof startModels>>;

/** The simulated model's answer, computed from the whole system message and the whole user message. */
export type Answering = (system: string, user: string) => string;

/** A model behind real HTTP, for OpenAI and Anthropic, that answers by rule; its journal records the requests. */
export async function startModels(answering: Answering) {
  const mock = new LLMock({ port: 0 });
  let rule = answering;
  let failing = { status: 0, times: 0 };
  let refused: (user: string) => boolean = () => false;
  mock.on({}, (request: ChatCompletionRequest) => {
    if (failing.times > 0) {
      failing.times -= 1;
      return { error: { message: 'no' }, status: failing.status };
    }
    if (request.embeddingInput !== undefined) return { embedding: letterCounts(request.embeddingInput) };
    const system = textOf(request, 'system');
    const user = textOf(request, 'user');
    if (refused(user)) return { error: { message: 'no' }, status: 400 };
    const content = rule(system, user);
    const input = Math.ceil((system.length + user.length) / 4);
    const output = Math.ceil(content.length / 4);
    return {
      content,
      usage: { prompt_tokens: input, completion_tokens: output, input_tokens: input, output_tokens: output },
    };
  });
  await mock.start();
  return {
    /** The value of OPENAI_BASE_URL and ANTHROPIC_BASE_URL. */
    environment: { OPENAI_BASE_URL: `${mock.url}/v1`, ANTHROPIC_BASE_URL: mock.url },
    calls: () => mock.getRequests().length,
    requests: () => mock.getRequests(),
    answerBy: (next: Answering) => {
      rule = next;
    },
    /** The next requests fail with this status. */
    fail: (status: number, times: number) => {
      failing = { status, times };
    },
    /** Requests with such a user message are refused. */
    refuse: (when: (user: string) => boolean) => {
      refused = when;
    },
    /** Clears the journal. */
    clear: () => mock.clearRequests(),
    /** Resets everything: no faults, an empty journal. */
    reset: () => {
      rule = answering;
      failing = { status: 0, times: 0 };
      refused = () => false;
      mock.clearRequests();
    },
    stop: () => mock.stop(),
  };
}

function textOf(request: ChatCompletionRequest, role: string): string {
  return request.messages
    .filter((message) => message.role === role)
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
    .join('\n');
}

/** A simple embedding: texts with the same letters have the same direction. */
function letterCounts(text: string): number[] {
  return [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => text.toLowerCase().split(letter).length - 1);
}

/** A provider that accepts requests and never answers; `asked` resolves with the first. */
export async function startSilentModel() {
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = createServer(() => tell());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    asked,
    environment: { OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A model for OpenAI whose first answer waits until it is released; `asked` resolves with the first request. */
export async function startHeldModel(content = 'Open Settings > Backups.') {
  const [{ promise: asked, resolve: tell }, { promise: released, resolve: release }] = [
    deferred(),
    deferred(),
  ];
  const usage = { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 };
  const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }];
  const server = createServer(async (request, response) => {
    tell();
    request.resume();
    await released;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', model: 'held', choices, usage }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    asked,
    release,
    environment: { OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1` },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
