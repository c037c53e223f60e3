/**
 * Rewrites the demo's suite and its recorded answers: `node scripts/record-demo.ts`. The answers come from a seeded,
 * simulated model (simulated-model.ts), not from a real one, and say so.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { digestOf } from '../src/base/digest.ts';
import { entryOf } from '../src/change/naming.ts';
import { evaluationScope } from '../src/commands/registry/evaluate.ts';
import { parseConfig } from '../src/config/schema.ts';
import { DEFAULT_POLICY_PATH } from '../src/domain/policy.ts';
import type { Snapshot } from '../src/domain/snapshot.ts';
import { credentialsFrom } from '../src/model/credentials.ts';
import { armPlanner } from '../src/plan/arms.ts';
import { type PromptPlan, planPrompt } from '../src/plan/plan.ts';
import { trialsOf } from '../src/plan/trials.ts';
import { renderMessages } from '../src/prompt/render.ts';
import { encodeEntry } from '../src/run/entry.ts';
import { trialKey } from '../src/run/store.ts';
import { type DemoQuestion, demoQuestions } from './demo-questions.ts';
import { simulatedAnswer } from './simulated-model.ts';

const PROMPT = 'prompts/support.prompt.yml';
/** Beside those of the registry, so under another name. */
const OPERATIONS_ANSWERS = 'operations/answers/simulated-brief.jsonl';
const DEMO = fileURLToPath(new URL('../fixtures/demo/', import.meta.url));

function caseOf(question: DemoQuestion) {
  const escalated = { type: 'icontains-any', value: ['specialist', 'connect', 'cannot confirm'] };
  const answered = [
    { type: 'icontains', value: question.kind === 'documented' ? question.page : '' },
    { type: 'not-icontains', value: 'specialist' },
  ];
  return {
    description: `${question.tier}: ${question.message}`,
    group: question.topic,
    vars: { customer_tier: question.tier, user_message: question.message },
    assert: question.kind === 'documented' ? answered : [escalated],
  };
}

/** The suite, as its file's text. */
export function demoSuite(): string {
  const suite = {
    defaultTest: { assert: [{ type: 'not-icontains', value: 'as an AI' }] },
    tests: demoQuestions().map(caseOf),
  };
  const label = '# Made by scripts/record-demo.ts from scripts/demo-questions.ts.\n';
  return label + stringify(suite, { lineWidth: 100 });
}

/** The demo's files as a revision: the base's, overlaid by those of the pull request if requested. */
export function demoSnapshot(...layers: string[]): Snapshot {
  const read = async (path: string) => {
    for (const layer of layers.toReversed()) {
      const file = join(DEMO, layer, path);
      if (existsSync(file)) return await readFile(file, 'utf8');
    }
    return undefined;
  };
  return {
    revision: layers.join('+'),
    list: async () => [],
    has: async (path) => (await read(path)) !== undefined,
    blob: async (path) => await read(path),
    read,
  };
}

/** Both arms' answers to every case of the current suite, in the response store's own format. */
export async function demoAnswers(): Promise<string> {
  const plan = await demoPlan({
    baseline: demoSnapshot('base'),
    candidate: demoSnapshot('base', 'pull-request'),
  });
  return answersTo(plan, '');
}

/** The answers of both versions when the registry evaluates them, each by itself. */
export async function registryAnswers(): Promise<string> {
  return evaluationAnswers(demoSnapshot('base'), demoSnapshot('base', 'pull-request'));
}

/** The answers of the version that `demo --operations` proposes. */
export async function operationsAnswers(): Promise<string> {
  return evaluationAnswers(demoSnapshot('base', 'operations/pull-request'));
}

async function evaluationAnswers(...versions: Snapshot[]): Promise<string> {
  const answers = versions.map(async (candidate) => {
    const plan = await demoPlan({ baseline: null, candidate });
    return answersTo(plan, evaluationScope({ digest: digestOf(plan.candidate.bundle), round: 0 }));
  });
  return (await Promise.all(answers)).join('');
}

/** The plan of one version of the demo, or of two that are compared. */
export async function demoPlan({ baseline, candidate }: { baseline: Snapshot | null; candidate: Snapshot }) {
  const base = demoSnapshot('base');
  const config = parseConfig((await base.read(DEFAULT_POLICY_PATH)) ?? '', DEFAULT_POLICY_PATH);
  const source = { path: PROMPT, part: undefined, entry: entryOf(config, PROMPT), models: config.models };
  const context = { config, credentials: credentialsFrom({}), base };
  return planPrompt(
    {
      name: PROMPT,
      baseline: baseline && { ...source, snapshot: baseline },
      candidate: { ...source, snapshot: candidate },
    },
    { ...context, planArm: armPlanner(context) },
  );
}

function answersTo(plan: PromptPlan, scope: string): string {
  const lines: string[] = [];
  for (const trial of trialsOf(plan, plan.suite.cases, () => scope)) {
    const testCase = plan.suite.cases.find(({ id }) => id === trial.caseId);
    const arm = trial.arm === 'baseline' ? plan.baseline : plan.candidate;
    if (!testCase || !arm) throw new Error(`no case or arm for ${trial.caseId}`);
    const answer = simulatedAnswer(renderMessages(arm.prompt, testCase.vars));
    lines.push(encodeEntry(trialKey(trial), answer));
  }
  return lines.join('');
}

if (import.meta.main) {
  await writeFile(join(DEMO, 'base/evals/support.yml'), demoSuite());
  await writeFile(join(DEMO, 'answers/simulated.jsonl'), await demoAnswers());
  await writeFile(join(DEMO, 'registry/answers/simulated.jsonl'), await registryAnswers());
  await writeFile(join(DEMO, OPERATIONS_ANSWERS), await operationsAnswers());
}
