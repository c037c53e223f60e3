import { describe, expect, test } from 'vitest';
import { withoutRepeats } from '../../../src/domain/notice.ts';
import { noticeSentence, publishedNotice } from '../../../src/report/telling/notices.ts';

test('what is published has the code, the facts, the gravity and the sentence', () => {
  const segments = [
    { name: 'enterprise', cases: 50, removed: 12, replaced: 0, loosened: 3 },
    { name: 'premium', cases: 1, removed: 0, replaced: 0, loosened: 1 },
  ];
  const facts = { path: 'evals/support.yml', segments, stillAsked: false };
  expect(publishedNotice({ code: 'suite-weakened', ...facts })).toEqual({
    code: 'suite-weakened',
    ...facts,
    gravity: 'alarm',
    text: 'This pull request weakens the suite evals/support.yml. enterprise: 12 of 50 cases removed, 3 loosened; premium: 1 of 1 case loosened.',
  });
});

test('many segments are counted instead of named', () => {
  const segments = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(noticeSentence({ code: 'cases-added', path: 's.yml', cases: 7, segments })).toContain(
    'adds 7 cases (6 segments) to s.yml',
  );
  const saved = segments.map((name) => ({ name, spared: 2, cases: 30 }));
  expect(noticeSentence({ code: 'answers-saved', answers: 24, segments: saved })).toContain(
    '2 of e, whose figures stand on 30 cases; and some of 1 more segment)',
  );
  const missing = segments.map((name, index) => ({ name, missing: 10 - index }));
  const limit = { path: 'a.md', cause: 'The money is spent.', missing: 45, answers: 200, segments: missing };
  expect(noticeSentence({ code: 'answers-missing', standsOn: 'first-look', ...limit })).toBe(
    'The money is spent. `a.md`: 45 of 200 answers are missing (10 in a, 9 in b, 8 in c, 7 in d, 6 in e and 5 in 1 more segment). The verdict stands on the cases of the first look.',
  );
});

test('what was probably meant is part of the sentence', () => {
  const entry = { path: 'suport.md', place: 'policy.yml:3:11' };
  expect(noticeSentence({ code: 'entry-without-prompt', ...entry, meant: 'support.md' })).toBe(
    'policy.yml:3:11 names suport.md, which is not there. Did you mean "support.md"? Correct the path, or take it out of `prompts:`.',
  );
  expect(noticeSentence({ code: 'entry-without-prompt', ...entry, meant: null })).not.toContain('Did you');
});

test('what an API has no word for is listed', () => {
  expect(
    noticeSentence({
      code: 'parameters-left-out',
      api: 'Anthropic',
      parameters: ['`seed`', '`presence_penalty`', '`json_object` without a schema'],
    }),
  ).toBe('Anthropic has no `seed`, no `presence_penalty`, no `json_object` without a schema: left out.');
});

test('the judges that a suite names are quoted and shortened', () => {
  const named = ['openai:gpt-4o', 'a\u202eb', ...'cdefg'];
  const sentence = noticeSentence({ code: 'judge-of-suite-not-used', role: 'judge', named, model: 'm' });
  expect(sentence).toBe(
    "The suite names “openai:gpt-4o”, “a⟨U+202E⟩b”, “c”, “d”, “e” and 2 more as judge. That is the policy's to say (`judge.model`), and it is `m`.",
  );
});

test('the same notice twice is one', () => {
  const repeat = { code: 'repeat-not-read', setting: 'options.repeat' } as const;
  const other = { ...repeat, setting: 'evaluateOptions.repeat' };
  expect(withoutRepeats([repeat, other, { ...repeat }])).toEqual([repeat, other]);
});

describe('a setting that is edited', () => {
  const told = (key: string) => {
    const edits = [{ key, from: null, to: '20%' }];
    return noticeSentence({ code: 'policy-edited', path: 'policy.yml', edits, more: 0 });
  };

  test('is named whole where it is of a segment of one prompt', () => {
    const key = 'prompts[prompts/support.md].segments.enterprise.cost.max-cost-increase';
    expect(told(key)).toContain(`(policy.yml): \`${key}\` from not set to \`20%\`. `);
  });

  test('shows its prompt and its last part however long it is', () => {
    const key = `prompts[prompts/support.md].segments.${'long'.repeat(100)}.cost.max-cost-increase`;
    const [, shown = ''] = told(key).match(/`([^`]*)` from not set/) ?? [];
    expect(shown).toMatch(/^prompts\[prompts\/support\.md\]\..*….*\.cost\.max-cost-increase$/);
    expect(shown).toHaveLength(80);
    const lowered = [{ prompt: null, segment: null, key, from: 'off', to: '20%' }];
    const facts = { path: 'policy.yml', edits: [], more: 0, lowered };
    expect(noticeSentence({ code: 'policy-edited', ...facts })).toContain('.max-cost-increase` from off');
  });
});
