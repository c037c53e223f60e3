import { describe, expect, it } from 'vitest';
import { checkAllAssertions, checkAssertions } from '../../src/score/check-assertions.ts';
import type { CheckContext } from '../../src/score/kind.ts';
import { assertionKinds } from '../../src/score/kinds.ts';
import { refusedKinds } from '../../src/score/refused.ts';
import { assertionOf, caseOf, complaints } from '../kit/scoring.ts';

const fine = assertionOf('contains', { value: 'x' });

describe('checkAssertions', () => {
  it('has nothing to say about a case that is stated rightly', () => {
    const set = assertionOf('assert-set', { threshold: 0.5, assertions: [fine, assertionOf('is-json')] });
    expect(checkAssertions(caseOf([fine, set, assertionOf('not-regex', { value: 'a|b' })], 0.7))).toEqual([]);
  });

  it('names an unknown type with its place, and what was probably meant', () => {
    expect(complaints('contians', { value: 'x' })).toBe(
      'evals/support.yml:7:9: `contians` is no known assertion. Did you mean "contains"?',
    );
    expect(complaints('not-icontain', { value: 'x' })).toContain('`not-icontain` is no known assertion.');
    expect(complaints('frobnicate')).toContain('docs/assertions.md');
    expect(complaints('constructor')).toContain('is no known assertion.');
    expect(complaints('__proto__')).toContain('is no known assertion.');
  });

  it.each([
    ['python', 'runs code of the suite'],
    ['webhook', 'sends answers to another server'],
    ['llm-rubric', 'asks a model to judge'],
    ['not-llm-rubric', 'asks a model to judge'],
    ['similar', 'needs embeddings, and no model is set up'],
    ['context-recall', 'asks a model in a way that is not supported'],
    ['trajectory:tool-used', 'needs a trace of an agent'],
    ['perplexity', 'needs the probability of every token'],
    ['select-best', 'asks a model to judge'],
    ['max-score', 'compares the answers of several prompts'],
    ['moderation', 'needs a service'],
  ])('refuses promptfoo’s %s by name, and says what to do instead', (type, reason) => {
    expect(complaints(type, { value: 'x' })).toMatch(/^evals\/support\.yml:7:9: `/);
    expect(complaints(type, { value: 'x' })).toContain(reason);
  });

  it('no kind is both judged and refused', () => {
    for (const type of assertionKinds.keys()) expect(refusedKinds.has(type)).toBe(false);
  });

  it('reports all mistakes of a case at once, those inside a set too', () => {
    const set = assertionOf('assert-set', {
      assertions: [assertionOf('regex', { value: '(' }), assertionOf('nonsense'), fine],
    });
    const messages = checkAssertions(caseOf([assertionOf('contains'), set])).map(({ message }) => message);
    expect(messages).toHaveLength(3);
    expect(messages.join('\n')).toMatch(/`contains` needs[\s\S]*`regex` is not[\s\S]*`nonsense` is no/);
  });

  it('refuses a case that every answer would pass', () => {
    expect(checkAssertions(caseOf([])).map(({ message }) => message)).toEqual([
      'evals/support.yml:3:5: this case has no assertions, so every answer would pass. ' +
        'Add an `assert:` here or under `defaultTest:`; in a GitHub Models file, `evaluators:`.',
    ]);
    expect(checkAssertions(caseOf([{ ...fine, weight: 0 }]))[0]?.message).toContain('has weight 0');
    expect(complaints('assert-set', { assertions: [] })).toContain('this assert-set has no assertions');
  });

  it.each([-0.1, 1.5, 50, Number.NaN])('refuses %d as threshold of a case or a set', (threshold) => {
    expect(checkAssertions(caseOf([fine], threshold))[0]?.message).toContain('between 0 and 1');
    expect(complaints('assert-set', { assertions: [fine], threshold })).toContain(`threshold`);
  });

  it('refuses a set inside a set, and the negation of a set', () => {
    const inner = assertionOf('assert-set', { assertions: [fine] });
    expect(complaints('assert-set', { assertions: [inner] })).toContain(
      'cannot be inside another `assert-set`',
    );
    expect(complaints('not-assert-set', { assertions: [fine] })).toContain(
      'Put `not-` before the assertions inside the set.',
    );
  });

  it('refuses weights that have no sum', () => {
    const huge = { ...fine, weight: 1e308 };
    expect(checkAssertions(caseOf([huge, fine]))).toEqual([]);
    expect(checkAssertions(caseOf([huge, huge]))[0]?.message).toContain('too large to be added up');
    const set = { ...fine, type: 'assert-set', assertions: [huge, huge] };
    expect(checkAssertions(caseOf([set]))[0]?.message).toContain('too large to be added up');
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d as weight', (weight) => {
    expect(complaints('contains', { value: 'x', weight })).toContain('A weight is 0 or more.');
  });
});

it('checks cases that prompts share by what each of them has', () => {
  const cases = [caseOf([assertionOf('llm-rubric', { value: 'polite' })])];
  const mistakesWith = (context: CheckContext) => checkAllAssertions(cases, context).length;
  expect(mistakesWith({})).toBe(1);
  expect(mistakesWith({ ask: true })).toBe(0);
  expect(mistakesWith({})).toBe(1);
});
