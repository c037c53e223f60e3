import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PromptPart } from '../../src/prompt/formats/format.ts';
import { matchParts } from '../../src/prompt/match-parts.ts';

/** `label: text`, `@file text` or text alone. */
function partOf(written: string): PromptPart {
  const [, label, file, source = ''] = /^(?:(\w+): |@(\S+) )?(.*)$/.exec(written) ?? [];
  return { label: label ?? null, file: file ?? null, number: null, source, place: { path: 'c.yaml' } };
}

/** What each prompt was before, with what is gone at the end. */
function matched(before: string[], after: string[], renames: Record<string, string> = {}) {
  const formerPath = (path: string) => renames[path] ?? path;
  const { pairs, removed } = matchParts(before.map(partOf), after.map(partOf), formerPath);
  return [
    ...pairs.map((pair) => (pair.before === undefined ? 'new' : before[pair.before])),
    ...removed.map((index) => `gone: ${before[index]}`),
  ];
}

describe('prompts of a list and what they were before', () => {
  it.each([
    ['edited in place', ['a b', 'c d'], ['a b', 'c e'], ['a b', 'c d']],
    [
      'moved into files of their own, and edited',
      ['say hello to them', 'ask them why', 'go'],
      ['@b.txt ask them now why', '@a.txt say hello to all', '@c.txt be kind', '@d.txt stay'],
      ['ask them why', 'say hello to them', 'new', 'new', 'gone: go'],
    ],
    [
      'one added between',
      ['say hello', 'ask why'],
      ['say hello', 'be kind', 'ask why now'],
      ['say hello', 'new', 'ask why'],
    ],
    ['one taken out', ['say hello', 'ask why'], ['ask why now'], ['ask why', 'gone: say hello']],
    ['moved', ['one', 'two', 'three'], ['three', 'one', 'two'], ['three', 'one', 'two']],
    [
      'by label, also when moved and rewritten',
      ['x: one', 'y: two'],
      ['y: else', 'x: other'],
      ['y: two', 'x: one'],
    ],
    ['a label given', ['one', 'two'], ['x: one', 'two'], ['one', 'two']],
    ['by file', ['@a.txt one', '@b.txt two'], ['@b.txt else', '@a.txt other'], ['@b.txt two', '@a.txt one']],
    ['moved into a file', ['one', 'two'], ['@a.txt one', 'two b'], ['one', 'two']],
    [
      'one in place of another',
      ['@a.txt one', '@b.txt two'],
      ['@a.txt one', '@c.txt three'],
      ['@a.txt one', '@b.txt two'],
    ],
    ['all new', [], ['one'], ['new']],
  ])('%s', (_, before, after, expected) => {
    expect(matched(before, after)).toEqual(expected);
  });

  it('by the former name of a renamed file', () => {
    const before = ['@a.txt one', '@b.txt two'];
    expect(
      matched(before, ['@c.txt two!', '@d.txt one!', 'x'], { 'c.txt': 'b.txt', 'd.txt': 'a.txt' }),
    ).toEqual([...['@b.txt two', '@a.txt one', 'new']]);
  });

  it('gives every prompt at most one that it was, and forgets none', () => {
    const lists = fc.array(fc.constantFrom('a', 'b c', 'x: a', 'y: d', '@f a', '@g b'), { maxLength: 6 });
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const { pairs, removed } = matchParts(before.map(partOf), after.map(partOf), (path) => path);
        const known = [
          ...pairs.map((pair) => pair.before).filter((index) => index !== undefined),
          ...removed,
        ];
        expect(known.sort()).toEqual([...before.keys()]);
        expect(pairs).toHaveLength(after.length);
      }),
    );
  });
});
