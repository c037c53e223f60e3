import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigurationErrors } from '../../src/base/errors.ts';
import { validate } from '../../src/document/validate.ts';
import { parseYaml } from '../../src/document/yaml.ts';

const schema = z.strictObject({
  list: z
    .array(
      z.union([
        z.string(),
        z.strictObject({
          path: z.string(),
          kind: z.enum(['alpha', 'beta']).optional(),
          size: z.int().optional(),
        }),
      ]),
    )
    .min(1)
    .optional(),
  rate: z.number().gt(0).max(1).optional(),
  names: z.record(z.string().regex(/^[a-z]+$/, 'a name has only small letters.'), z.boolean()).optional(),
  own: z
    .string()
    .refine((text) => text !== 'bad', 'this one is bad.')
    .optional(),
});

const mistakes = (text: string) => {
  try {
    validate(schema, parseYaml(text, 'a.yml'));
  } catch (error) {
    if (error instanceof ConfigurationErrors) return error.errors.map(({ message }) => message);
  }
  return [];
};

test('what fits comes back as the schema makes it', () => {
  expect(validate(schema, parseYaml('list: [a, { path: b }]', 'a.yml'))).toEqual({
    list: ['a', { path: 'b' }],
  });
});

describe('one sentence a mistake', () => {
  test.each([
    ['rate: ten', 'a.yml:1:7: `rate`: expected a number, found "ten".'],
    ['rate: 0', 'a.yml:1:7: `rate`: expected more than 0, found 0.'],
    ['rate: 2', 'a.yml:1:7: `rate`: expected at most 1, found 2.'],
    ['list: []', 'a.yml:1:7: `list`: expected at least 1 item, found 0.'],
    ['list: {}', 'a.yml:1:7: `list`: expected a list, found a mapping.'],
    ['list: [1]', 'a.yml:1:8: `list[0]`: expected text or a mapping, found 1.'],
    ['list: [{}]', 'a.yml:1:8: `list[0].path`: missing; expected text.'],
    ['list: [{ path: a, size: 1.5 }]', 'a.yml:1:25: `list[0].size`: expected a whole number, found 1.5.'],
    ['names: { Ada: true }', 'a.yml:1:10: `names.Ada`: a name has only small letters.'],
    ['names: { ada: on }', 'a.yml:1:15: `names.ada`: expected true or false, found "on".'],
    ['own: bad', 'a.yml:1:6: `own`: this one is bad.'],
    ['- a', 'a.yml:1:1: expected a mapping, found a list.'],
  ])('%s', (text, message) => {
    expect(mistakes(text)).toEqual([message]);
  });

  test('an unknown key is reported at the place of the key, also in a list of alternatives', () => {
    expect(mistakes('list:\n  - path: a\n    kidn: alpha')).toEqual([
      'a.yml:3:5: Unknown key "kidn" in `list[0]`. Did you mean "kind"? Known keys: path, kind, size.',
    ]);
  });

  test('a word that is not one of the choices', () => {
    expect(mistakes('list: [{ path: a, kind: alhpa }]')).toEqual([
      'a.yml:1:25: `list[0].kind`: expected one of alpha, beta, found "alhpa". Did you mean "alpha"?',
    ]);
  });
});

test('all mistakes are reported in one reading, in the order of the file', () => {
  expect(mistakes('own: 1\nrat: 1\nlist: [1, { path: 2 }]').map((message) => message.slice(0, 10))).toEqual([
    'a.yml:1:6:',
    'a.yml:2:1:',
    'a.yml:3:8:',
    'a.yml:3:19',
  ]);
});

test('thousands of mistakes are counted, not listed', () => {
  const told = mistakes(`list: [${Array(5000).fill('1').join(', ')}]`);
  expect(told).toHaveLength(51);
  expect(told.at(-1)).toBe('a.yml: 4950 more mistakes in this file.');
});

test('hostile names and values stay on one line', () => {
  const [message = ''] = mistakes('names: { "a\\nb": 1 }\nown: true');
  expect(message).not.toContain('\n');
  expect(mistakes(`rate: "${'x'.repeat(1000)}"`)[0]?.length).toBeLessThan(200);
});
