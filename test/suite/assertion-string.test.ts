import { describe, expect, it } from 'vitest';
import { assertionKinds } from '../../src/score/kinds.ts';
import { refusedKinds } from '../../src/score/refused.ts';
import { assertionFromString } from '../../src/suite/assertion-string.ts';
import { ASSERTION_TYPES } from '../../src/suite/assertion-types.ts';

const place = { path: 'a.csv', line: 2, column: 1 };
const read = (text: string) => assertionFromString(text, place);

describe('an assertion in short form', () => {
  it.each([
    ['contains: Paris', { type: 'contains', value: 'Paris' }],
    ['not-icontains:as an AI: ever', { type: 'not-icontains', value: 'as an AI: ever' }],
    ['contains-any: a, b', { type: 'contains-any', value: ['a', 'b'] }],
    ['similar(0.8): x', { type: 'similar', value: 'x', threshold: 0.8 }],
    ['similar:cosine(0.8): x', { type: 'similar:cosine', value: 'x', threshold: 0.8 }],
    ['is-json', { type: 'is-json' }],
    ['is-json: {"type": "object"}', { type: 'is-json', value: { type: 'object' } }],
    ['latency(1000)', { type: 'latency', threshold: 1000 }],
    ['word-count: 5', { type: 'word-count', value: 5 }],
    ['grade: is polite', { type: 'llm-rubric', value: 'is polite' }],
    ['fn: output.length', { type: 'javascript', value: 'output.length' }],
    ['Paris', { type: 'equals', value: 'Paris' }],
    ['Paris: the capital', { type: 'equals', value: 'Paris: the capital' }],
    ['note: nothing', { type: 'equals', value: 'note: nothing' }],
    ['https://example.org', { type: 'equals', value: 'https://example.org' }],
    ['multi\nline', { type: 'equals', value: 'multi\nline' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('that is misspelt is not taken for text', () => {
    expect(() => read('icontain: x')).toThrow(
      'a.csv:2:1: "icontain" is not a kind of assertion. Did you mean "icontains"?',
    );
  });

  it('knows every kind that answers can be scored by, or that is refused by name', () => {
    const kinds = [...assertionKinds.keys(), ...refusedKinds.keys()];
    const unknown = kinds.filter(
      (kind) => !ASSERTION_TYPES.includes(kind) && !/^(?:trac|trajectory|llm-choice)/.test(kind),
    );
    expect(unknown).toEqual([]);
  });
});
