import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenFeature } from '@openfeature/server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKeyPair } from '../../src/registry/signatures.ts';
import type { Asker, OpenOptions, RedisClient } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { promptsProvider } from '../../src/runtime/openfeature/provider.ts';
import { PromptError } from '../../src/runtime/prompt-error.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { file } from '../../src/runtime/sources/file.ts';
import { redis } from '../../src/runtime/sources/redis.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  await publishInto(folder, serving(1, { '1.0.0': greeting('1.0.0') }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a caller in JavaScript may give: the compiler knows nothing of it. */
function untyped<T>(value: unknown): T {
  const box: { value: T } = JSON.parse('{}');
  return Object.assign(box, { value }).value;
}
const given = (options: Record<string, unknown>): OpenOptions =>
  untyped({ environment: 'production', sources: [directory(folder)], ...options });

/** The message of what opening throws. */
async function refusal(options: OpenOptions): Promise<string> {
  const problem = await openPrompts(options).then(
    () => 'was opened',
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(PromptError);
  return problem instanceof PromptError ? problem.message : '';
}

describe('openPrompts refuses, with a sentence for each mistake', () => {
  test.for<[string, unknown, string]>([
    ['no options', undefined, 'openPrompts needs an object with environment and sources.'],
    [
      'an option that is misspelt',
      { cachedirectory: '/tmp' },
      'no option "cachedirectory". Did you mean "cacheDirectory"?',
    ],
    ['another', { forced: {} }, 'no option "forced". Did you mean "force"?'],
    ['no environment', { environment: undefined }, 'environment is missing'],
    [
      'an environment that is none',
      { environment: 'Prod uction' },
      '"Prod uction" cannot be the name of an environment.',
    ],
    ['no sources', { sources: undefined }, 'sources needs at least one source in a list'],
    ['a source outside a list', { sources: directory('x') }, 'sources needs at least one source in a list'],
    [
      'a path as a source',
      { sources: ['/folder'] },
      'sources[0] is no source. Did you mean directory("/folder")?',
    ],
    ['a file as a source', { sources: ['a.json'] }, 'Did you mean file("a.json")?'],
    ['a function as a source', { sources: [directory] }, 'Did you forget to call directory()'],
    ['a client as a source', { sources: [{ get: async () => null }] }, 'Did you mean redis(client)?'],
    [
      'keys in no list',
      { publicKeys: { pointer: 'x', promotion: [] } },
      'publicKeys needs at least one key in the list pointer.',
    ],
    [
      'keys that are none',
      { publicKeys: { pointer: ['x'], promotion: ['y'] } },
      'publicKeys.promotion[0] is no public key',
    ],
    ['keys in a list', { publicKeys: ['x'] }, 'publicKeys has to be { pointer: […], promotion: […] }.'],
    ['a version to force that is no text', { force: { support: 1 } }, 'force.support has to be a text'],
    [
      'an interval that is none',
      { intervalMs: '3s' },
      'intervalMs has to be a number of milliseconds above 0.',
    ],
    ['a listener that is none', { onChange: true }, 'onChange has to be a function.'],
    ['an observer that is none', { record: 7 }, 'record has to be the path of a file, or a function.'],
  ])('%s', async ([, options, message]) => {
    const opened = options === undefined ? untyped<OpenOptions>(options) : given({ ...Object(options) });
    expect(await refusal(opened)).toContain(message);
  });

  test('all mistakes at once', async () => {
    expect(await refusal(untyped({ enviroment: 'production', timeoutMs: 0 }))).toBe(
      'openPrompts has no option "enviroment". Did you mean "environment"? ' +
        'environment is missing: the name of one in the policy, such as "production". ' +
        'sources needs at least one source in a list: directory(), file(), https() or redis(). ' +
        'timeoutMs has to be a number of milliseconds above 0.',
    );
  });

  test('a private key and an address without showing them', async () => {
    const { privateKey, publicKey } = newKeyPair();
    const publicKeys = { pointer: [privateKey], promotion: [publicKey] };
    const message = await refusal(given({ publicKeys, sources: ['redis://ada:secret@localhost'] }));
    expect(message).toContain('publicKeys.pointer[0] is no public key');
    expect(message).toContain('Did you mean redis(client)');
    expect(message).not.toContain(privateKey.slice(-20));
    expect(message).not.toContain('secret');
  });
});

test('a provider names its own options, and fails once', async () => {
  const provider = promptsProvider(untyped({ environment: 'production', staleAfter: 5 }));
  await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow(
    'promptsProvider has no option "staleAfter". Did you mean "staleAfterMs"? sources needs at least one source',
  );
  await OpenFeature.close();
  await expect(promptsProvider(untyped(undefined)).initialize?.()).rejects.toThrow(PromptError);
});

test('a source says what it takes', () => {
  expect(() => redis(untyped<RedisClient>('redis://localhost'))).toThrow(/^redis\(\) takes a client/);
  expect(() => directory(untyped<string>(undefined))).toThrow(/^directory\(\) takes a path/);
  expect(() => file('')).toThrow(/^file\(\) takes a path/);
});

test('a prompt without variables names those that are missing, and nothing of an asker need be given', async () => {
  const prompts = await openPrompts(given({}));
  const prompt = prompts.get('support', untyped<Asker>({ unit: null, segment: null }));
  expect(() => prompt.render()).toThrow(
    'support 1.0.0 cannot be rendered: the variable `user_message` is missing',
  );
  expect(prompts.get('support', untyped<Asker>(null)).version).toBe('1.0.0');
  expect(() => prompts.get('support', untyped<Asker>({ unit: 17 }))).toThrow(PromptError);
  await prompts.close();
});
