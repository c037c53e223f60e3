import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { demoAnswers, demoSuite, operationsAnswers, registryAnswers } from '../../scripts/record-demo.ts';

const committed = (path: string) => readFile(new URL(`../../fixtures/demo/${path}`, import.meta.url), 'utf8');

test("the demo's suite and answers are what their script makes", async () => {
  expect(await committed('base/evals/support.yml')).toBe(demoSuite());
  expect(await committed('answers/simulated.jsonl')).toBe(await demoAnswers());
  expect(await committed('registry/answers/simulated.jsonl')).toBe(await registryAnswers());
  expect(await committed('operations/answers/simulated-brief.jsonl')).toBe(await operationsAnswers());
});
