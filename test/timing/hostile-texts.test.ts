import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import { compileSubstitution } from '../../src/prompt/template/substitution.ts';
import {
  escapeHtml,
  inertCode,
  inertFence,
  inertHtml,
  inertMarkdown,
  inertTerminal,
} from '../../src/prose/inert.ts';
import { QUICK_LENGTH } from '../../src/score/time-limit.ts';
import { growth, WELL_BELOW_QUADRATIC } from '../kit/growth.ts';
import { judge } from '../kit/scoring.ts';

/** Both sizes of a measurement are past the length up to which a text is read without a time limit, which costs by itself. */
const LONG = 2 * QUICK_LENGTH;

const repeated = (part: string, characters: number) => part.repeat(characters / part.length);

describe.each(Object.entries({ inertCode, inertFence, inertHtml, inertMarkdown, inertTerminal, escapeHtml }))(
  '%s',
  (_, inert) => {
    test.each([' ', '`', ':', '\n', '\t', 'a:', '< ', '# '])(
      'takes long runs of %j as they come',
      async (part) => {
        const ratio = await growth(30_000, (size) => {
          const text = repeated(part, size);
          return () => inert(text);
        });
        expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
      },
    );
  },
);

test('braces that are no variables cost a template nothing more the more there are', async () => {
  const ratio = await growth(60_000, (size) => {
    const text = repeated('{{a |}}', size) + repeated('{{ ', size);
    return () => compileSubstitution({ text, path: 'prompts/a.prompt.yml', includes: {} });
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

/** How judging answers of repeated parts grows with their length. */
function growthOf(
  type: string,
  part: string,
  size: number,
  rest: Record<string, Json> = {},
): Promise<number> {
  return growth(size, (characters) => {
    const answer = repeated(part, characters);
    return () => judge(type, rest, answer);
  });
}

describe.each(['is-xml', 'contains-xml', 'is-html', 'contains-html'])('%s', (type) => {
  test.each([
    '<a>',
    '<a/>',
    '<',
    '<!--',
    '<a b="',
    '</a>',
    '<b><a>',
    '<div><p>',
    '<table><td>',
    '&amp;',
    '<?',
  ])('reads %s as often as it comes', async (part) => {
    expect(await growthOf(type, part, LONG)).toBeLessThan(WELL_BELOW_QUADRATIC);
  });
});

test.each(['[', '{', '{"a":', '["', '[1,', '{[', '"[', '["[1,', '[",[1,",', '\\"['])(
  'contains-json reads %s as often as it comes',
  async (part) => {
    expect(await growthOf('contains-json', part, LONG)).toBeLessThan(WELL_BELOW_QUADRATIC);
  },
);

test.each(['(x+x+)+y', '(a|a)*$b', '(.*)*=', '([a-z]+)+!', '(a?){50}a{50}b'])(
  'the regular expression %s reads an answer once',
  async (value) => {
    expect(await growthOf('regex', 'xa', LONG, { value })).toBeLessThan(WELL_BELOW_QUADRATIC);
  },
);

test('a JSON schema takes no more than its parts do to be read', async () => {
  let made = 0;
  const ratio = await growth(150, (parts) => () => {
    made += 1;
    const properties = Object.fromEntries(
      Array.from({ length: parts }, (_, at) => [`p${at} of ${made}`, { type: 'string', minLength: at }]),
    );
    return judge('is-json', { value: { type: 'object', properties } }, '{}');
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('a JSON schema that cannot be used is tried once, not for every case', async () => {
  const properties = Object.fromEntries(
    Array.from({ length: 1500 }, (_, at) => [`p${at}`, { type: 'string', minLength: at }]),
  );
  const value = { type: 'object', properties, not: { $ref: '#/nowhere' } };
  const cpuMs = async () => {
    const before = process.cpuUsage();
    await expect(judge('is-json', { value }, '""')).rejects.toThrow('refers to a schema that is not in it');
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const first = await cpuMs();
  const later = [await cpuMs(), await cpuMs(), await cpuMs()];
  expect(Math.min(...later)).toBeLessThan(first / 5);
});

test('a pattern of a JSON schema reads a value once', async () => {
  const value = { type: 'string', pattern: '^(a+)+$' };
  const ratio = await growth(20_000, (size) => {
    const answer = JSON.stringify(`${'a'.repeat(size)}!`);
    return () => judge('is-json', { value }, answer);
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('the reply of a judge is read once, white space and all', async () => {
  const ratio = await growth(30_000, (size) => {
    const text = `x${' '.repeat(size)}x`;
    const ask = async () => ({ ok: true as const, text });
    const choices = [
      { choice: 'a', score: 1 },
      { choice: 'b', score: 0 },
    ];
    const rest = { options: { prompt: 'Which? {{completion}}', choices } };
    return () => judge('llm-choice', rest, 'x', { ask });
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});
