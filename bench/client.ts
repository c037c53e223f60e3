import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenAI } from 'openai';
import type { Trial } from '../src/domain/trial.ts';
import { priceOf } from '../src/model/prices.ts';
import { buildRequest } from '../src/model/request.ts';
import { createSender } from '../src/model/send.ts';
import { run } from '../src/run/run.ts';
import { openStore } from '../src/run/store.ts';

/*
 * One kind of client of the server, in a process of its own: node bench/client.ts <kind> <base URL> <cases>
 * <concurrency>. Both arms of every case are asked. Prints its measurements as JSON.
 */

type Kind = 'sdk' | 'engine';

const [kind = 'sdk', baseUrl = '', casesText = '0', concurrencyText = '1'] = process.argv.slice(2);
const cases = Number(casesText);
const concurrency = Number(concurrencyText);
const instructions =
  'You are a support agent of a hosting company. Answer briefly, politely and correctly. '.repeat(6);

function* trials(): Generator<Trial> {
  const target = { provider: 'openai' as const, model: 'gpt-4.1-mini-2025-04-14', baseUrl };
  for (let number = 0; number < cases; number += 1) {
    for (const arm of ['baseline', 'candidate'] as const) {
      const request = buildRequest(
        target,
        [
          { role: 'system', content: `${arm}: ${instructions}` },
          { role: 'user', content: `Question ${number}: why is my replica lagging behind?` },
        ],
        { temperature: 0, maxTokens: 200 },
      );
      yield { prompt: 'support', caseId: String(number), arm, index: 0, request, scope: '' };
    }
  }
}

/** Asks with `concurrency` loops that take turns at the trials. */
async function inLoops(ask: (trial: Trial) => Promise<unknown>): Promise<void> {
  const source = trials();
  const loop = async () => {
    for (let next = source.next(); !next.done; next = source.next()) await ask(next.value);
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
}

/** The SDK, used as in its README. */
async function sdk(): Promise<void> {
  const client = new OpenAI({ apiKey: 'key', baseURL: baseUrl, maxRetries: 0 });
  await inLoops(({ request: { body } }) =>
    client.chat.completions.create({
      model: String(body.model),
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: JSON.stringify(body.messages) },
      ],
      temperature: 0,
      max_tokens: 200,
    }),
  );
}

async function engine(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'prompt-eval-gate-bench-'));
  const credentials = {
    providers: {
      openai: { apiKey: 'key', baseUrl: undefined },
      anthropic: { apiKey: undefined, baseUrl: undefined },
    },
  };
  const send = createSender(credentials, { timeoutMs: 60_000 });
  const store = await openStore(directory);
  const options = {
    send,
    store,
    maxConcurrency: concurrency,
    trialTimeoutMs: 60_000,
    retries: 5,
    offline: false,
    priceOf,
    total: () => cases * 2,
  };
  started = performance.now();
  let answered = 0;
  for await (const result of run(trials(), options)) if (result.status === 'answered') answered += 1;
  if (answered !== cases * 2) throw new Error(`${answered} of ${cases * 2} trials were answered`);
  send.close();
  await store.close();
  ended = performance.now();
  rmSync(directory, { recursive: true });
}

let started = performance.now();
let ended = 0;
const before = process.cpuUsage();
const ways: Record<Kind, () => Promise<void>> = {
  sdk,
  engine,
};
const way = Object.entries(ways).find(([name]) => name === kind)?.[1];
if (!way) throw new Error(`no such way of asking: ${kind}`);
await way();
const cpu = process.cpuUsage(before);
process.stdout.write(
  JSON.stringify({
    wallMs: (ended || performance.now()) - started,
    cpuMs: (cpu.user + cpu.system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
);
