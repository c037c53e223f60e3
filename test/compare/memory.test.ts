import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/**
 * Bytes that are alive for each of many things more, once garbage is collected, in a process of its own.
 * @param make a program's `async function make(count)`, of which what it returns is kept
 */
function aliveForEach(make: string): number {
  const program = `
    ${make}
    const aliveWith = async (count) => {
      const kept = await make(count);
      gc();
      const bytes = process.memoryUsage().heapUsed;
      return kept ? bytes : 0;
    };
    await aliveWith(100);
    const few = await aliveWith(1000);
    console.log(((await aliveWith(9000)) - few) / 8000);`;
  return Number(
    execFileSync(
      process.execPath,
      ['--expose-gc', '--input-type=module-typescript', '--no-warnings', '--eval', program],
      { encoding: 'utf8' },
    ),
  );
}

test('a case that was read and checked takes less than 1.7 KB of memory', () => {
  const alive = aliveForEach(`
    import { checkAssertions } from './src/score/check-assertions.ts';
    import { readPrompt } from './src/prompt/read.ts';
    import { readSuite } from './src/suite/read.ts';
    import { snapshotOf } from './test/kit/snapshot.ts';
    const caseOf = (number) => [
      '  - description: case ' + number,
            '    segment: enterprise',
      '    vars: { question: "Question ' + number + ': why is my replica lagging?", plan: basic }',
      '    assert:',
      '      - { type: icontains, value: specialist }',
      '      - { type: not-contains, value: sorry }',
    ].join('\\n');
    async function make(count) {
      const suite = 'tests:\\n' + Array.from({ length: count }, (_, number) => caseOf(number)).join('\\n');
      const snapshot = snapshotOf({ 'ask.md': '{{question}} {{plan}}', 'ask.suite.yml': suite });
      const prompt = await readPrompt({ snapshot, path: 'ask.md' });
      const { cases } = await readSuite({ snapshot, prompt });
      for (const testCase of cases) if (checkAssertions(testCase).length > 0) throw new Error('a mistake');
      return cases;
    }`);
  expect(alive).toBeGreaterThan(500);
  expect(alive).toBeLessThan(1700);
});

test('an answer that was judged takes less than 1 KB of memory, however long it is', () => {
  const alive = aliveForEach(`
    import { scoreTrial } from './src/score/score-trial.ts';
    const place = { path: 'cases.yml', line: 1, column: 1 };
    const contains = { type: 'contains', negated: false, value: 'specialist', place };
    const testCase = { id: 'a', description: null, segments: ['all'], vars: {}, assertions: [contains],
      threshold: null, critical: false, metadata: {}, place };
    const target = { provider: 'openai', model: 'm', baseUrl: 'http://localhost' };
    async function make(count) {
      const outcomes = [];
      for (let number = 0; number < count; number += 1) {
        const text = 'Number ' + number + ': ' + 'a specialist will call you. '.repeat(1000);
        const request = { target, body: { model: 'm', messages: [{ role: 'user', content: text }] } };
        const trial = { prompt: 'p', caseId: 'a', arm: 'candidate', index: 0, request, scope: '' };
        const usage = { inputTokens: number, outputTokens: 80, cachedInputTokens: 0 };
        const answer = { text, toolCalls: [], finishReason: 'stop', usage, latencyMs: number / 3, model: 'm' };
        const key = String(number).padStart(64, '0');
        const result = { trial, key, status: 'answered', answer, fromStore: false };
        outcomes.push(await scoreTrial(result, testCase, () => number / 7));
      }
      return outcomes;
    }`);
  expect(alive).toBeGreaterThan(100);
  expect(alive).toBeLessThan(1000);
});
