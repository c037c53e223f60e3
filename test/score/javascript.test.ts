import { describe, expect, it } from 'vitest';
import { checkAssertions } from '../../src/score/check-assertions.ts';
import { insteadOfJavaScript } from '../../src/score/javascript.ts';
import { scoreAnswer } from '../../src/score/score.ts';
import { answerOf, assertionOf, caseOf } from '../kit/scoring.ts';

describe('what to write instead of a JavaScript expression', () => {
  it.each([
    [`output.includes('x')`, { type: 'contains', value: 'x' }],
    [`return !output.includes("x y");`, { type: 'not-contains', value: 'x y' }],
    [`output.toLowerCase().includes('yes')`, { type: 'icontains', value: 'yes' }],
    ['output.includes(context.vars.name)', { type: 'contains', value: '{{name}}' }],
    [`output.includes('a') || output.includes('b')`, { type: 'contains-any', value: ['a', 'b'] }],
    [
      `output.toLowerCase().includes('a') && output.toLowerCase().includes('b')`,
      { type: 'icontains-all', value: ['a', 'b'] },
    ],
    [`!output.includes('a') && !output.includes('b')`, { type: 'not-contains-any', value: ['a', 'b'] }],
    [`output.startsWith('{')`, { type: 'starts-with', value: '{' }],
    [`output === 'yes'`, { type: 'equals', value: 'yes' }],
    [`output.trim().toLowerCase() === 'yes.'`, { type: 'regex', value: '(?i)^\\s*yes\\.\\s*$' }],
    ['output.length <= 280 ? 1 : 0', { type: 'regex', value: '(?s)^.{0,280}$' }],
    ['output.length > 0', { type: 'regex', value: '(?s)^.{1}' }],
    [`output.split(' ').length < 50`, { type: 'word-count', value: { max: 49 } }],
    ['/^ok\\b/i.test(output)', { type: 'regex', value: '(?i)^ok\\b' }],
    [
      `JSON.parse(output).a.b === 'c'`,
      {
        type: 'is-json',
        value: {
          type: 'object',
          required: ['a'],
          properties: { a: { type: 'object', required: ['b'], properties: { b: { const: 'c' } } } },
        },
      },
    ],
  ])('%s', (code, instead) => {
    expect(insteadOfJavaScript(code)).toEqual(instead);
  });

  it.each([
    'file://check.js',
    '1 / (output.length + 1)',
    `output.includes('a') && output.length < 5`,
    `!output.includes('a') || !output.includes('b')`,
    `output.toLowerCase().includes('NEVER')`,
    `output.length < 180 ? 1 : 0.5`,
    'output.length < 5000',
    `JSON.parse(output).a === other`,
    `output.includes('a'`.repeat(200),
  ])('nothing for %s', (code) => {
    expect(insteadOfJavaScript(code)).toBeNull();
  });

  it('says the same as the expression does', async () => {
    const answers = ['', 'yes', 'Yes.', ' yes. ', 'a b', '{"a":{"b":"c"}}', 'x'.repeat(281)];
    const expressions: [string, (output: string) => boolean][] = [
      [`output.includes('a')`, (output) => output.includes('a')],
      [`output.trim().toLowerCase() === 'yes.'`, (output) => output.trim().toLowerCase() === 'yes.'],
      ['output.length <= 280', (output) => output.length <= 280],
      ['output.length > 3', (output) => output.length > 3],
      [
        `output.includes('y') || output.includes('b')`,
        (output) => output.includes('y') || output.includes('b'),
      ],
    ];
    for (const [code, meant] of expressions) {
      const { type = '', value = null } = insteadOfJavaScript(code) ?? {};
      for (const output of answers) {
        const { passed } = await scoreAnswer(answerOf(output), caseOf([assertionOf(type, { value })]));
        expect([code, output, passed]).toEqual([code, output, meant(output)]);
      }
    }
  });

  it('is named where the assertion is refused', () => {
    const told = checkAssertions(
      caseOf([assertionOf('javascript', { value: `output.toLowerCase().includes("y")` })]),
    );
    expect(told[0]?.message).toBe(
      'evals/support.yml:7:9: `javascript` runs code of the suite, which is not supported. Write `- { type: icontains, value: "y" }` instead.',
    );
  });
  it('is a script for a file', () => {
    const told = checkAssertions(caseOf([assertionOf('javascript', { value: 'file://checks/a.js:tone' })]));
    expect(told[0]?.message).toContain('write `- { type: script, value: "checks/a.js" }`');
  });

  it('is nothing for what every answer passes', () => {
    const told = checkAssertions(caseOf([assertionOf('javascript', { value: '1 / (output.length + 1)' })]));
    expect(told[0]?.message).toContain('Leave it out: every answer passes it.');
  });
});
