import { describe, expect, it } from 'vitest';
import type { PromptEntry } from '../../src/domain/policy.ts';
import type { Case, Suite } from '../../src/domain/suite.ts';
import { readPrompt } from '../../src/prompt/read.ts';
import { noticeSentence } from '../../src/report/telling/notices.ts';
import { withGroupsOfBase } from '../../src/suite/groups.ts';
import { readSuite } from '../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../kit/snapshot.ts';

async function read(
  suite: string,
  entry?: Omit<PromptEntry, 'kind' | 'path'>,
  name = 'ask.suite.yml',
): Promise<Suite> {
  const snapshot = snapshotOf({ 'ask.md': '{{question}} {{tier}}', [name]: suite });
  const prompt = await readPrompt({ snapshot, path: 'ask.md' });
  return readSuite({ snapshot, prompt, entry: entry && { kind: 'entry', path: 'ask.md', ...entry } });
}

const groupsOf = ({ cases }: { cases: readonly Case[] }) => cases.map(({ group }) => group);

/** One test of a suite; what is added comes before its assertion. */
const line = (question: string, more = '') =>
  `- { vars: { question: ${question}, tier: a }, ${more}assert: [{ type: contains, value: x }] }\n`;

describe('the group of a case', () => {
  it('is stated in the case or in its metadata; without either it is a unit of its own', async () => {
    const suite =
      line('refund?', 'group: refund, metadata: { group: other }, ') +
      line('money?', 'metadata: { group: refund }, ') +
      line('seven?', 'group: 7, ') +
      line('hello?') +
      line('tags?', 'metadata: { group: [many, tags] }, ');
    expect(groupsOf(await read(suite))).toEqual(['refund', 'refund', '7', undefined, undefined]);
  });

  it('is what the policy’s `group-by` names, and then nothing else', async () => {
    const suite =
      line('refund?', 'metadata: { topic: money }, group: a, ') +
      line('pay?', 'metadata: { topic: money }, group: b, ') +
      line('hello?', 'group: c, ');
    expect(groupsOf(await read(suite, { groupBy: 'metadata.topic' }))).toEqual(['money', 'money', undefined]);
  });

  it('is a column of a CSV file', async () => {
    const csv = 'question,tier,__group,__expected\na,x,first,1\nb,x,first,1\nc,x,,1\n';
    expect(groupsOf(await read(csv, undefined, 'ask.suite.csv'))).toEqual(['first', 'first', undefined]);
  });

  it('is refused where it names nothing, with what was meant', async () => {
    expect(await mistakesOf(read(line('refund?', 'group: " ", ')))).toContain(
      'ask.suite.yml:1:3: `group` is empty',
    );
  });
});

describe('a list of values in one test', () => {
  const tests = (count: number) =>
    Array.from({ length: count }, (_, index) => line(`[one ${index}, other ${index}]`)).join('');

  it('makes a family of the cases into which it is multiplied', async () => {
    const { cases } = await read(tests(10));
    expect(new Set(groupsOf({ cases })).size).toBe(10);
    expect(cases[0]?.group).toBe(cases[1]?.group);
    expect(cases[1]?.group).not.toBe(cases[2]?.group);
  });

  it('is named so that a longer list is the same family', async () => {
    const [before] = groupsOf(await read(line('[one, other]') + tests(9)));
    expect(groupsOf(await read(line('[one, other, more]') + tests(9))).slice(0, 3)).toEqual([
      before,
      before,
      before,
    ]);
  });

  it('holds the questions of a segment that has too few tests to be judged by families', async () => {
    expect(groupsOf(await read(tests(9)))).toEqual(Array(18).fill(undefined));
  });

  it('leaves the group that the test states', async () => {
    expect(new Set(groupsOf(await read(line('[one, other]', 'group: mine, ') + tests(9))))).toContain('mine');
  });
});

describe('the groups of a pull request', () => {
  it('wait for the merge: a case of the base is in the group in which the base has it', async () => {
    const before = await read(line('a') + line('b', 'group: x, ') + line('c', 'id: c, '));
    const after = await read(
      line('a', 'group: all, ') +
        line('b', 'group: all, ') +
        line('c', 'id: renamed, group: all, ') +
        line('d', 'group: all, '),
    );
    const { suite, notices } = withGroupsOfBase(after, before);
    expect(groupsOf(suite)).toEqual([undefined, 'x', undefined, 'all']);
    const segments = [{ name: 'all', before: 4, after: 1 }];
    expect(notices).toEqual([{ code: 'cases-regrouped', path: 'ask.suite.yml', cases: 3, segments }]);
    expect(notices.map(noticeSentence)).toEqual([
      'This pull request puts 3 cases of ask.suite.yml into other groups. The verdict follows the groups of the base; the new ones count once merged: all then has 1 family instead of 4, and can show less.',
    ]);
  });
});
