import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assertion } from '../../src/domain/suite.ts';
import { openScripts, type Scripts } from '../../src/score/script/scripts.ts';
import { readScripts } from '../../src/score/script/source.ts';
import { transformsOf } from '../../src/score/transform.ts';
import { assertionOf, complaints, judge } from '../kit/scoring.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const FILES = {
  'evals/answer.cjs': 'module.exports = { shout: (output) => output.toUpperCase() };',
};

let scripts: Scripts;

beforeAll(async () => {
  const transforms = [{ code: 'output' }, { code: 'file://answer.cjs:shout' }];
  const sources = await readScripts(transformsOf(assertionOf('contains', { transforms })), snapshotOf(FILES));
  scripts = await openScripts(sources, { runtime: 'quickjs' });
});
afterAll(() => scripts.close());

const judged = async (type: string, rest: Partial<Assertion>, answer: string, codes: string[]) => {
  const transforms = codes.map((code) => ({ code }));
  const result = await judge(type, { ...rest, transforms }, answer, { script: scripts.run });
  return result.errored?.message ?? (result.passed || (result.failures[0]?.reason ?? ''));
};

describe('an answer that goes through functions', () => {
  it('is judged as they leave it, one after the other', async () => {
    expect(await judged('equals', { value: 'ab' }, '{"text":"ab"}', ['JSON.parse(output).text'])).toBe(true);
    expect(
      await judged('equals', { value: 'AB' }, ' ab ', ['output.trim()', 'file://answer.cjs:shout']),
    ).toBe(true);
    expect(await judged('equals', { value: 'ab' }, 'ab', ['file://answer.cjs:shout'])).toContain('AB');
  });

  it('may become a value, which is JSON to texts and itself to JavaScript', async () => {
    const parse = ['JSON.parse(output).items'];
    expect(await judged('is-json', { value: { type: 'array' } }, '{"items":[1,2]}', parse)).toBe(true);
    expect(await judged('javascript', { value: 'output.length === 2' }, '{"items":[1,2]}', parse)).toBe(true);
  });

  it('is given to a body of several lines too, with the case', async () => {
    const body = 'const { vars } = context;\nreturn output + Object.keys(vars).length;';
    expect(await judged('equals', { value: 'a0' }, 'a', [body])).toBe(true);
  });

  it.each(['contains', 'not-contains'])(
    'fails `%s` where a function throws or returns nothing',
    async (type) => {
      expect(await judged(type, { value: 'x' }, 'no JSON', ['JSON.parse(output)'])).toContain('threw');
      expect(await judged(type, { value: 'x' }, 'a', ['undefined'])).toContain('returned undefined');
    },
  );

  it('is neither passed nor failed where a function reaches for what is not there', async () => {
    expect(await judged('contains', { value: 'x' }, 'a', ['require("fs").readFileSync("x")'])).toMatch(
      /^`transform` .*there is no package, network, file, process/,
    );
  });
});

describe('a `transform`', () => {
  it.each([
    [{ code: 'output.' }, 'has a `transform` that is no JavaScript: '],
    [{ code: 'file://x.txt' }, 'has a `transform` that is no JavaScript file'],
  ])('%j is refused at its place', (transform, problem) => {
    const told = complaints('contains', { value: 'x', transforms: [transform] });
    expect(told).toMatch(/^evals\/support\.yml:7:9: /);
    expect(told).toContain(problem);
  });
});
