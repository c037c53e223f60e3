import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { readPlain } from '../../src/document/plain.ts';
import { parseAny, parseYaml, type YamlDocument } from '../../src/document/yaml.ts';
import { MAX_FILE_BYTES } from '../../src/repo/text-file.ts';
import { type Random, seededRandom } from '../../src/stats/random.ts';

type Keys = (string | number)[];

/** The keys of every part of a value, and of some that do not exist. */
function partsOf(value: Json, keys: Keys = []): Keys[] {
  const members: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(typeof value === 'object' && value !== null ? value : {});
  return [keys, [...keys, 'missing'], ...members.flatMap(([key, each]) => partsOf(each, [...keys, key]))];
}

const placesOf = ({ value, placeOf, placeOfKey }: YamlDocument) =>
  partsOf(value).map((keys) => ({ keys, value: placeOf(keys), key: placeOfKey(keys) }));

/** Whether a text is read without the library, which then must find the same values, in the same order and places. */
function isReadAlike(text: string): boolean {
  if (readPlain(text) === undefined) return false;
  const library = parseAny(text, 'a.yml');
  const plain = parseYaml(text, 'a.yml');
  expect([text, JSON.stringify(plain.value)]).toEqual([text, JSON.stringify(library.value)]);
  expect([text, placesOf(plain)]).toEqual([text, placesOf(library)]);
  return true;
}

const WORDS = [
  ...[
    'word',
    'two words',
    'größe',
    "don't",
    'a#b',
    'x:y',
    'http://x.org',
    'yes',
    'true',
    'null',
    '12',
    '0.5',
  ],
  ...['"quoted"', "'it''s'", '"a\\n\\u00e9"', '"a: b"', '"{{x}}"', '""', '2026-01-01', '-a', '$ref', '{{x}}'],
];
const ODD_WORDS = [
  ...[
    'Null',
    '~',
    '-0',
    '.5',
    '1e3',
    '0x1F',
    '007',
    '+1',
    '.inf',
    '12345678901234567890',
    '1_0',
    '0o7',
    '1.',
    '.nan',
  ],
  ...[
    'a # c',
    'a  ',
    'a, b',
    'a]b',
    'a: b',
    '"a\\x41"',
    '"a" b',
    '"a" # b',
    "'a",
    '"a',
    '*x',
    '&x a',
    '!t a',
    '?',
  ],
  ...[
    '-',
    '- a',
    '? a',
    '%a',
    '@a',
    '`a`',
    '|',
    '>',
    '=',
    '<<',
    '数据\u2028',
    '\u00a0',
    '😀',
    '"\\ud83d\\ude00"',
  ],
];
const KEYS = [
  'a',
  'b',
  'c',
  'd',
  'vars',
  'assert',
  'type',
  'value',
  '$ref',
  '"q"',
  "'s'",
  'two words',
  'größe',
];
const ODD_KEYS = [
  'true',
  '10',
  '"10"',
  '__proto__',
  '<<',
  'null',
  'constructor',
  '?',
  '-',
  '? k',
  'k ',
  '"q" ',
  '',
];
const CONTENT = [
  'text',
  'more text',
  '  deeper',
  '# no comment',
  'a: b',
  '- x',
  '\ttab',
  'end ',
  '"q"',
  ' one',
];
const JSON_KEYS = ['b', 'c d', 'é', '"', 'x:y', '#', 'true', 'a\\b', '', '10'];
const SIGNS = [
  ...[
    ' ',
    '  ',
    '\n',
    '\t',
    '-',
    ':',
    '#',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '|',
    '>',
    '&',
    '*',
    '!',
    '1',
    '.',
    '\\',
  ],
  ...['?', '%', '\r\n', '\n\n', '- ', ': ', ' #', '\n---\n', '\ufeff', '\u0002'],
];

/** Writes documents as people do, sometimes oddly, and sometimes with a slip of the pen. */
function writer(random: Random) {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const pick = <T>(first: T, ...others: T[]): T => [first, ...others][upTo(others.length)] ?? first;
  const isOneIn = (number: number) => upTo(number - 1) === 0;
  const times = <T>(most: number, write: () => T): T[] => Array.from({ length: upTo(most) }, write);
  const word = () => pick('a', ...(isOneIn(40) ? ODD_WORDS : WORDS));
  const key = () => pick('e', ...(isOneIn(80) ? ODD_KEYS : KEYS));

  const flow = (depth: number): string => {
    if (depth === 0 || isOneIn(3)) return word();
    const space = pick('', ' ');
    const members = pick(
      () => times(3, () => flow(depth - 1)),
      () => times(3, () => `${key()}${isOneIn(10) ? pick(':', ' : ') : ': '}${flow(depth - 1)}`),
    )();
    return pick(['[', ']'], ['{', '}']).join(space + members.join(`,${space}`) + space);
  };

  const text = (indent: number): string[] => {
    const before = ' '.repeat(indent + (isOneIn(8) ? pick(1, 0) : pick(2, 4)));
    const line = () => before + pick('text', 'more text', ...(isOneIn(4) ? CONTENT : []));
    const blank = () => (isOneIn(6) ? pick(before, `${before}  `, ' ') : '');
    return [line(), ...times(5, () => (isOneIn(4) ? blank() : line()))];
  };

  const block = (depth: number, indent: number): string[] => {
    const before = ' '.repeat(indent);
    const isList = isOneIn(3);
    const member = (): string[] => {
      const head = before + (isList ? pick('-', '-', '-  ') : `${key()}:`);
      const comment = isOneIn(8) ? pick(' # c', '  ', ' #', '# c') : '';
      const above = isOneIn(12) ? [pick('', '# c', `${before}# c`, '   ')] : [];
      const inLine = () => [`${head} ${pick(word, () => flow(2))()}${comment}`];
      const inText = () => [
        `${head} ${isOneIn(8) ? pick('|+', '|2', '> # c') : pick('|', '|-', '>', '>-')}${comment}`,
        ...text(indent),
      ];
      const below = () => [
        head + comment,
        ...block(depth - 1, indent + (isOneIn(8) ? pick(1, 0) : pick(2, 4))),
      ];
      const compact = () => {
        const [first = '', ...rest] = block(depth - 1, indent + 2);
        return [`${before}- ${first.slice(indent + 2)}`, ...rest];
      };
      const others = depth === 0 ? [inText] : [inLine, inText, below, isList ? compact : below, below];
      return [...above, ...pick(inLine, inLine, ...others)()];
    };
    return [member(), ...times(2, member)].flat();
  };

  const slip = (written: string): string => {
    const at = upTo(written.length);
    return written.slice(0, at) + pick('', ...SIGNS) + written.slice(at + upTo(2));
  };

  const slips = (written: string) => (isOneIn(2) ? slip(isOneIn(2) ? slip(written) : written) : written);
  const json = (depth: number): Json => {
    if (depth === 0 || isOneIn(4))
      return pick<Json>('', 'a: b', ' # ', '\n', '"', '\ud800', 0, -1.5, 1e21, true, null);
    const members = times(3, () => [pick('a', ...JSON_KEYS), json(depth - 1)] as const);
    return pick<Json>(
      Object.fromEntries(members),
      members.map(([, value]) => value),
    );
  };
  return {
    yaml: () =>
      slips(pick('', '', '---\n', '# c\n', '\n') + block(3, 0).join('\n') + pick('\n', '\n', '', '\n# c\n')),
    json: () => slips(JSON.stringify([json(4)], null, pick<string | number>(0, 2, '\t'))),
  };
}

describe('what is read without the library has the values and places that the library finds', () => {
  test.each(['yaml', 'json'] as const)('%s', (format) => {
    let read = 0;
    for (let seed = 1; seed <= 3000; seed += 1) {
      if (isReadAlike(writer(seededRandom(seed))[format]())) read += 1;
    }
    expect(read).toBeGreaterThan(500);
  });
});

describe('what people write is read without the library', () => {
  test.each([
    [
      'a suite',
      'tests:\n  - description: one\n    vars: { a: "b", list: [1, x y] }\n    assert:\n    - type: icontains\n      value: c',
    ],
    ['comments and empty lines', '# head\n\na: 1 # one\n\n# between\nb: two # and: more\n'],
    ['a document that begins with its marker', '---\na: 1\n'],
    ['texts over several lines', 'a: |\n  one\n\n    two\nb: >-\n  three\n  four\n\n  five\nc: |-\n  six\n'],
    [
      'rows that are JSON',
      '- {"vars": {"a": "b\\n"}, "assert": [{"type": "equals", "value": "c"}]}\n- {"vars": {}}\n',
    ],
    [
      'JSON over several lines',
      JSON.stringify({ tests: [{ vars: { a: 1.5, b: null }, list: [] }] }, null, 2),
    ],
  ])('%s', (_, text) => {
    expect(isReadAlike(text)).toBe(true);
  });
});

test.each([
  ['an anchor and its alias', 'a: &x 1\nb: *x'],
  ['a merge', 'a: { <<: { b: 1 } }'],
  ['a tag', 'a: !!str 1'],
  ['a key that stands twice', 'a: 1\na: 2'],
  ['keys that are numbers, which JavaScript sorts', 'b: 1\n10: 2\n9: 3'],
  ['a text that goes on in the next line', 'a: b\n  c'],
  ['__proto__, also in JSON', '{"__proto__": 1}'],
  ['line ends of Windows', 'a: 1\r\nb: 2\r\n'],
  ['what nests deep', `${'['.repeat(120)}${']'.repeat(120)}`],
  ['more parts than fit into memory', `[${'{},'.repeat(1_300_000)}{}]`],
])('%s is left to the library', (_, text) => {
  expect(readPlain(text)).toBeUndefined();
});

test('100,000 cases in YAML fit into a file that is read, and are plain', () => {
  const cases = Array.from(
    { length: 100_000 },
    (_, number) => `  - description: case ${number}
    segment: premium
    vars:
      question: "Question ${number}: why is my replica lagging behind?"
      plan: basic
    assert:
      - type: icontains
        value: specialist
      - type: not-contains
        value: sorry
`,
  );
  const text = `tests:\n${cases.join('')}`;
  expect(text.length).toBeLessThan(MAX_FILE_BYTES);
  expect(readPlain(text)).toBeDefined();
});
