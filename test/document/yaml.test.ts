import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/document/yaml.ts';

const parse = (text: string) => parseYaml(text, 'a.yml');
const refusal = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  return 'read';
};

describe('what is read', () => {
  test('YAML 1.2 as people write it, with aliases and merges', () => {
    const { value } = parse(`
common: &common { a: 1, b: yes }
one: { <<: *common, b: no }
two:
  <<: [*common, { c: 3 }]
list: &list [x, 2026-01-01, 0.5, true, null, ~]
again: *list
10: ten
text: |
  two
  lines
`);
    expect(value).toEqual({
      common: { a: 1, b: 'yes' },
      one: { a: 1, b: 'no' },
      two: { a: 1, b: 'yes', c: 3 },
      list: ['x', '2026-01-01', 0.5, true, null, null],
      again: ['x', '2026-01-01', 0.5, true, null, null],
      '10': 'ten',
      text: 'two\nlines\n',
    });
  });

  test('JSON, whichever way it is indented', () => {
    expect(parse('{\n\t"a": [\n\t\t1, {"b": "c"}\n\t]\n}').value).toEqual({ a: [1, { b: 'c' }] });
  });

  test('an empty file is null; CRLF and a byte order mark do no harm', () => {
    expect(parse('# nothing\n').value).toBeNull();
    expect(parse('\uFEFFa: 1\r\nb: 2\r\n').value).toEqual({ a: 1, b: 2 });
  });

  test('the latest anchor of a name counts', () => {
    expect(parse('a: &x 1\nb: *x\nc: &x 2\nd: *x').value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  test('an anchor used a thousand times is no bomb', () => {
    const text = `a: &x [{ type: contains, value: yes }]\nb:\n${'  - *x\n'.repeat(1000)}`;
    expect(parse(text).value).toMatchObject({ b: { length: 1000 } });
  });
});

describe('what is refused, with line and column', () => {
  test.each([
    ['a duplicate key', 'a: 1\nb: 2\na: 3', 'a.yml:3:1: The key "a" stands here twice.'],
    ['the same key as number and text', '1: a\n"1": b', 'a.yml:2:1: The key "1" stands here twice.'],
    ['a list that does not end', 'a: [1, 2', 'a.yml:1:9: This is not valid YAML'],
    ['a tab', 'a:\n\tb: 1', 'a.yml:2:1: A tab is used for indentation'],
    ['a colon in plain text', 'a: b: c', 'Put a value that contains ": " in quotes.'],
    ['a tag of its own', 'a: !env HOME', 'a.yml:1:4: Tags like this one are not read'],
    ['a binary tag', 'a: !!binary aGk=', 'a.yml:1:4: Tags like this one are not read'],
    ['several documents', 'a: 1\n---\nb: 2', 'a.yml:2:1: The file holds several YAML documents'],
    ['YAML 1.1', '%YAML 1.1\n---\na: yes', 'a.yml:1:1: This file asks for YAML 1.1'],
    ['__proto__', 'a:\n  __proto__: { b: 1 }', 'a.yml:2:3: The key "__proto__" is not allowed.'],
    ['an unknown alias', 'a: *x', 'a.yml:1:4: The alias *x has no anchor'],
    ['an alias of itself', 'a: &x [*x]', 'a.yml:1:8: The alias *x contains itself.'],
    ['a merge of itself', 'a: &x\n  <<: *x', 'a.yml:2:7: The alias *x contains itself.'],
    ['a merge of a text', 'a: { <<: b }', 'a.yml:1:10: Only mappings can be merged'],
    ['a key that is a list', '? [a]\n: b', 'a.yml:1:3: A key has to be plain text.'],
    ['a key without value', '{ a }', 'a.yml:1:3: This key has no value.'],
    [
      'a comma in braces',
      '{ a: Yes, and no }',
      'a.yml:1:11: This key has no value. Write a colon and the value after it; inside braces, a text with a comma needs quotes.',
    ],
    ['a value without key', ': a', 'a.yml:1:1: A key is missing'],
    ['infinity', 'a: .inf', 'a.yml:1:4: .inf cannot be used here'],
    ['a number that would change', 'a: 12345678901234567890', 'a.yml:1:4: The number 12345678901234567890'],
  ])('%s', (_name, text, message) => {
    expect(refusal(text)).toContain('ConfigurationError');
    expect(refusal(text)).toContain(message);
  });

  test('a billion laughs', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const items = level === 0 ? 'lol' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(9).fill(items).join(', ')}]`;
    });
    expect(refusal(levels.join('\n'))).toContain('more than 20 million characters');
  });

  test.each([
    ['flow lists', '['.repeat(50_000)],
    ['flow mappings', `a: ${'{a: '.repeat(5000)}1${'}'.repeat(5000)}`],
    ['block mappings', Array.from({ length: 3000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('%s that nest without end', (_name, text) => {
    expect(refusal(text)).toContain('The file nests too deep to be read.');
  });
});

describe('places', () => {
  const document = parse(`defaults: &defaults
  limits: { low: 1 }
tests:
  - vars:
      name: "Ada"
    assert: [{ type: equals, value: x }]
  - <<: *defaults
    again: *defaults
`);

  test.each([
    [
      ['tests', 0, 'vars', 'name'],
      [5, 13],
      [5, 7],
    ],
    [
      ['tests', 0, 'assert', 0, 'value'],
      [6, 37],
      [6, 30],
    ],
    [
      ['tests', 0],
      [4, 5],
      [4, 5],
    ],
    [['tests'], [4, 3], [3, 1]],
    [
      ['tests', 1, 'limits', 'low'],
      [2, 18],
      [2, 13],
    ],
    [
      ['tests', 1, 'again'],
      [8, 12],
      [8, 5],
    ],
    [
      ['tests', 1, 'again', 'limits'],
      [2, 11],
      [2, 3],
    ],
    [[], [1, 1], [1, 1]],
  ])('of %j', (keys, [line, column], [keyLine, keyColumn]) => {
    expect(document.placeOf(keys)).toEqual({ path: 'a.yml', line, column });
    expect(document.placeOfKey(keys)).toEqual({ path: 'a.yml', line: keyLine, column: keyColumn });
  });

  test('of what is not there: of the closest thing around it', () => {
    expect(document.placeOf(['tests', 0, 'vars', 'none', 'of', 'these'])).toEqual({
      path: 'a.yml',
      line: 5,
      column: 7,
    });
  });
});

describe('quoted texts over several lines', () => {
  test.each([
    ['a: "one\ntwo"\n', { a: 'one two' }],
    [
      'l:\n  - m: "Add\n\n    fn {\n        b\n    }"\n    n: 1\n  - z\n',
      { l: [{ m: 'Add\nfn { b }', n: 1 }, 'z'] },
    ],
    ["a:\n  b: 'it''s\n x'\n  c: \"p\\\" q\n\n\nr\"\n", { a: { b: "it's x", c: 'p" q\n\nr' } }],
    ['- { a: "p\nq", b: 1 }\n', [{ a: 'p q', b: 1 }]],
  ])('are read without indentation, as js-yaml does: %j', (text, value) => {
    expect(parseYaml(text, 'a.yml').value).toEqual(value);
  });

  test('keep their lines, and what stands behind them its place', () => {
    const document = parseYaml('a: "one\ntwo"\nb: [c, d]\n', 'a.yml');
    expect(document.placeOf(['b', 1])).toEqual({ path: 'a.yml', line: 3, column: 8 });
  });

  test('that nothing closes are an error', () => {
    expect(() => parseYaml('a: "one\ntwo\nb: 1\n', 'a.yml')).toThrow(
      /a\.yml:\d+:\d+: This is not valid YAML/,
    );
  });
});
