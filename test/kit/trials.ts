import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelParameters } from '../../src/domain/prompt.ts';
import type { Arm, Trial, TrialResult } from '../../src/domain/trial.ts';
import { priceOf } from '../../src/model/prices.ts';
import { buildRequest } from '../../src/model/request.ts';
import { createSender } from '../../src/model/send.ts';
import type { RunOptions } from '../../src/run/options.ts';
import { run } from '../../src/run/run.ts';
import { openStore } from '../../src/run/store.ts';

export type TrialPlan = {
  baseUrl: string;
  cases: number;
  arms?: Arm[];
  model?: string;
  provider?: 'openai' | 'anthropic';
  system?: string;
  scope?: string;
  parameters?: ModelParameters;
  /** Called when a trial is taken. */
  onTaken?: (taken: number) => void;
};

/** The trials of a plan, made one by one as they are taken; every case and arm asks something of its own. */
export function* trialsOf(plan: TrialPlan): Generator<Trial> {
  const { baseUrl, cases, arms = ['candidate'], model = 'gpt-4.1-mini', provider = 'openai' } = plan;
  let taken = 0;
  for (let number = 0; number < cases; number += 1) {
    for (const arm of arms) {
      taken += 1;
      plan.onTaken?.(taken);
      const system = `${arm}: ${plan.system ?? 'answer'}`;
      const request = buildRequest(
        { provider, model, baseUrl },
        [
          { role: 'system', content: system },
          { role: 'user', content: `case ${number}` },
        ],
        plan.parameters ?? {},
      );
      yield { prompt: 'p', caseId: String(number), arm, index: 0, request, scope: plan.scope ?? '' };
    }
  }
}

/** A directory of its own, removed by `remove`. */
export function temporaryDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'prompt-eval-gate-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs trials to the end over real connections, with a store in `directory` or in one of its own. */
export async function runAll(
  trials: Iterable<Trial>,
  options: Partial<RunOptions> & { directory?: string; apiKey?: string } = {},
): Promise<TrialResult[]> {
  const own = temporaryDirectory();
  const key = { apiKey: options.apiKey ?? 'key', baseUrl: undefined };
  const send = createSender(
    { providers: { openai: key, anthropic: key } },
    { timeoutMs: options.trialTimeoutMs ?? 60_000 },
  );
  const store = options.store ?? (await openStore(options.directory ?? own.path));
  const results: TrialResult[] = [];
  try {
    const given: RunOptions = {
      send,
      maxConcurrency: 20,
      trialTimeoutMs: 60_000,
      retries: 5,
      offline: false,
      priceOf,
      backoffMs: 10,
      ...options,
      store,
    };
    for await (const result of run(trials, given)) results.push(result);
    return results;
  } finally {
    if (!options.store) await store.close();
    send.close();
    own.remove();
  }
}

/** How many results have each status and failure kind: `{ answered: 3, 'rate-limit': 1 }`. */
export function tally(results: TrialResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const name = result.status === 'answered' ? 'answered' : result.failure.kind;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
