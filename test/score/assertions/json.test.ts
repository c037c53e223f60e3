import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { complaints, judge, passes, reasonFor } from '../../kit/scoring.ts';

const ticket: Json = {
  type: 'object',
  required: ['tier', 'escalate'],
  properties: {
    tier: { enum: ['standard', 'premium', 'enterprise'] },
    escalate: { type: 'boolean' },
    mail: { type: 'string', format: 'email' },
    order: { type: 'string', pattern: '^[A-Z]{2}\\d+$' },
  },
  additionalProperties: false,
};

describe('is-json', () => {
  it.each([
    ['{"a": 1}', true],
    ['  [1, 2]\n', true],
    ['"text"', true],
    ['5', true],
    ['{"a": 1', false],
    ["{'a': 1}", false],
    ['Here it is: {"a": 1}', false],
    ['```json\n{"a": 1}\n```', false],
    ['', false],
  ])('%j: %s', async (answer, passed) => {
    expect(await passes('is-json', {}, answer)).toBe(passed);
    expect(await passes('not-is-json', {}, answer)).toBe(!passed);
  });

  it.each([
    ['{"tier": "premium", "escalate": true}', true],
    ['{"tier": "premium", "escalate": true, "order": "AB12"}', true],
    ['{"tier": "gold", "escalate": true}', false],
    ['{"tier": "premium"}', false],
    ['{"tier": "premium", "escalate": true, "mail": "nobody"}', false],
    ['{"tier": "premium", "escalate": true, "order": "12"}', false],
    ['{"tier": "premium", "escalate": true, "__proto__": {}}', false],
    ['not JSON', false],
  ])('with a schema, %j: %s', async (answer, passed) => {
    expect(await passes('is-json', { value: ticket }, answer)).toBe(passed);
    expect(await passes('not-is-json', { value: ticket }, answer)).toBe(!passed);
    expect(await passes('is-json', { value: JSON.stringify(ticket) }, answer)).toBe(passed);
  });

  it('says what does not conform', async () => {
    expect(await reasonFor('is-json', { value: ticket }, '{"tier":"gold","escalate":true}')).toBe(
      'expected the answer to be JSON that conforms to the schema; /tier must be equal to one of the allowed values ' +
        '(["standard","premium","enterprise"]); it was “{"tier":"gold","escalate":true}”',
    );
    expect(await reasonFor('is-json', {}, 'none')).toBe(
      'expected the answer to be JSON; it is no JSON: “none”',
    );
  });

  it.each<[Json, string, string]>([
    [{ type: 'array', uniqueItems: true }, '[{"a": 1, "b": 2}, {"b": 2, "a": 1}]', '[1, "1", [1], {"a": 1}]'],
    [{ $defs: { id: { type: 'integer' } }, $ref: '#/$defs/id' }, '"7"', '7'],
    [
      { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }] },
      '[1]',
      '["a"]',
    ],
    [{ $schema: 'http://json-schema.org/draft-07/schema#', not: { const: 1 } }, '1', '2'],
    [false, '1', ''],
  ])('understands %j', async (value, wrong, right) => {
    expect(await passes('is-json', { value }, wrong)).toBe(false);
    if (right !== '') expect(await passes('is-json', { value }, right)).toBe(true);
  });

  it.each<[Json, string]>([
    [{ type: 'objekt' }, 'is not a usable JSON schema: data/type must be equal to one of the allowed values'],
    [{ tpye: 'object' }, 'unknown keyword: "tpye"'],
    [{ format: 'emial' }, 'unknown format "emial"'],
    [{ $ref: 'https://example.com/x.json' }, 'Nothing is fetched'],
    [{ pattern: '(?=a)' }, 'has a lookahead'],
    [{ patternProperties: { '(a)\\1': false } }, 'has a backreference'],
    [{ $schema: 'http://json-schema.org/draft-04/schema#' }, 'Use draft-07, 2019-09 or 2020-12'],
    [{ $async: true }, 'is an asynchronous schema'],
    [['type'], 'is no JSON schema'],
    ['{"type": ', 'neither JSON nor YAML'],
    ['text', 'is no JSON schema'],
  ])('%j is refused before any call', (value, message) => {
    expect(complaints('is-json', { value })).toMatch(
      /^evals\/support\.yml:7:9: `is-json` has a `value` that /,
    );
    expect(complaints('is-json', { value })).toContain(message);
  });

  it.each<[string, Json]>([
    ['has 2001 mappings in it', { enum: Array.from({ length: 2000 }, (_, at) => ({ at })) }],
    ['is nested 1001 levels deep', nested(1000)],
    ['has 300018 characters', { description: 'x'.repeat(300_000) }],
    ['has 20001 characters', { pattern: 'x'.repeat(20_001) }],
  ])('a schema that %s is refused before it is compiled', (problem, value) => {
    expect(complaints('is-json', { value })).toContain(problem);
  });

  it('schemas that name themselves alike do not get in each other’s way', async () => {
    const one = { $id: 'https://example.com/ticket', type: 'string' };
    const other = { $id: 'https://example.com/ticket', type: 'number' };
    expect(await passes('is-json', { value: one }, '"a"')).toBe(true);
    expect(await passes('is-json', { value: other }, '"a"')).toBe(false);
  });

  it('patterns of a hostile schema do not try every way', async () => {
    const value = { type: 'string', pattern: '^(a+)+$' };
    expect(await passes('is-json', { value }, JSON.stringify(`${'a'.repeat(100_000)}!`))).toBe(false);
  });

  it('an answer nested a quarter of a million deep does not conform, and does not crash', async () => {
    const deep = '['.repeat(250_000) + ']'.repeat(250_000);
    expect(await passes('is-json', {}, deep)).toBe(true);
    expect(await passes('is-json', { value: { items: { $ref: '#' } } }, deep)).toBe(false);
  });

  it('a schema that takes forever makes the trial errored, not failed', async () => {
    const $defs: Record<string, Json> = { d60: { type: 'string' } };
    for (let i = 0; i < 60; i++) {
      const next = { $ref: `#/$defs/d${i + 1}` };
      $defs[`d${i}`] = { anyOf: [next, next] };
    }
    const score = await judge('is-json', { value: { $defs, $ref: '#/$defs/d0' } }, '1');
    expect(score.errored?.message).toMatch(/^`is-json` was stopped after 3 s/);
  });
});

describe('contains-json', () => {
  it.each([
    ['{"a": 1}', true],
    ['Here it is: {"a": 1}. Enjoy!', true],
    ['```json\n[1, {"b": "}"}]\n```', true],
    ['if (a) { return [0] }', true],
    ['if (a) { return b }', false],
    ['{"a": 1,}', false],
    ['see [this](link) and {that}', false],
    ['5', false],
    ['["unclosed', false],
    ['["unclosed {} list', true],
    ['', false],
  ])('%j: %s', async (answer, passed) => {
    expect(await passes('contains-json', {}, answer)).toBe(passed);
    expect(await passes('not-contains-json', {}, answer)).toBe(!passed);
  });

  it('with a schema, one of the objects must conform', async () => {
    const value = { type: 'object', required: ['tier'] };
    expect(await passes('contains-json', { value }, 'first {"a": 1}, then {"tier": "x"}.')).toBe(true);
    expect(await passes('contains-json', { value }, 'first {"a": 1}, then [2].')).toBe(false);
    expect(await passes('not-contains-json', { value }, 'first {"a": 1}, then [2].')).toBe(true);
  });
});

/** A schema in a schema, so many times. */
function nested(levels: number): Json {
  let schema: Json = {};
  for (let level = 0; level < levels; level += 1) schema = { not: schema };
  return schema;
}
