import { ConfigurationError, ConfigurationErrors, mistakesIn } from '../../../../base/errors.ts';
import type { Metric } from '../../../../domain/observation.ts';
import type { RegistryPolicy } from '../../../../domain/registry-policy.ts';
import type { Assertion, Case } from '../../../../domain/suite.ts';
import { checkAssertions } from '../../../../score/check-assertions.ts';
import { assertionsThatAsk, countedAssertions } from '../../../../score/judge/asked.ts';
import { judgeModel } from '../../../../score/judge/judge-kind.ts';
import { mistake } from '../../../../score/kind.ts';
import { assertionKinds, loadKinds } from '../../../../score/kinds.ts';
import { assertionsOfMetric } from '../../../../suite/policy-assertions.ts';

/** A metric whose values are judgements of production's answers. */
export type JudgedMetric = {
  metric: Metric;
  /** Share of the calls. */
  sample: number;
  /** Its assertions, in a case without variables. */
  testCase: Case;
  /** The models that its assertions name; null: the policy's `judge`. */
  provider: { judge: string | null; embedder: string | null };
};

/** They look at what a file of answers does not have: the call itself, or another arm's answer. */
const NOT_OF_PRODUCTION = ['cost', 'finish-reason', 'latency', 'select-best', 'tool-call-f1'];

/**
 * The judged metrics of a policy.
 * @throws ConfigurationError(s): there is none; all mistakes in their assertions, at their places
 */
export async function judgedMetrics({ metrics }: Pick<RegistryPolicy, 'metrics'>): Promise<JudgedMetric[]> {
  const mistakes: ConfigurationError[] = [];
  const judged: JudgedMetric[] = [];
  for (const metric of metrics ?? []) {
    if (!metric.judged) continue;
    try {
      judged.push(await judgedMetric(metric, metric.judged));
    } catch (problem) {
      mistakes.push(...mistakesIn(problem));
    }
  }
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  if (judged.length > 0) return judged;
  throw new ConfigurationError('No metric of the policy on main is judged.', {
    remedy:
      'Add one under `registry.metrics`, such as `on_topic: { kind: binary, sample: 10%, assert: [{ type: llm-rubric, value: Answers what was asked. }] }`, and merge it. See docs/observations.md.',
  });
}

async function judgedMetric(metric: Metric, by: NonNullable<Metric['judged']>): Promise<JudgedMetric> {
  const { assertions, mistakes: unread } = assertionsOfMetric(by);
  const testCase: Case = {
    ...{ id: metric.name, description: null, segments: [], vars: {}, metadata: {} },
    ...{ assertions, threshold: by.threshold, critical: false },
    place: by.places[''] ?? { path: '' },
  };
  await loadKinds([testCase]);
  const refused = countedAssertions(testCase).flatMap(refusals);
  const checked =
    assertions.length === 0 && unread.length > 0
      ? []
      : checkAssertions(testCase, { ask: true, embed: true, script: true });
  const mistakes = [...unread, ...refused, ...checked];
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  const provider = {
    judge: onlyModel(assertionsThatAsk(testCase, 'judgement')),
    embedder: onlyModel(assertionsThatAsk(testCase, 'embedding')),
  };
  return { metric, sample: by.sample, testCase, provider };
}

function refusals(assertion: Assertion): ConfigurationError[] {
  const remedy = 'Judge the text: by a judge’s assertion, or by `icontains-any`, `regex`, `is-json`.';
  if (assertion.transforms || assertionKinds.get(assertion.type)?.asks === 'script') {
    return [mistake(assertion, 'runs a program, which judged metrics do not.', remedy)];
  }
  if (!NOT_OF_PRODUCTION.includes(assertion.type)) return [];
  return [
    mistake(assertion, 'needs more than the text of an answer, which is all that is reported.', remedy),
  ];
}

/** One metric has one judge: otherwise nobody could say what its value means. */
function onlyModel(assertions: readonly Assertion[]): string | null {
  let only: string | null = null;
  for (const assertion of assertions) {
    const model = judgeModel(assertion);
    if (only !== null && model !== null && model !== only) {
      const problem = `names ${model}, and another assertion of the same metric ${only}.`;
      throw mistake(assertion, problem, 'Name one model for all of them, or make two metrics.');
    }
    only ??= model;
  }
  return only;
}
