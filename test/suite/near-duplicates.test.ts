import { describe, expect, it } from 'vitest';
import { readPrompt } from '../../src/prompt/read.ts';
import { noticeSentence } from '../../src/report/telling/notices.ts';
import { readSuite } from '../../src/suite/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

/** Each on a line of its own, from the first line on. */
async function alike(
  tests: readonly { question: string; context?: string; group?: string }[],
): Promise<string[]> {
  const lines = tests.map(({ question, context = '', group }) =>
    JSON.stringify({
      vars: { question, context },
      assert: [{ type: 'contains', value: 'x' }],
      ...(group && { group }),
    }),
  );
  const snapshot = snapshotOf({
    'ask.md': '{{context}} {{question}}',
    'ask.suite.jsonl': `${lines.join('\n')}\n`,
  });
  const { notices } = await readSuite({ snapshot, prompt: await readPrompt({ snapshot, path: 'ask.md' }) });
  return notices.filter(({ code }) => code === 'cases-alike').map(noticeSentence);
}

const QUESTIONS = [
  'How do I reset the password of my account?',
  'Which regions can a cluster be restored to?',
  'Why was my invoice in March so much larger than before?',
  'Can a trial be extended by another two weeks?',
  'The webhook stopped firing after we rotated our keys.',
  'What happens to snapshots when a project is deleted?',
  'Please explain replication lag to somebody from sales.',
  'Is there a limit on how many tokens one user may have?',
  'We would like to pay by bank transfer instead of by card.',
];

describe('cases with nearly the same text', () => {
  it('are named with their lines where no group holds them together', async () => {
    const questions = [
      ...QUESTIONS,
      'How do I reset the password of my old account?',
      'Which regions could a cluster be restored to?',
      'So how do I reset the password of my account?',
    ];
    const [sentence] = await alike(questions.map((question) => ({ question })));
    expect(sentence).toContain(
      '5 cases have nearly the same text as another and no common `group:` (ask.suite.jsonl:1, 10, 12, and 1 more family)',
    );
  });

  it('are told no more once they have one group', async () => {
    const [first = '', ...others] = QUESTIONS;
    const family = [first, `${first} Please!`].map((question) => ({ question, group: 'password' }));
    expect(await alike([...family, ...others.map((question) => ({ question }))])).toEqual([]);
  });

  it('are not those that only share a document or a phrase with most of the others', async () => {
    const context = `${QUESTIONS.join(' ')} The same handbook for all.`;
    expect(await alike(QUESTIONS.map((question) => ({ question, context })))).toEqual([]);
    const tiers = Array.from({ length: 40 }, (_, index) => ({
      question: `number ${index}`,
      context: `a customer of the tier ${index < 20 ? 'enterprise' : 'standard'}`,
    }));
    expect(await alike(tiers)).toEqual([]);
    const phrase = 'Thank you for your help with this matter; here is what I wanted to ask you about: ';
    expect(await alike(QUESTIONS.map((question) => ({ question: phrase + question })))).toEqual([]);
    expect(
      await alike(
        Array.from({ length: 40 }, (_, index) => ({ question: `Where do I find backup number ${index}?` })),
      ),
    ).toEqual([]);
  });
});
