import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/base/errors.ts';
import type { PromptEntry } from '../../src/domain/policy.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { suiteReader } from '../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

type Files = Record<string, string>;

const SUITE = 'p/cases.yml';
const CASES = `tests:
  - { vars: { question: Who? }, segment: a, assert: [{ type: contains, value: Ann }] }
  - { vars: { question: file://texts/*.txt }, segment: b, assert: [{ type: contains, value: Bob }] }
`;
const FILES: Files = {
  'p/ask.md': '{{question}}',
  'p/tell.md': 'Tell: {{question}}',
  [SUITE]: CASES,
  'p/texts/one.txt': 'One?',
};

/** Reads the suite of a prompt at revisions, one after the other, with one reader. */
async function readAt(revisions: (Files | Snapshot)[], entry: Partial<PromptEntry> = {}, path = 'p/ask.md') {
  const read = suiteReader();
  const suites = [];
  for (const revision of revisions) {
    const snapshot = isSnapshot(revision) ? revision : snapshotOf(revision);
    const prompt = await readPrompt({ snapshot, path });
    suites.push(await read({ snapshot, prompt, entry: { kind: 'entry', path, suite: SUITE, ...entry } }));
  }
  return suites;
}

const isSnapshot = (revision: Files | Snapshot): revision is Snapshot => typeof revision.read === 'function';

describe('a suite is parsed and built once', () => {
  test('for two revisions at which its files are the same, whatever else changed', async () => {
    const [before, after] = await readAt([
      FILES,
      { ...FILES, 'p/ask.md': 'Please: {{question}}', 'a.md': '' },
    ]);
    expect(after).toBe(before);
  });

  test('without a further reading of a commit whose blobs are the same', async () => {
    const idOf = (text = '') => createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');
    const commit: Snapshot = {
      ...snapshotOf(FILES),
      revision: 'f'.repeat(40),
      blob: async (path) => idOf(FILES[path]),
      read: async (path) => {
        if (path === SUITE || path === 'p/texts/one.txt') throw new Error(`${path} is read`);
        return FILES[path];
      },
    };
    const [before, after] = await readAt([FILES, commit]);
    expect(after).toBe(before);
  });

  test('for two prompts that share it', async () => {
    const read = suiteReader();
    const snapshot = snapshotOf(FILES);
    const suiteOf = async (path: string) =>
      read({
        snapshot,
        prompt: await readPrompt({ snapshot, path }),
        entry: { kind: 'entry', path, suite: SUITE },
      });
    expect(await suiteOf('p/tell.md')).toBe(await suiteOf('p/ask.md'));
  });

  test('for all prompts of a promptfoo config, unless its cases name some of them', async () => {
    const suitesOf = async (suite: string) => {
      const snapshot = snapshotOf({
        'promptfooconfig.yaml': `prompts: [file://one.txt, file://two.txt]\nproviders: [openai:gpt-4.1-mini]\n${suite}`,
        'one.txt': 'One: {{question}}',
        'two.txt': 'Two: {{question}}',
        'texts/one.txt': 'One?',
      });
      const read = suiteReader();
      const suites = [];
      for (const part of [0, 1]) {
        const prompt = await readPrompt({ snapshot, path: 'promptfooconfig.yaml', part });
        suites.push(await read({ snapshot, prompt }));
      }
      return suites;
    };
    const [one, two] = await suitesOf(CASES);
    expect(two).toBe(one);
    const [named, other] = await suitesOf(CASES.replace('{ vars', '{ prompts: [one.txt], vars'));
    expect(named?.cases).toHaveLength(2);
    expect(other?.cases).toHaveLength(1);
  });

  test('also where both are asked for at the same time', async () => {
    const read = suiteReader();
    const snapshot = snapshotOf(FILES);
    const prompt = await readPrompt({ snapshot, path: 'p/ask.md' });
    const request = { snapshot, prompt, entry: { kind: 'entry', path: 'p/ask.md', suite: SUITE } } as const;
    const [one, other] = await Promise.all([read(request), read(request)]);
    expect(other).toBe(one);
  });

  test.each([
    ['the suite', { [SUITE]: CASES.replace('Ann', 'Eve') }],
    ['a file that it names', { 'p/texts/one.txt': 'Another?' }],
    ['a further file that its pattern matches', { 'p/texts/two.txt': 'Two?' }],
    [
      'a file that comes before the one that it names',
      { 'texts/one.txt': 'Of the root?', 'p/texts/one.txt': '' },
    ],
  ])('but anew where another revision has otherwise: %s', async (_, changed) => {
    const [alone] = await readAt([{ ...FILES, ...changed }]);
    const [before, after] = await readAt([FILES, { ...FILES, ...changed }]);
    expect(after).toEqual(alone);
    expect(after).not.toEqual(before);
  });

  test('but anew for another way to group its cases', async () => {
    const read = suiteReader();
    const snapshot = snapshotOf(FILES);
    const prompt = await readPrompt({ snapshot, path: 'p/ask.md' });
    const segmentsBy = async (segmentBy: string[]) => {
      const entry = { kind: 'entry', path: 'p/ask.md', suite: SUITE, segmentBy } as const;
      return (await read({ snapshot, prompt, entry })).cases.map(({ segments }) => segments);
    };
    expect(await segmentsBy(['vars.question'])).not.toEqual(await segmentsBy([]));
  });

  test('and is not taken from a revision that may not be read', async () => {
    const unreadable: Snapshot = {
      ...snapshotOf(FILES),
      read: async (path) => {
        if (path === SUITE) throw new ConfigurationError('This is a symbolic link, which is not followed.');
        return FILES[path];
      },
    };
    expect(await mistakesOf(readAt([FILES, unreadable]))).toContain('symbolic link');
  });
});
