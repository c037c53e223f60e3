import { describe, expect, it } from 'vitest';
import type { Suite } from '../../src/domain/suite.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { caseDigestOf, suiteDigestOf } from '../../src/registry/suite-digest.ts';
import { readSuite } from '../../src/suite/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const CASES = `- description: a refund
  id: refund
  segment: [pro, billing]
  critical: true
  vars: { q: "My money?", tier: pro }
  assert:
    - { type: contains, value: refund }
    - type: assert-set
      threshold: 0.5
      assert: [{ type: icontains, value: sorry }, { type: not-contains, value: "no" }]
- id: hello
  segment: free
  vars: { q: Hi, tier: free }
  assert: [{ type: contains, value: Hello }]
`;

async function read(text: string, name = 'a.tests.yaml'): Promise<Suite> {
  const snapshot = snapshotOf({ 'a.j2': '{{ q }} {{ tier }}', [name]: text });
  return await readSuite({ snapshot, prompt: await readPrompt({ snapshot, path: 'a.j2' }) });
}

const digest = async (text: string, name?: string) => suiteDigestOf(await read(text, name));

describe("a suite's digest", () => {
  it('is that of the canonical JSON of its cases', async () => {
    expect(await digest(CASES)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same wherever and in whatever order the cases and their keys are written', async () => {
    const reordered = `# the shop's
- assert: [{ value: Hello, type: contains }]
  vars: { tier: free, q: Hi }
  segment: free
  id: hello
  description: says hello
- vars: { tier: pro, q: "My money?" }
  segment: [billing, pro]
  critical: true
  id: refund
  metadata: { owner: me }
  assert:
    - { value: refund, type: contains }
    - { type: assert-set, threshold: 0.5, assert: [{ type: icontains, value: sorry }, { type: not-contains, value: "no" }] }
`;
    expect(await digest(reordered)).toBe(await digest(CASES));
    expect(await digest(CASES.replaceAll('\n', '\r\n'))).toBe(await digest(CASES));
    expect(await digest(CASES, 'a.suite.yml')).toBe(await digest(CASES));
  });

  it.each([
    ['variable', 'My money?', 'My cash?'],
    ['id', 'id: hello', 'id: hi'],
    ['assertion', 'value: Hello', 'value: Hallo'],
    ['inner assertion', 'value: sorry', 'value: regret'],
    ['negation', 'not-contains', 'contains'],
    ['threshold of a set', 'threshold: 0.5', 'threshold: 0.6'],
    ['threshold of a case', 'segment: free', 'segment: free\n  threshold: 0.5'],
    ['segment', '[pro, billing]', '[pro]'],
    ['critical mark', 'critical: true', 'critical: false'],
    ['group', 'id: hello', 'id: hello\n  group: greetings'],
  ])('is another one with another %s', async (_, from, to) => {
    expect(await digest(CASES.replace(from, to))).not.toBe(await digest(CASES));
  });
});

it('a case may try out half of a surrogate pair', async () => {
  const trying = (half: string) => digest(CASES.replace('q: Hi', `q: "\\u${half}"`));
  expect(await trying('d83d')).toMatch(/^[0-9a-f]{64}$/);
  expect(await trying('d83d')).not.toBe(await trying('d83e'));
});

describe("a case's digest", () => {
  it('is 16 digits of what it asks and how that is judged, whatever its id', async () => {
    const [before, renamed] = [await read(CASES), await read(CASES.replace('id: hello', 'id: hi'))];
    const digests = (suite: Suite) => suite.cases.map(caseDigestOf);
    expect(digests(renamed)).toEqual(digests(before));
    expect(digests(await read(CASES.replace('id: hello', 'group: greetings')))).toEqual(digests(before));
    expect(digests(before)[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(digests(await read(CASES.replace('q: Hi', 'q: Ho')))[1]).not.toBe(digests(before)[1]);
  });
});
