import { describe, expect, test } from 'vitest';
import { concernsPrompt, entriesOf, namingsOf } from '../../src/change/naming.ts';
import { parseConfig } from '../../src/config/schema.ts';

const policy = (text: string) => parseConfig(text, 'policy.yml');
const PATH = 'a.md';
const same = { path: PATH, baselinePath: PATH };
const namings = (of: { base: string; since?: string; head: string }) =>
  namingsOf({ config: policy(of.base), proposed: policy(of.head), since: policy(of.since ?? of.base) }, []);

describe('where the base edited the policy too since the branch began', () => {
  const began = 'prompts: [{ path: a.md, model: one, suite: a.yml }]\nmodels: { x: "openai:one" }\n';

  test('what the branch left as it was is as the base has it by now', () => {
    const base = began.replaceAll('one', 'two');
    const head = `${began}gate: { alpha: 0.1 }\n`;
    const merged = namings({ base, since: began, head });
    expect(entriesOf(same, merged).candidate).toMatchObject({ model: 'two', suite: 'a.yml' });
    expect(concernsPrompt(PATH, merged)).toBe(false);
  });

  test('both edits count, each for what it changed', () => {
    const base = began.replace('a.yml', 'b.yml');
    const head = began.replace('model: one', 'model: three');
    const merged = namings({ base, since: began, head });
    expect(entriesOf(same, merged)).toMatchObject({
      baseline: { model: 'one', suite: 'b.yml' },
      candidate: { model: 'three', suite: 'b.yml' },
    });
    expect(concernsPrompt(PATH, merged)).toBe(true);
  });
});

describe('addresses and keys', () => {
  const host = 'base-url: "https://models.example/v1", key-variable: OUR_API_KEY';
  const base = `models: { x: { provider: openai, model: one, ${host} } }\n`;

  test('stay those of the base, whatever the head says of them', () => {
    const head =
      'models: { x: { provider: openai, model: two, base-url: "https://elsewhere.example/v1" } }\n';
    const { candidate, ownModels } = namings({ base, head });
    expect(candidate.models.x).toEqual({
      ...{ provider: 'openai', model: 'two' },
      ...{ baseUrl: 'https://models.example/v1', keyVariable: 'OUR_API_KEY' },
    });
    expect(ownModels).toEqual({});
  });

  test('are not lent to another provider; what the head names then is its own', () => {
    const { candidate, ownModels } = namings({ base, head: 'models: { x: "anthropic:claude-opus-4-6" }\n' });
    expect(candidate.models.x).toEqual({ provider: 'anthropic', model: 'claude-opus-4-6' });
    expect(Object.keys(ownModels)).toEqual(['x']);
  });
});

describe('an entry that the head takes out', () => {
  const base = 'prompts: ["*.md", { path: a.md, model: one, segment-by: vars.tier }]\n';

  test('leaves the prompt to its own model where a glob goes on watching it, in the segments of the base', () => {
    const { candidate } = entriesOf(same, namings({ base, head: 'prompts: ["*.md"]\n' }));
    expect(candidate?.model).toBeUndefined();
    expect(candidate?.segmentBy).toEqual(['vars.tier']);
  });

  test('is asked as the base has it where nothing would watch the prompt any more', () => {
    const merged = namings({ base, head: 'prompts: ["b.md"]\n' });
    expect(entriesOf(same, merged).candidate?.model).toBe('one');
    expect(merged.watch.watches(PATH)).toBe(true);
  });
});

test('a renamed prompt keeps the segments of the base, under the entry that the head gives its new name', () => {
  const base = 'prompts: [{ path: a.md, model: one, segment-by: vars.tier }]\n';
  const head = 'prompts: [{ path: b.md, model: two }]\n';
  const entries = entriesOf({ path: 'b.md', baselinePath: PATH }, namings({ base, head }));
  expect(entries).toMatchObject({
    baseline: { model: 'one', segmentBy: ['vars.tier'] },
    candidate: { model: 'two', segmentBy: ['vars.tier'] },
  });
});
