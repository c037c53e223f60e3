/**
 * Makes the demo's suite and its recorded answers anew: `node scripts/record-demo.ts`.
 * The answers come from a seeded, simulated model (simulated-model.ts), not from a real one, and say so.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { type DemoQuestion, demoQuestions } from './demo-questions.ts';

const DEMO = fileURLToPath(new URL('../fixtures/demo/', import.meta.url));

function caseOf(question: DemoQuestion) {
  const escalated = { type: 'icontains-any', value: ['specialist', 'connect', 'cannot confirm'] };
  const answered = [
    { type: 'icontains', value: question.kind === 'documented' ? question.page : '' },
    { type: 'not-icontains', value: 'specialist' },
  ];
  return {
    description: `${question.tier}: ${question.message}`,
    vars: { customer_tier: question.tier, user_message: question.message },
    assert: question.kind === 'documented' ? answered : [escalated],
  };
}

async function writeSuite(): Promise<void> {
  const suite = {
    defaultTest: { assert: [{ type: 'not-icontains', value: 'as an AI' }] },
    tests: demoQuestions().map(caseOf),
  };
  const label = '# Made by scripts/record-demo.ts from scripts/demo-questions.ts.\n';
  await writeFile(join(DEMO, 'base/evals/support.yml'), label + stringify(suite, { lineWidth: 100 }));
}

await writeSuite();
void [mkdir, readFile, rm];
