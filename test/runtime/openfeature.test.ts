import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createEvaluationEvent, OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import type { PointerPrompt } from '../../src/domain/pointer.ts';
import type { Observation } from '../../src/runtime/api.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import type { PromptsProvider, ProviderOptions } from '../../src/runtime/openfeature/api.ts';
import { promptsProvider } from '../../src/runtime/openfeature/provider.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { units } from '../kit/flagd.ts';
import { manualClock } from '../kit/manual-clock.ts';
import { greeting, publishInto, serving } from '../kit/published.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
const split: PointerPrompt['allocation'] = {
  '*': [
    ['1.0.0', [0, 5_000]],
    ['1.1.0', [5_000, 10_000]],
  ],
  enterprise: [['1.0.0', [0, 10_000]]],
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
});
afterEach(async () => {
  await OpenFeature.close();
  OpenFeature.clearHandlers();
  await rm(folder, { recursive: true, force: true });
});

const open = (options: Partial<ProviderOptions> = {}) =>
  promptsProvider({
    ...{ environment: 'production', sources: [directory(folder)], intervalMs: 20 },
    ...options,
  });

async function clientOf(provider: PromptsProvider): Promise<Client> {
  await OpenFeature.setProviderAndWait(provider);
  return OpenFeature.getClient();
}

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 30_000 });

describe('a flag is a prompt', () => {
  test('whose value has all that is asked, and renders as the runtime does', async () => {
    await publishInto(folder, serving(3, { '1.0.0': one }));
    const provider = open();
    const client = await clientOf(provider);
    const details = await client.getObjectDetails('support', {}, { targetingKey: 'ada' });
    expect(details).toMatchObject({
      value: { version: '1.0.0', digest: digestOf(one), messages: one.messages, model: one.model },
      variant: '1.0.0',
      reason: 'STATIC',
    });
    expect(JSON.parse(JSON.stringify(details.value))).toEqual({
      ...one,
      version: '1.0.0',
      digest: digestOf(one),
    });
    expect(provider.render(details.value, { user_message: 'Ada' })).toEqual([
      { role: 'system', content: '1.0.0: hello Ada' },
    ]);
    expect(() => provider.render(details.value, {})).toThrow('`user_message` is missing');
    expect(() => provider.render({}, { user_message: 'Ada' })).toThrow('did not come from this provider');
    expect(provider.state()).toMatchObject({ serial: 3, environment: 'production' });
  });

  test('whose version is the one that the runtime gives, by targeting key and attributes', async () => {
    await publishInto(
      folder,
      serving(3, { '1.0.0': one, '1.1.0': two }, { allocation: split, segmentBy: 'customer_tier' }),
    );
    const client = await clientOf(open());
    const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
    for (const unit of units(500)) {
      const { variant, reason } = await client.getObjectDetails('support', {}, { targetingKey: unit });
      expect({ variant, reason }).toEqual({
        variant: prompts.get('support', { unit }).version,
        reason: 'SPLIT',
      });
    }
    await prompts.close();
    const enterprise = { customer_tier: 'enterprise', plan: 7, since: new Date(0) };
    expect(await client.getObjectDetails('support', {}, enterprise)).toMatchObject({
      variant: '1.0.0',
      reason: 'TARGETING_MATCH',
      flagMetadata: { segment: 'enterprise', propensity: 1 },
    });
  });

  test('of which OpenFeature’s own telemetry says what the runtime says of it', async () => {
    await publishInto(folder, serving(3, { '1.0.0': one }));
    const client = await clientOf(open());
    const seen: Record<string, unknown>[] = [];
    client.addHooks({
      finally: (context, details) => void seen.push(createEvaluationEvent(context, details).attributes ?? {}),
    });
    await client.getObjectDetails('support', {}, { targetingKey: 'ada' });
    const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
    const attributes = Object.entries(prompts.get('support', { unit: 'ada' }).attributes());
    await prompts.close();
    expect(seen).toEqual([
      expect.objectContaining(
        Object.fromEntries(attributes.filter(([name]) => name.startsWith('feature_flag.'))),
      ),
    ]);
  });
});

describe('an error has OpenFeature’s code, and the default serves', () => {
  test('for an unknown prompt, another type, and a split without a targeting key', async () => {
    await publishInto(folder, serving(3, { '1.0.0': one, '1.1.0': two }, { allocation: split }));
    const client = await clientOf(open());
    const standIn = { messages: [] };
    expect(await client.getObjectDetails('suport', standIn)).toMatchObject({
      ...{ value: standIn, reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' },
      errorMessage: 'production serves no prompt "suport". It serves: support.',
    });
    expect(await client.getStringDetails('suport', '')).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    expect(await client.getStringDetails('support', '')).toMatchObject({ errorCode: 'TYPE_MISMATCH' });
    expect(await client.getBooleanDetails('support', true)).toMatchObject({ errorCode: 'TYPE_MISMATCH' });
    expect(await client.getNumberDetails('support', 7)).toMatchObject({
      value: 7,
      errorCode: 'TYPE_MISMATCH',
    });
    for (const context of [{}, { targetingKey: '' }]) {
      expect(await client.getObjectDetails('support', standIn, context)).toMatchObject({
        ...{ value: standIn, errorCode: 'TARGETING_KEY_MISSING' },
      });
    }
  });
});

describe('the provider tells', () => {
  test('which flags a new pointer changes', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    const client = await clientOf(open());
    const changed: unknown[] = [];
    client.addHandler(
      ProviderEvents.ConfigurationChanged,
      (details) => void changed.push(details?.flagsChanged),
    );
    await publishInto(folder, serving(2, { '1.1.0': two }));
    await eventually(() => expect(changed).toEqual([['support']]));
    expect(await client.getObjectDetails('support', {})).toMatchObject({ variant: '1.1.0' });
  });

  test('that nobody confirms what serves any more, and that somebody does again', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one }));
    let ahead = 0;
    const clock = { ...systemClock, now: () => systemClock.now() + ahead };
    const told: string[] = [];
    const note = (kind: string) => (details?: { message?: string }) =>
      void told.push(`${kind} ${details?.message ?? ''}`.trim());
    let isDown = false;
    const published = directory(folder);
    const client = await clientOf(
      open({
        clock,
        sources: [
          {
            ...published,
            name: 'host',
            readPointer: (environment, signal) =>
              isDown ? Promise.reject(new Error('is down')) : published.readPointer(environment, signal),
          },
        ],
      }),
    );
    client.addHandler(ProviderEvents.Stale, note('stale'));
    isDown = true;
    ahead = 60_000;
    await eventually(() => expect(told).toEqual(['stale host: is down']));
    expect(client.providerStatus).toBe('STALE');
    expect(await client.getObjectDetails('support', {})).toMatchObject({
      variant: '1.0.0',
      reason: 'STATIC',
    });
    client.addHandler(ProviderEvents.Ready, note('ready'));
    isDown = false;
    await eventually(() => expect(told).toEqual(['stale host: is down', 'ready']));
  });

  test('that nothing serves yet; and it is ready as soon as something does', async () => {
    const failing = OpenFeature.setProviderAndWait(open());
    await expect(failing).rejects.toThrow('No source serves a valid pointer of production.');
    const client = OpenFeature.getClient();
    expect(client.providerStatus).toBe('ERROR');
    expect(await client.getObjectDetails('support', {})).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
    await publishInto(folder, serving(1, { '1.0.0': one }));
    await eventually(() => expect(client.providerStatus).toBe('READY'));
    expect(await client.getObjectDetails('support', {})).toMatchObject({ variant: '1.0.0' });
  });
});

describe('what is tracked', () => {
  test('is recorded for the version that was given, whatever serves meanwhile, and in any process', async () => {
    const recorded: Observation[] = [];
    const record = (observation: Observation) => void recorded.push(observation);
    await publishInto(folder, serving(1, { '1.0.0': one }));
    const provider = open({ record });
    const client = await clientOf(provider);
    const context = { targetingKey: 'ada' };
    const { flagMetadata } = await client.getObjectDetails('support', {}, context);
    await publishInto(folder, serving(2, { '1.1.0': two }));
    await eventually(() => expect(provider.state().serial).toBe(2));

    client.track('resolved', context, { ...flagMetadata });
    client.track('cost_usd', context, { ...flagMetadata, value: 0.002 });
    const elsewhere = await clientOf(open({ record }));
    elsewhere.track('resolved', context, { ...JSON.parse(JSON.stringify(flagMetadata)), value: 0 });
    elsewhere.track('resolved', context, { prompt: 'support' });
    elsewhere.track('resolved', context);

    expect(
      (await client.getObjectDetails('support', {}, { email: 'ada@acme.test' })).flagMetadata.segment,
    ).toBe('*');

    const { flagSetId: environment, contextId: unit } = flagMetadata;
    const of = { prompt: 'support', version: '1.0.0', serial: 1, digest: digestOf(one), environment, unit };
    expect(recorded).toEqual([
      expect.objectContaining({ ...of, metrics: { resolved: true } }),
      expect.objectContaining({ ...of, metrics: { cost_usd: 0.002 } }),
      expect.objectContaining({ ...of, metrics: { resolved: 0 } }),
    ]);
  });

  test('as an error leaves out the version whose calls fail', async () => {
    await publishInto(folder, serving(1, { '1.0.0': one, '1.1.0': two }, { allocation: split }));
    const provider = open();
    const client = await clientOf(provider);
    for (const targetingKey of units(300)) {
      const { variant, flagMetadata } = await client.getObjectDetails('support', {}, { targetingKey });
      const value = variant === '1.1.0' ? 1 : 0;
      client.track('error', { targetingKey }, { ...flagMetadata, value });
    }
    expect(provider.state().leftOut).toMatchObject([{ version: '1.1.0', standIn: '1.0.0' }]);
  });
});

test('a provider that is closed, or while it opens, asks nobody any more', async () => {
  await publishInto(folder, serving(1, { '1.0.0': one }));
  const clock = manualClock();
  const provider = open({ clock });
  await clientOf(provider);
  expect(clock.waiting()).toHaveLength(2);
  await provider.onClose?.();
  expect(clock.waiting()).toEqual([]);
  expect(() => provider.state()).toThrow('The provider has nothing to serve for production.');

  const opening = provider.initialize?.();
  await provider.onClose?.();
  const again = provider.initialize?.();
  await Promise.all([opening, again]);
  expect(clock.waiting()).toHaveLength(2);
  await provider.onClose?.();
  expect(clock.waiting()).toEqual([]);
});
