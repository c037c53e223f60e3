import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { PointerPrompt } from '../../src/domain/pointer.ts';
import type { Share } from '../../src/domain/registry.ts';
import { shareOfUnit } from '../../src/registry/at.ts';
import type { Observation, OpenOptions, Prompts, ServedVersion } from '../../src/runtime/api.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { directory } from '../../src/runtime/sources/directory.ts';
import { units } from '../kit/flagd.ts';
import { COMMIT, greeting, publishInto, serving } from '../kit/published.ts';

const one = greeting('1.0.0');
const two = greeting('1.1.0');
const split: PointerPrompt['allocation'] = {
  '*': [
    ['1.0.0', [0, 4_000], [9_000, 10_000]],
    ['1.1.0', [4_000, 9_000]],
  ],
  enterprise: [['1.0.0', [0, 10_000]]],
};

let folder = '';
const opened: Prompts[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((prompts) => prompts.close()));
  await rm(folder, { recursive: true, force: true });
});

async function openWith(
  versions: Record<string, Bundle>,
  { allocation, ...options }: Partial<OpenOptions> & { allocation?: PointerPrompt['allocation'] } = {},
): Promise<Prompts> {
  await publishInto(folder, serving(3, versions, allocation ? { allocation } : {}));
  const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)], ...options });
  opened.push(prompts);
  return prompts;
}

describe('get', () => {
  test('gives every unit the version that `at` says it had', async () => {
    const prompts = await openWith({ '1.0.0': one, '1.1.0': two }, { allocation: split });
    const shares = (split['*'] ?? []).map(
      ([version, ...slots]): Share => ({ version, digest: version, slots }),
    );
    const differing = [...units(5_000), 'Zoë', '用户-7', ''].filter(
      (unit) => prompts.get('support', { unit }).version !== shareOfUnit(shares, 'support', unit)?.version,
    );
    expect(differing).toEqual([]);
  });

  test('knows a segment by its name or by the attribute that holds it', async () => {
    const prompts = await openWith({ '1.0.0': one, '1.1.0': two }, { allocation: split });
    const of = (segment: string | Record<string, string>) => {
      const { segment: used, propensity } = prompts.get('support', { unit: 'ada', segment });
      return { used, propensity };
    };
    expect(of('enterprise')).toEqual({ used: 'enterprise', propensity: 1 });
    expect(of({ customer_tier: 'enterprise' })).toEqual({ used: 'enterprise', propensity: 1 });
    expect(of({ customer_tier: 'free' })).toEqual({ used: 'free', propensity: 0.5 });
    expect(of('constructor')).toEqual({ used: 'constructor', propensity: 0.5 });
    expect(of({ customer_tier: 'free', plan: 'gold' })).toEqual({ used: '*', propensity: 0.5 });
    expect(of('')).toEqual({ used: '*', propensity: 0.5 });
  });

  test('knows the segment by the one attribute that the prompt is segmented by', async () => {
    await publishInto(
      folder,
      serving(3, { '1.0.0': one, '1.1.0': two }, { allocation: split, segmentBy: 'customer_tier' }),
    );
    const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
    opened.push(prompts);
    const of = (segment: string | Record<string, string>) =>
      prompts.get('support', { unit: 'ada', segment }).segment;
    expect(of({ plan: 'enterprise', customer_tier: 'enterprise' })).toBe('enterprise');
    expect(of({ plan: 'enterprise' })).toBe('*');
    expect(of({ plan: 'enterprise', customer_tier: 'free' })).toBe('free');
    expect(of('enterprise')).toBe('enterprise');
  });

  test('assigns calls without a unit by the weights', async () => {
    let place = 0;
    const random = () => place;
    const prompts = await openWith({ '1.0.0': one, '1.1.0': two }, { allocation: split, random });
    const served = [0, 0.39995, 0.4, 0.8999, 0.9].map((next) => {
      place = next;
      return prompts.get('support').version;
    });
    expect(served).toEqual(['1.0.0', '1.0.0', '1.1.0', '1.1.0', '1.0.0']);
  });

  test('of an unknown prompt says which there are', async () => {
    const prompts = await openWith({ '1.0.0': one });
    expect(() => prompts.get('suport')).toThrow('production serves no prompt "suport". It serves: support.');
    expect(() => prompts.get('constructor')).toThrow('no prompt "constructor"');
  });

  test('links to the file and its form, where the pointer knows them', async () => {
    const main = { repository: 'https://github.com/acme/support', branch: 'main' };
    await publishInto(folder, serving(3, { '1.0.0': one }, { main }));
    const prompts = await openPrompts({ environment: 'production', sources: [directory(folder)] });
    opened.push(prompts);
    expect(prompts.get('support')).toMatchObject({
      source: `https://github.com/acme/support/blob/${COMMIT}/prompts/support.md`,
      edit: 'https://github.com/acme/support/edit/main/prompts/support.md',
    });
  });

  test('gives model, parameters and all that is asked, so that no caller can change it for others', async () => {
    const prompts = await openWith({ '1.0.0': one });
    const { model, parameters, digest, bundle } = prompts.get('support');
    expect({ model, parameters, digest }).toEqual({
      model: one.model,
      parameters: { temperature: 0 },
      digest: digestOf(one),
    });
    expect(bundle).toEqual(one);
    expect(prompts.get('support')).toMatchObject({ source: undefined, edit: undefined });
    expect(() => Object.assign(parameters, { temperature: 1 })).toThrow(TypeError);
    expect(() => bundle.messages.push({ role: 'user', template: 'and more' })).toThrow(TypeError);
  });

  test('names what served in a span as OpenTelemetry does, without the user', async () => {
    const prompts = await openWith({ '1.0.0': one });
    expect(prompts.get('support', { unit: 'ada' }).attributes()).toEqual({
      'gen_ai.prompt.name': 'support',
      'gen_ai.prompt.version': '1.0.0',
      'feature_flag.key': 'support',
      'feature_flag.provider.name': 'prompt-eval-gate',
      'feature_flag.result.variant': '1.0.0',
      'feature_flag.result.reason': 'static',
      'feature_flag.set.id': 'production',
      'feature_flag.version': '3',
      'feature_flag.context.id': createHash('sha256').update('supportada').digest('hex'),
    });
  });
});

describe('render', () => {
  const strict: Bundle = {
    ...one,
    variables: {
      user_message: { type: 'string', 'max-length': 20, required: true },
      tier: { enum: ['free', 'enterprise'], required: false, default: 'free' },
      order: { type: 'string', pattern: '[A-Z]{2}-[0-9]+', required: false },
      count: { type: 'integer', required: false },
    },
  };

  test('enforces what is declared, and names everything that is wrong at once', async () => {
    const prompt = (await openWith({ '1.0.0': strict })).get('support');
    expect(() => prompt.render({ tier: 'gold', order: 'AB-12, and more', count: 1.5 })).toThrow(
      [
        'support 1.0.0 cannot be rendered: the variable `user_message` is missing',
        'the variable `count` is 1.5, not of type integer',
        'the variable `order` is "AB-12, and more", which the pattern [A-Z]{2}-[0-9]+ does not match as a whole',
        'the variable `tier` is "gold", not one of "free", "enterprise"',
      ].join('; '),
    );
    expect(() => prompt.render({ user_message: 'x'.repeat(21) })).toThrow('has 21 characters, more than 20');
    expect(() => prompt.render({ user_message: undefined })).toThrow('`user_message` is missing');
    const values = { user_message: '{{tier}}', tier: null, order: 'AB-12', unused: true };
    expect(prompt.render(values)).toEqual([{ role: 'system', content: '1.0.0: hello {{tier}}' }]);
  });

  const message = (template: string): Bundle['messages'] => [{ role: 'user', template }];
  test.for([
    ['jinja', message('{% for item in items %}{{ item | upper }};{% endfor %}'), 'A;B;'],
    ['handlebars', message('{{#each items}}{{this}};{{/each}}'), 'a;b;'],
    ['f-string', message('{{{items}}}'), '{["a","b"]}'],
    ['none', message('{{items}}'), '{{items}}'],
  ] as const)('works with templates of %s, at once', async ([engine, messages, content]) => {
    const bundle: Bundle = {
      ...one,
      engine,
      messages,
      variables: { items: { required: engine !== 'none' } },
    };
    const prompt = (await openWith({ '1.0.0': bundle })).get('support');
    expect(prompt.render({ items: ['a', 'b'] })).toEqual([{ role: 'user', content }]);
  });

  test('makes several messages of one text where the prompt does', async () => {
    const template =
      '[{"role": "system", "content": "Be kind."}, {"role": "user", "content": {{ items | dump }}}]';
    const messages: Bundle['messages'] = [{ role: 'user', template, splits: 'json' }];
    const bundle: Bundle = { ...one, engine: 'jinja', messages, variables: { items: { required: true } } };
    const prompt = (await openWith({ '1.0.0': bundle })).get('support');
    expect(prompt.render({ items: 'a "b"' })).toEqual([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'a "b"' },
    ]);
  });

  test('fails with a reason where the template cannot use a value', async () => {
    const bundle: Bundle = {
      ...one,
      engine: 'jinja',
      messages: message('{{ user.name }}'),
      variables: { user: { required: true } },
    };
    const prompt = (await openWith({ '1.0.0': bundle })).get('support');
    expect(() => prompt.render({ user: {} })).toThrow(/^support 1\.0\.0 cannot be rendered: .*name/);
  });
});

describe('record', () => {
  const expected = {
    ...{ environment: 'production', prompt: 'support', version: '1.1.0', digest: digestOf(two) },
    ...{ serial: 3, segment: '*', propensity: 0.5, metrics: { resolved: true, cost_usd: 0.25 } },
    unit: createHash('sha256').update('supportuser-1').digest('hex'),
  };
  const unitOf = (prompts: Prompts) =>
    [...Array(100).keys()]
      .map((n) => `user-${n}`)
      .find((unit) => prompts.get('support', { unit }).version === '1.1.0') ?? '';

  test('writes a line of JSON for each, with what an analysis needs and no user', async () => {
    const path = join(folder, 'observations.jsonl');
    const prompts = await openWith({ '1.0.0': one, '1.1.0': two }, { allocation: split, record: path });
    const unit = unitOf(prompts);
    prompts.record(prompts.get('support', { unit }), { resolved: true, cost_usd: 0.25, broken: Number.NaN });
    prompts.record(prompts.get('support', { unit }), { error: true });
    await prompts.close();
    const text = await readFile(path, 'utf8');
    const lines: unknown[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const hashed = createHash('sha256').update(`support${unit}`).digest('hex');
    expect(lines).toEqual([
      {
        ...expected,
        unit: hashed,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        at: expect.stringMatching(/Z$/),
      },
      expect.objectContaining({ metrics: { error: true } }),
    ]);
    expect(text).not.toContain(`"${unit}"`);
  });

  test('has the segment that was named, though one version serves everybody', async () => {
    const seen: Observation[] = [];
    const prompts = await openWith({ '1.0.0': one }, { record: (observation) => seen.push(observation) });
    for (const segment of ['free', { tier: 'free' }, {}, undefined]) {
      prompts.record(prompts.get('support', { segment }), {});
    }
    expect(seen.map(({ segment }) => segment)).toEqual(['free', 'free', '*', '*']);
    expect(prompts.get('support', { segment: 'free' }).reason).toBe('static');
  });

  test('gives each to a function, whose failure is reported and disturbs nobody', async () => {
    const seen: Observation[] = [];
    const prompts = await openWith(
      { '1.0.0': one },
      {
        record(observation) {
          seen.push(observation);
          throw new Error('the queue is full');
        },
      },
    );
    prompts.record(prompts.get('support'), { resolved: true });
    expect(seen).toMatchObject([{ version: '1.0.0', unit: null, propensity: 1 }]);
    expect(prompts.state().problems).toEqual(['observations lost: 1 (the queue is full)']);
  });

  test('waits at the end for a function that is not done, and reports the failure of one that is async', async () => {
    const prompts = await openWith(
      { '1.0.0': one },
      {
        async record() {
          await Promise.resolve();
          throw new Error('the queue is full');
        },
      },
    );
    prompts.record(prompts.get('support'), { resolved: true });
    await prompts.close();
    expect(prompts.state().problems).toEqual(['observations lost: 1 (the queue is full)']);
  });

  test('needs no metrics, and counts what is no prompt as lost', async () => {
    const seen: Observation[] = [];
    const prompts = await openWith({ '1.0.0': one }, { record: (observation) => seen.push(observation) });
    prompts.record(prompts.get('support'));
    prompts.record(prompts.get('support'), null);
    expect(seen).toMatchObject([{ metrics: {} }, { metrics: {} }]);
    const nothing: ServedVersion = JSON.parse('null');
    prompts.record(nothing, { resolved: true });
    expect(seen).toHaveLength(2);
    expect(prompts.state().problems).toEqual([expect.stringMatching(/^observations lost: 1 /)]);
  });
});
