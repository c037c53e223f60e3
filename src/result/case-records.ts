import { formatPlace } from '../base/errors.ts';
import {
  type CaseOutcomes,
  outcomesByCase,
  standingOf,
  tellingOutcome,
} from '../compare/case-differences.ts';
import type { Comparison } from '../compare/comparison.ts';
import type { CaseFigures, CaseOutcome, CaseRecord, CaseSource, CaseTexts } from '../domain/case-result.ts';
import type { AssertionResult, Outcome } from '../domain/outcome.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Case } from '../domain/suite.ts';
import type { Arm } from '../domain/trial.ts';
import { outputOf } from '../model/output.ts';
import { modelPairs } from '../plan/models.ts';
import { renderMessages } from '../prompt/render.ts';
import { wholeText } from '../prompt/tool-calls.ts';
import type { ResponseStore } from '../run/store.ts';
import { nameCases } from './case-names.ts';

type Store = Pick<ResponseStore, 'get' | 'close'>;

/** The cases of compared prompts, whose answers are read from the store, also where it was closed before. */
export function caseSource(comparisons: readonly Comparison[], store: Store): CaseSource {
  const byName = new Map(comparisons.map((comparison) => [comparison.plan.name, comparison]));
  return {
    *outcomesOf(path) {
      const comparison = byName.get(path);
      if (comparison) for (const { outcome } of askedCases(comparison)) yield outcome;
    },
    *recordsOf(path) {
      const comparison = byName.get(path);
      if (comparison) yield* caseRecords(comparison, store);
    },
  };
}

/** Every case of a comparison that was asked, with its texts; the store is closed at the end. */
export function* caseRecords(
  comparison: Comparison,
  store: Store,
  isWanted: (outcome: CaseOutcome) => boolean = () => true,
): Generator<CaseRecord> {
  const promptOf = promptsByModel(comparison);
  try {
    for (const { testCase, outcome, shown } of askedCases(comparison)) {
      if (!isWanted(outcome)) continue;
      const textsOf = (arm: Arm): CaseTexts | null => {
        const prompt = promptOf(testCase, arm);
        if (!prompt) return null;
        const key = shown[arm]?.key;
        const answer = key === undefined ? undefined : store.get(key);
        return { messages: messagesOf(prompt, testCase), answer: answer ? outputOf(answer) : null };
      };
      const candidate = textsOf('candidate') ?? { messages: [], answer: null };
      yield { ...outcome, texts: { baseline: textsOf('baseline'), candidate } };
    }
  } finally {
    // What it has opened again to read; nothing awaits that, since files are closed at once.
    void store.close();
  }
}

/** The messages of a case as they are sent. */
export function messagesOf(prompt: Prompt, { vars }: Case): CaseTexts['messages'] {
  return renderMessages(prompt, vars).map((message) => ({ role: message.role, content: wholeText(message) }));
}

type AskedCase = {
  testCase: Case;
  outcome: CaseOutcome;
  shown: Record<Arm, Outcome | undefined>;
};

function* askedCases({ plan, outcomes, verdict }: Comparison): Generator<AskedCase> {
  const nameOfCase = nameCases(plan.suite.cases);
  const byCase = outcomesByCase(outcomes);
  const severe = new Set(verdict.severe);
  for (const testCase of plan.looks[1]) {
    const ofCase = byCase.get(testCase.id);
    const standing = ofCase && standingOf(ofCase, plan.baseline !== null);
    if (!ofCase || !standing) continue;
    const shown = shownOutcomes(ofCase, standing);
    const outcome: CaseOutcome = {
      id: testCase.id,
      description: nameOfCase(testCase),
      segments: testCase.segments,
      critical: testCase.critical,
      severe: severe.has(testCase.id),
      place: formatPlace(testCase.place),
      standing,
      baseline: plan.baseline && figuresOf(ofCase.baseline, shown.baseline),
      candidate: figuresOf(ofCase.candidate, shown.candidate),
    };
    yield { testCase, outcome, shown };
  }
}

function shownOutcomes(
  { baseline, candidate }: CaseOutcomes,
  standing: CaseOutcome['standing'],
): AskedCase['shown'] {
  return {
    baseline: tellingOutcome(baseline, standing, 'baseline'),
    candidate: tellingOutcome(candidate, standing, 'candidate'),
  };
}

function figuresOf(outcomes: readonly Outcome[], shown: Outcome | undefined): CaseFigures {
  const answered = outcomes.flatMap((outcome) => (outcome.status === 'errored' ? [] : [outcome]));
  const errors = outcomes.flatMap((outcome) =>
    outcome.status === 'errored' ? [`${outcome.failure.kind}: ${outcome.failure.message}`] : [],
  );
  const costs = answered.map(({ costUsd }) => costUsd);
  return {
    passes: answered.filter(({ status }) => status === 'passed').length,
    trials: answered.length,
    ...(shown === undefined || shown.status === 'errored' ? { failures: [] } : assertionsOf(shown)),
    ...(errors.length > 0 && { errors: [...new Set(errors)] }),
    inputTokens: meanOf(answered.map(({ usage }) => usage.inputTokens)),
    outputTokens: meanOf(answered.map(({ usage }) => usage.outputTokens)),
    cachedInputTokens: meanOf(answered.map(({ usage }) => usage.cachedInputTokens)),
    usd: meanOf(costs.filter((cost) => cost !== null).length === costs.length ? costs.map(Number) : []),
    latencyMs: meanOf(answered.map(({ latencyMs }) => latencyMs)),
  };
}

/** The failed assertions of an answer, and what models judged of it, as the result has them. */
export function assertionsOf({
  failures,
  judged,
}: {
  failures: readonly AssertionResult[];
  judged?: readonly AssertionResult[] | undefined;
}): Pick<CaseFigures, 'failures' | 'judged'> {
  return {
    failures: failures.map(toldOf),
    ...(judged && {
      judged: judged.map((one) => ({ ...toldOf(one), passed: one.passed, score: one.score })),
    }),
  };
}

function toldOf({ type, reason, place }: AssertionResult): CaseFigures['failures'][number] {
  return { type, reason, place: formatPlace(place) };
}

function meanOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Which version of the prompt an arm was asked with; null where there is no baseline. */
function promptsByModel({ plan }: Comparison): (testCase: Case, arm: Arm) => Prompt | null {
  const pairs = modelPairs(plan);
  const byModel = new Map(pairs.map((pair) => [pair.name, pair]));
  const [first] = pairs;
  return ({ model = '' }, arm) => {
    const pair = byModel.get(model) ?? first;
    return (arm === 'baseline' ? pair?.baseline?.prompt : pair?.candidate.prompt) ?? null;
  };
}
