import { expect, test } from 'vitest';
import { listening } from '../../src/commands/registry/guard/listening.ts';
import { watchedSource } from '../../src/commands/registry/guard/sources.ts';

const of = (text: string, environment: Record<string, string> = {}) =>
  watchedSource(text, { directory: '/somewhere', environment });

async function refusalOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (problem) {
    if (problem instanceof Error) return problem.message;
  }
  throw new Error('it is not refused');
}

test.for([
  ['redis://127.0.0.1:1', 'names no stream'],
  ['redis://u:hunter2@/x#s', 'has no URL of a Redis'],
  ['NOT_THERE_REDIS_URL#s', 'There is no environment variable NOT_THERE_REDIS_URL'],
  ['https://logs.example.com/hunter2', 'fetches nothing'],
  ['logs.csv', 'follows lines of JSON'],
  ['logs.jsonl.gz', 'follows lines of JSON'],
])('--watch %s: %s', async ([text = '', said]) => {
  const refusal = await refusalOf(() => of(text));
  expect(refusal).toContain(said);
  expect(refusal).not.toContain('hunter2');
});

test('a stream is named by host and name, and a password is never in it', () => {
  const url = 'rediss://guard:hunter2@cache.internal:6380';
  expect(of(`${url}#calls%20of%20today`).name).toBe('cache.internal:6380#calls of today');
  expect(of('PROMPTS_REDIS_URL#calls', { PROMPTS_REDIS_URL: url })).toMatchObject({
    ...{ name: 'cache.internal:6380#calls', path: null },
  });
  expect(of('a#b.jsonl').path).toBe('/somewhere/a#b.jsonl');
});

test('--listen writes to a file only, and others reach it only with a token', async () => {
  const how = { directory: '/somewhere', environment: {}, onTrouble: () => {} };
  expect(await listening(undefined, { ...how, source: of('a.jsonl') })).toBeNull();
  const stream = of('redis://:hunter2@127.0.0.1:1#s');
  expect(await refusalOf(() => listening('0', { ...how, source: stream }))).toContain('names a stream');
  const open = () => listening('0.0.0.0:0', { ...how, source: of('a.jsonl') });
  expect(await refusalOf(open)).toContain('other machines reach');
});
