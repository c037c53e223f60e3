import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChange } from '../../src/change/change.ts';
import { gateWithCases, type Judged } from '../../src/commands/gate.ts';
import type { CaseRecord, CaseSource } from '../../src/domain/case-result.ts';
import { DEFAULT_POLICY_PATH } from '../../src/domain/policy.ts';
import type { GateRequest } from '../../src/domain/request.ts';
import { credentialsFrom } from '../../src/model/credentials.ts';
import { planChange } from '../../src/plan/all.ts';
import type { PromptPlan } from '../../src/plan/plan.ts';
import { baselineAnew, trialsAgain, trialsOf } from '../../src/plan/trials.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { encodeEntry } from '../../src/run/entry.ts';
import { trialKey } from '../../src/run/store.ts';
import { buildRepository, type Files } from '../../test/kit/repository.ts';
import { type Answering, exampleAnswer } from './answering.ts';

const DEMO = fileURLToPath(new URL('../../fixtures/demo/base/', import.meta.url));

/** The paths of the example. */
export const POLICY = DEFAULT_POLICY_PATH;
export const PROMPT = 'prompts/support.prompt.yml';
export const SUITE = 'evals/support.yml';

/** The files of the demo: what main has in every example, unless the example says otherwise. */
export async function demoFiles(): Promise<Record<string, string>> {
  const texts = [POLICY, PROMPT, SUITE].map(async (path) => [path, await readFile(join(DEMO, path), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}

export type Played = {
  /** What main has. */
  base: Files;
  /** What the pull request changes; null deletes a file. */
  edit: Files;
  answers?: Answering;
  /** There is no key, and no answer is stored. */
  isWithoutKey?: boolean;
  request?: Partial<GateRequest>;
};

/**
 * Runs the gate on a pull request in a real repository. The simulated model has answered everything beforehand, so that
 * nothing is sent anywhere and every figure is the same each time.
 */
export async function play({
  base,
  edit,
  answers = {},
  isWithoutKey = false,
  request = {},
}: Played): Promise<Judged> {
  await using repository = await buildRepository(base);
  await repository.branch('pull-request');
  await repository.write(edit);
  const head = await repository.commit('The pull request');
  const environment = isWithoutKey ? {} : { OPENAI_API_KEY: 'of-the-example', OPENAI_BASE_URL: NOWHERE };
  const asked: GateRequest = {
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: head },
    configPath: POLICY,
    storeDirectory: join(repository.root, '.git', 'answers'),
    scope: 'pull/12',
    credentials: credentialsFrom(environment),
    offline: false,
    version: '1',
    log: () => {},
    ...request,
  };
  if (!isWithoutKey) await storeAnswers(asked, answers, repository.write);
  const { result, cases } = await gateWithCases(asked);
  const records = new Map(result.prompts.map(({ path }) => [path, [...(cases?.recordsOf(path) ?? [])]]));
  // Only the time that this machine took differs from run to run.
  return { result: { ...result, usage: { ...result.usage, elapsedMs: 41_300 } }, cases: heldIn(records) };
}

/** The cases with their texts, which are there when the repository is gone. */
function heldIn(records: ReadonlyMap<string, CaseRecord[]>): CaseSource {
  const of = (path: string) => records.get(path) ?? [];
  return { outcomesOf: of, recordsOf: of };
}

/** So often a lost critical case is asked again. */
const AGAIN = 2;

/** Nobody answers there: an example that asks for more than was stored fails. */
const NOWHERE = 'http://127.0.0.1:9/v1';

/** Stores every answer of the simulated model; nothing where the change cannot be planned. */
async function storeAnswers(
  request: GateRequest,
  answers: Answering,
  write: (files: Files) => Promise<void>,
): Promise<void> {
  const lines: string[] = [];
  try {
    await using change = await openChange(request);
    const { plans } = await planChange(change, request);
    for (const plan of plans) {
      const cases = new Map(plan.suite.cases.map((testCase) => [testCase.id, testCase]));
      for (const trial of trialsOfAll(plan, change.scope)) {
        const arm = trial.arm === 'baseline' ? plan.baseline : plan.candidate;
        const vars = cases.get(trial.caseId)?.vars;
        if (!arm || !vars) throw new Error(`no arm or case of the trial ${trial.caseId}`);
        const answer = exampleAnswer(renderMessages(arm.prompt, vars), {
          answers,
          model: arm.prompt.model ?? '',
        });
        lines.push(encodeEntry(trialKey(trial), answer));
      }
    }
  } catch {
    // The gate reports it.
  }
  await write({ '.git/answers/simulated.jsonl': lines.join('') });
}

/** Every trial that the gate may want, also to confirm what it found. */
function* trialsOfAll(plan: PromptPlan, scope: string) {
  const { cases } = plan.suite;
  yield* trialsOf(plan, cases, scope);
  yield* baselineAnew(plan, cases, scope);
  yield* trialsAgain(plan, cases, { scope, trials: AGAIN });
}
