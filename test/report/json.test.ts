import { readdir, readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { resultJson } from '../../src/report/json.ts';
import { publishedSchemas } from '../../src/result/json-schema.ts';
import { hostileResult } from '../kit/hostile-result.ts';
import {
  acceptedResult,
  blockedResult,
  brokenMidwayResult,
  newPromptResult,
  noKeyResult,
  severalPromptsResult,
} from '../kit/results.ts';

const published = new URL('../../schema/result.schema.json', import.meta.url);

test('the published schemas are up to date (node scripts/schema.ts)', async () => {
  const folder = new URL('./', published);
  const names = await readdir(folder);
  const texts = names.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const);
  expect(Object.fromEntries(await Promise.all(texts))).toEqual(publishedSchemas());
});

test('every result is valid by the published schema', async () => {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(await readFile(published, 'utf8')));
  const results = [
    acceptedResult(),
    blockedResult(),
    newPromptResult(),
    severalPromptsResult(),
    noKeyResult(),
    brokenMidwayResult(),
    hostileResult(),
  ];
  for (const result of results) {
    expect(validate(JSON.parse(resultJson(result))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('the JSON says all that the result says', () => {
  expect(JSON.parse(resultJson(blockedResult()))).toEqual(blockedResult());
});

test('a number that JSON does not know is refused rather than published as null', () => {
  const result = blockedResult();
  expect(() => resultJson({ ...result, promptsWatched: Number.NaN })).toThrow(/promptsWatched/);
});
