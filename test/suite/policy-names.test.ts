import { expect, test } from 'vitest';
import type { PromptEntry } from '../../src/domain/policy.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { unknownNames } from '../../src/suite/policy-names.ts';
import { readSuite } from '../../src/suite/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const SUITE = `tests:
  - { vars: { question: Who?, tier: pro }, metadata: { topic: money }, assert: [{ type: contains, value: Ann }] }
  - { vars: { question: What?, tier: free }, metadata: { topic: money }, assert: [{ type: contains, value: Bob }] }
`;

async function unknown(says: Omit<PromptEntry, 'kind' | 'path'>) {
  const snapshot = snapshotOf({ 'ask.md': '{{question}} {{tier}}', 'ask.suite.yml': SUITE });
  const entry: PromptEntry = { kind: 'entry', path: 'ask.md', segmentBy: ['vars.tier'], ...says };
  const prompt = await readPrompt({ snapshot, path: 'ask.md' });
  const { cases, path } = await readSuite({ snapshot, prompt, entry });
  return unknownNames(cases, entry, path).map(({ key, error }) => [key, error.message]);
}

test('a name that some case has is known', async () => {
  expect(await unknown({ traffic: { pro: 0.5, free: 0.5 }, groupBy: 'metadata.topic' })).toEqual([]);
  expect(await unknown({})).toEqual([]);
});

test('every name that no case has is told, with its place and what was meant', async () => {
  const places = { 'traffic.fre': { path: 'policy.yml', line: 3, column: 5 } };
  const told = await unknown({
    traffic: { prro: 0.5, fre: 0.5 },
    groupBy: 'metadata.topik',
    places,
  });
  expect(told).toEqual([
    [
      'traffic.prro',
      expect.stringContaining('names the segment "prro", which no case is in. Did you mean "pro"?'),
    ],
    [
      'traffic.fre',
      expect.stringMatching(/^policy\.yml:3:5: .*Did you mean "free"\? There are pro, free\.$/),
    ],
    ['group-by', expect.stringContaining('No case has `metadata.topik`')],
  ]);
});
