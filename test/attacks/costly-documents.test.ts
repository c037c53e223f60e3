import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/document/yaml.ts';

const MEGABYTE = 1_000_000;

/** In MB, with what the garbage collector leaves for later. Two megabytes of brackets once took 1,300. */
const MOST_GROWTH = 600;

/** How much the heap and what lies beside it grow, at most, while something is done. In MB. */
function growth(work: () => void): number {
  const before = process.resourceUsage().maxRSS;
  work();
  return (process.resourceUsage().maxRSS - before) / 1000;
}

describe('a file that costs many times its size is refused before it is parsed', () => {
  test.each([
    ['brackets within each other', '['.repeat(2 * MEGABYTE), 'nests too deep'],
    ['braces within each other', '{a: '.repeat(MEGABYTE / 2), 'nests too deep'],
    ['brackets that are closed again', `${'['.repeat(MEGABYTE)}${']'.repeat(MEGABYTE)}`, 'nests too deep'],
    ['empty lists', `[${'[],'.repeat((2 * MEGABYTE) / 3)}]`, 'too many parts'],
    ['items', '- a\n'.repeat(6 * MEGABYTE), 'too many parts'],
    ['items that only the library reads', `- &a a\n${'- a\n'.repeat(MEGABYTE)}`, 'too many parts'],
    ['lists that are plain', '- []\n'.repeat(2 * MEGABYTE), 'too many parts'],
    ['lists in one line', '- '.repeat(MEGABYTE), 'too many parts'],
    ['keys in one line', '? '.repeat(MEGABYTE), 'too many parts'],
    ['pairs', 'a: b\n'.repeat(MEGABYTE), 'too many parts'],
  ])('%s', (_, text, told) => {
    let problem: unknown;
    const megabytes = growth(() => {
      try {
        parseYaml(text, 'big.suite.yml');
      } catch (error) {
        problem = error;
      }
    });
    expect(String(problem)).toMatch(new RegExp(`^ConfigurationError: big.suite.yml: The file .*${told}`));
    expect(megabytes).toBeLessThan(MOST_GROWTH);
  });

  test('a large suite of ordinary cases is read', () => {
    const one =
      '- vars: { question: "How do I reset it?", tier: gold }\n  assert: [{ type: contains, value: x }]\n';
    const { value } = parseYaml(one.repeat(10_000), 'big.suite.yml');
    expect(value).toHaveLength(10_000);
  });

  test('plain items, which need no tree, are read in proportion to their number', () => {
    const megabytes = growth(() => {
      expect(parseYaml('- a\n'.repeat(MEGABYTE), 'big.suite.yml').value).toHaveLength(MEGABYTE);
    });
    expect(megabytes).toBeLessThan(MOST_GROWTH);
  });

  test('brackets inside a text do not count', () => {
    const { value } = parseYaml(`a: "${'['.repeat(MEGABYTE)}"\n`, 'a.yml');
    expect(value).toEqual({ a: '['.repeat(MEGABYTE) });
  });
});
