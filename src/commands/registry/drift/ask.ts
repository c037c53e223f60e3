import type { Asking } from '../../../compare/answers.ts';
import { askLooks } from '../../../compare/ask.ts';
import { newComparison, evidenceOf as pairedOutcomes } from '../../../compare/comparison.ts';
import type { Config } from '../../../domain/policy.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { EvidenceReference, VersionState } from '../../../domain/registry-state.ts';
import { addEstimates, estimatePlan } from '../../../plan/estimate.ts';
import { counted } from '../../../prose/numbers.ts';
import type { KnownEvidence } from '../../../registry/promotion.ts';
import { storeDirectoryOf } from '../../../repo/git.ts';
import { type Evaluated, evaluate, evaluationScope, whyIncomplete } from '../evaluate.ts';
import { type KnownLog, readEvidence } from '../log.ts';
import { evidenceOf } from '../record/evidence.ts';
import type { Writing } from '../writing.ts';
import { judgeAgain } from './control.ts';
import { decideDrift, type Earlier } from './judge.ts';
import type { DriftOutcome, DriftRequest } from './outcome.ts';
import type { DriftPlan, Serving } from './targets.ts';

/** What a version answered today, and what it is held against, by the ids of evidence. */
export type Asked = Serving & {
  evaluated: Evaluated;
  today: KnownEvidence;
  askedTwice: boolean;
  earlier: ReadonlyMap<string, Earlier>;
};

type Means = { log: KnownLog; writing: Writing; config: Config; request: DriftRequest };

/** One asking of a version's suite, judged beside what it is held against. */
type Look = Pick<Asked, 'evaluated' | 'askedTwice' | 'earlier'>;

/**
 * Asks the whole suite of every version, answers and judgements anew, and has the stored answers of then judged again. What
 * is worse is asked a second time before it is said: chance rarely says so twice.
 * @throws GateFailure: a key is missing, a destination was not agreed to
 */
export async function askAll(
  { targets }: DriftPlan,
  means: Means,
): Promise<{ asked: Asked[]; pending: DriftOutcome['pending'] }> {
  const { writing, config, request } = means;
  const looks = new Map<string, Look>();
  const cut = new Map<string, string>();
  await announceControl(targets, request);
  const { evaluated, pending } = await evaluate(
    targets.map(({ toEvaluate }) => toEvaluate),
    {
      ...request,
      config,
      storeDirectory: storeDirectoryOf(writing.repository),
      judgesAnew: true,
      async alsoAsk(version, asking) {
        const target = targets.find(({ known }) => known.digest === version.digest);
        if (!target) throw new Error(`nobody asked for ${version.prompt} ${version.version}`);
        const earlier = await heldAgainst(target, { version, asking }, means);
        const first: Look = { evaluated: version, askedTwice: false, earlier };
        const policy = { policy: version.plan.policy, versions: targets.length };
        const today = evidenceOf(version, { now: new Date(), promotionKey: null });
        const isWorse = [...earlier.values()].some(
          (one) => decideDrift(today.file, one, policy).verdict === 'drifted',
        );
        const look = isWorse ? await lookAgain(target, { version, asking }, means) : first;
        if ('problem' in look) {
          cut.set(version.digest, look.problem);
          return version;
        }
        looks.set(version.digest, look);
        return look.evaluated;
      },
    },
  );
  const asked = targets.flatMap((target): Asked[] => {
    const look = looks.get(target.known.digest);
    if (!look) return [];
    const today = evidenceOf(look.evaluated, { now: new Date(), promotionKey: writing.keys.promotion });
    return [{ ...target, ...look, today }];
  });
  const unasked = targets.filter(
    ({ known }) => cut.has(known.digest) || !evaluated.some(({ digest }) => digest === known.digest),
  );
  return {
    asked,
    pending: unasked.map(({ prompt, version, known }) => {
      const problem = cut.get(known.digest) ?? pending.find((one) => one.prompt === prompt)?.problem ?? '';
      return { prompt, version, problem };
    }),
  };
}

type OfVersion = { version: Evaluated; asking: Asking };

/** Each evidence that a version is held against, its answers judged again. */
async function heldAgainst(
  { prompt, version, known, environments }: Serving,
  { version: { plan }, asking }: OfVersion,
  { log }: Pick<Means, 'log'>,
): Promise<Map<string, Earlier>> {
  const found = new Map<string, Earlier>();
  for (const { against } of environments) {
    if (against === null || found.has(against.id)) continue;
    const evidence = await readEvidence(log, prompt, version, against.id);
    if (!evidence) continue;
    const { file } = evidence;
    const again = await judgeAgain({ plan, asking }, file, scopeOfEvidence(known, against, file));
    found.set(against.id, { reference: against, file, again });
  }
  return found;
}

/** The same a second time, answers and judgements anew; or why it could not be asked to its end: a drift is not said then. */
async function lookAgain(
  target: Serving,
  { version, asking }: OfVersion,
  means: Pick<Means, 'log'>,
): Promise<Look | { problem: string }> {
  const { plan } = version;
  asking.log(`${version.prompt} ${version.version} answers worse than then: it is asked a second time.`);
  const scope = `${version.scope}/again`;
  const anew = { ...asking, judgingOf: asking.judgesAnew(scope), scope: () => scope };
  const state = newComparison(plan);
  const outcomes = (await askLooks([state], anew)).get(state)?.outcomes ?? [];
  const incomplete = whyIncomplete(plan, outcomes);
  if (incomplete !== null) {
    return {
      problem: `Its first answers are worse than then, and a drift is said after a second asking. ${incomplete}`,
    };
  }
  const second = { ...version, scope, evidence: pairedOutcomes(plan, [outcomes], new Map()) };
  const earlier = await heldAgainst(target, { version: second, asking: anew }, means);
  return { evaluated: second, askedTwice: true, earlier };
}

/** The scope in which the answers of an evidence are stored; older evidence is that of its round. */
function scopeOfEvidence(
  { digest, evidence }: VersionState,
  { id }: EvidenceReference,
  file: EvidenceFile,
): string {
  return file.scope ?? evaluationScope({ digest, round: evidence.findIndex((one) => one.id === id) });
}

/** What the estimate of the answers does not count: a second asking, and the judgements of the control. */
async function announceControl(
  targets: DriftPlan['targets'],
  { log }: Pick<DriftRequest, 'log'>,
): Promise<void> {
  const calls = await controlCalls(targets);
  if (targets.length > 0) log('What answers worse than then is asked a second time: at most as much again.');
  if (calls > 0) log(`Stored answers are judged again: at most ${counted(calls, 'judgement')} more.`);
}

/** Judgements of the answers of then, were all of them still stored. */
export async function controlCalls(targets: DriftPlan['targets']): Promise<number> {
  const held = targets.filter(({ environments }) => environments.some(({ against }) => against !== null));
  const estimates = held.map(({ toEvaluate: { plan } }) => estimatePlan({ plan, cases: plan.suite.cases }));
  return addEstimates(await Promise.all(estimates)).judgements.calls;
}
