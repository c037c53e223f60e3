import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/schema.ts';
import type { PromptState } from '../../src/domain/registry-state.ts';
import { policyOfPrompt } from '../../src/registry/policy-of-prompt.ts';

const config = parseConfig(
  `prompts:
  - { path: a.md, gate: { min-effect: 2 } }
  - { path: b.md, name: helper, gate: { min-effect: 3 } }
`,
  'c.yml',
);

/** A prompt whose versions came from these paths. */
function promptFrom(...paths: string[]): PromptState {
  const source = {
    commit: 'c',
    tokens: null,
    author: 'a',
    owner: null,
    pullRequest: null,
    change: '',
    description: null,
    tags: [],
  };
  const versions = paths.map((path, index) => {
    const version = `1.${index}.0`;
    const nothing = { raised: null, because: [], archived: false, evidence: [], judgements: [], served: {} };
    return [version, { version, digest: 'd', at: '', ...nothing, source: { ...source, path } }] as const;
  });
  return { versions: Object.fromEntries(versions), onMain: null, environments: {} };
}

const minEffect = (name: string, prompt: PromptState | undefined, version?: string) =>
  policyOfPrompt(config, { name, prompt, version }).gate.minEffect;

test('a prompt of the registry has the rules of the entry with its name', () => {
  expect(minEffect('helper', promptFrom('a.md'))).toBe(0.03);
});

test('or else of the entry of the path that its version came from', () => {
  expect(minEffect('a', promptFrom('old.md', 'a.md'))).toBe(0.02);
  expect(minEffect('a', promptFrom('a.md', 'new.md'), '1.0.0')).toBe(0.02);
  expect(minEffect('a', promptFrom('a.md', 'new.md'), '1.1.0')).toBe(0);
});

test('an entry with another name is another prompt’s', () => {
  expect(minEffect('other', promptFrom('b.md'))).toBe(0);
  expect(minEffect('other', undefined)).toBe(0);
});
