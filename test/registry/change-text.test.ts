import { describe, expect, test } from 'vitest';
import { changeTextOf } from '../../src/registry/change-text.ts';
import { ownerOf } from '../../src/registry/codeowners.ts';

describe('what a commit says of a change', () => {
  test.for([
    ['Answer in the language of the question', null, 'Answer in the language of the question'],
    ['Shorter answers (#12)\n\n* wip\n* wip', 12, 'Shorter answers'],
    ['Merge pull request #7 from acme/tone\n\nA friendlier tone', 7, 'A friendlier tone'],
    ['Shorter answers (#12)\n\nPrompt-Change: Answers have two sentences', 12, 'Answers have two sentences'],
    ['One\u0007 two', null, 'One two'],
  ] as const)('%s', ([message, pullRequest, change]) => {
    expect(changeTextOf([message])).toEqual({ pullRequest, change, atLeast: null });
  });

  test('the trailer of a merged commit counts; of several the highest', () => {
    const texts = [
      'Merge pull request #7 from acme/tone\n\nTone',
      'a\n\nPrompt-Version: minor',
      'b\n\nprompt-version: Major',
    ];
    expect(changeTextOf(texts)).toMatchObject({ pullRequest: 7, atLeast: 'major' });
  });
});

describe('owners', () => {
  const file = `# everybody
*            @acme/all
/prompts/    @acme/prompts  lead@acme.test # the team
prompts/support.md @acme/support
*.txt
docs/*       @acme/docs
`;
  test.for([
    ['prompts/a.prompt.yml', '@acme/prompts lead@acme.test'],
    ['prompts/support.md', '@acme/support'],
    ['src/prompts/a.md', '@acme/all'],
    ['notes.txt', null],
    ['docs/a.md', '@acme/docs'],
    ['docs/a/b.md', '@acme/all'],
  ] as const)('%s', ([path, owner]) => {
    expect(ownerOf(path, file)).toBe(owner);
  });
});
