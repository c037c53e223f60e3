import { GateFailure } from '../../base/errors.ts';
import { type Asking, openAsking } from '../../compare/answers.ts';
import { askLooks } from '../../compare/ask.ts';
import { evidenceOf, newComparison } from '../../compare/comparison.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { isCutOff, type Outcome } from '../../domain/outcome.ts';
import type { Config } from '../../domain/policy.ts';
import type { Digest, Version } from '../../domain/registry.ts';
import type { GateRequest } from '../../domain/request.ts';
import { nameOf } from '../../model/names.ts';
import { refuseMissingKeys } from '../../plan/keys.ts';
import type { PromptPlan } from '../../plan/plan.ts';
import { openStore } from '../../run/store.ts';
import { announce } from '../announce.ts';

/** A version whose suite is to be asked. */
export type ToEvaluate = {
  prompt: string;
  version: Version;
  digest: Digest;
  /** With the version as its candidate, and without a baseline. */
  plan: PromptPlan;
  /** How often this digest was evaluated before: its answers are asked anew. */
  round: number;
  /** The scope in which its answers are kept; by default that of its round. */
  scope?: string;
  /** Mean output tokens of earlier answers of its model; absent: not known. */
  answerTokens?: number;
};

/** A version's answers to its whole suite. */
export type Evaluated = ToEvaluate & { evidence: Evidence; judges: string[]; scope: string };

export type EvaluationRequest = Pick<
  GateRequest,
  'credentials' | 'log' | 'signal' | 'agree' | 'restoreAnswers'
> & {
  config: Config;
  storeDirectory: string;
  /** Whether the judges are asked again, whatever they said of the same answers before. */
  judgesAnew?: boolean;
  /** Is given each version that was evaluated, while its models can be asked; what it returns counts. */
  alsoAsk?: (version: Evaluated, asking: Asking) => Promise<Evaluated>;
};

/** Evaluated versions, and why others could not be evaluated. */
export type Evaluations = { evaluated: Evaluated[]; pending: { prompt: string; problem: string }[] };

/**
 * Asks every case of the suites, all of them, whatever was asked for pull requests: answers are kept apart from theirs.
 * The limits of the policy on money and time hold for all versions together. A version of which a limit, or an end of
 * the run, left cases unasked is not evaluated; the next run goes on from the answers that came.
 */
export async function evaluate(
  versions: readonly ToEvaluate[],
  request: EvaluationRequest,
): Promise<Evaluations> {
  if (versions.length === 0) return { evaluated: [], pending: [] };
  const { config, credentials, storeDirectory } = request;
  const plans = versions.map(wholeSuiteOf);
  if (config.run.cache) await request.restoreAnswers?.(storeDirectory);
  const store = await openStore(storeDirectory, { notesUse: true });
  try {
    const scopeOfPlan = (plan: PromptPlan) => scopeOf(versions[plans.indexOf(plan)]);
    for (const plan of plans) refuseMissingKeys([plan], { credentials, store, scope: scopeOfPlan(plan) });
    const lengthOf = (plan: PromptPlan) => versions[plans.indexOf(plan)]?.answerTokens;
    const from = { config, store, scope: '', scopeOf: scopeOfPlan, lengthOf };
    await announce(plans, from, { ...request, outcomes: undefined, offline: false });
  } catch (problem) {
    await store.close();
    if (!(problem instanceof GateFailure)) throw problem;
    return {
      evaluated: [],
      pending: versions.map(({ prompt }) => ({ prompt, problem: problem.message })),
    };
  }
  const byName = new Map(plans.map((plan, index) => [plan.name, versions[index]]));
  await using asking = await openAsking(plans, {
    store,
    config,
    scope: '',
    judgementScope: 'registry',
    request: { credentials, offline: false, log: request.log, signal: request.signal },
    mayCurtail: false,
  });
  const results: Evaluations = { evaluated: [], pending: [] };
  for (const plan of plans) {
    const version = byName.get(plan.name);
    if (!version) continue;
    const state = newComparison(plan);
    const scope = scopeOf(version);
    const judgingOf = request.judgesAnew ? asking.judgesAnew(scope()) : asking.judgingOf;
    const looks = await askLooks([state], { ...asking, judgingOf, scope });
    const outcomes = looks.get(state)?.outcomes ?? [];
    const problem = whyIncomplete(plan, outcomes);
    if (problem !== null) {
      results.pending.push({ prompt: version.prompt, problem });
      continue;
    }
    const evidence = evidenceOf(plan, [outcomes], new Map());
    const judges = Object.values(plan.judges).filter((judge) => judge !== null);
    const evaluated = { ...version, evidence, judges: judges.map(nameOf), scope: scope() };
    results.evaluated.push(
      (await request.alsoAsk?.({ ...evaluated, plan }, { ...asking, judgingOf })) ?? evaluated,
    );
  }
  return results;
}

/** A scope of its own for every evaluation, also at temperature 0. */
function scopeOf(version: ToEvaluate | undefined): () => string {
  const scope = version?.scope ?? evaluationScope(version ?? { digest: '', round: 0 });
  return () => scope;
}

/** The scope in which the answers of one evaluation of a version are kept. */
export function evaluationScope({ digest, round }: Pick<ToEvaluate, 'digest' | 'round'>): string {
  return `registry/${digest}/${round}`;
}

/** One look, of all cases; several versions of a prompt are told apart by their digests. */
function wholeSuiteOf({ plan, digest }: ToEvaluate): PromptPlan {
  const { cases } = plan.suite;
  return { ...plan, name: `${plan.name}@${digest.slice(0, 12)}`, baseline: null, looks: [cases, cases] };
}

/** Why the outcomes of a suite are no evidence; null where they are. */
export function whyIncomplete(plan: PromptPlan, outcomes: readonly Outcome[]): string | null {
  if (outcomes.some(isCutOff)) {
    return `The run's limit of money or time ended before all ${plan.suite.cases.length} cases were asked. The next run goes on from there.`;
  }
  const expected = plan.suite.cases.length * plan.trials;
  const failed = outcomes.filter((outcome) => outcome.status === 'errored');
  if (outcomes.length < expected) return 'The run was stopped before all cases were asked.';
  if (failed.length < outcomes.length || failed.length === 0) return null;
  const [first] = failed;
  return `No case was answered. ${first?.status === 'errored' ? first.failure.message : ''}`.trim();
}
