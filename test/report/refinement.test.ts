import { expect, test } from 'vitest';
import { type Refinement, renderRefinement } from '../../src/report/markdown/refinement.ts';
import { elementsOf, readMarkdown, referableText } from './github-markdown.ts';

const HOSTILE = '<img src=x> @acme/all [x](https://evil.example) | `';

const told: Refinement = {
  ...{ title: 'Refine support: 1 case', prompt: 'support', version: '1.0.0', triesSoFar: 4 },
  suite: { path: 'evals/support.yml', cases: 40, failing: 20, training: 19, test: 21 },
  production: 1,
  clusters: [{ label: HOSTILE, by: 'model', size: 12, representative: HOSTILE }],
  cases: [
    {
      description: HOSTILE,
      segments: [HOSTILE],
      origin: { kind: 'variant', id: HOSTILE },
      assertionsOf: HOSTILE,
    },
  ],
  tries: [
    {
      ...{
        kind: 'edit',
        because: HOSTILE,
        isProposed: true,
        training: { cases: 19, before: 0.5, after: 0.75 },
      },
      test: { cases: 21, before: 0.5, after: 0.8, number: 4, low: 0.1, high: 0.5, p: 0.001, level: 0.0025 },
    },
  ],
};

test('a proposed change is told by the half on which it was not chosen, with the level of its try', () => {
  const text = renderRefinement(told);
  expect(text).toMatch(
    /On the 21 cases by which it was not chosen, it passes 80\s% instead of 50\s%: \*\*\+30\*\*/,
  );
  expect(text).toMatch(/p =\s0\.001 against the level 0\.0025 of try 4/);
  expect(text).toContain('ever asked on its test half: 4');
});

test('what models and rows of production wrote has no effect but being shown', () => {
  const text = renderRefinement(told);
  expect([...elementsOf(text)].filter((name) => ['img', 'a', 'script'].includes(name))).toEqual([]);
  expect(referableText(text)).not.toMatch(/@acme/);
  expect(readMarkdown(text).match(/<tr>/g)).toHaveLength(4);
});

test('without a change that is better it says so', () => {
  const [one] = told.tries;
  const text = renderRefinement({ ...told, tries: one ? [{ ...one, isProposed: false, test: null }] : [] });
  expect(text).toContain('### No change of the prompt');
  expect(text).toContain('not asked');
});
