import type { Config } from '../../../domain/policy.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { EvidenceReference, VersionState } from '../../../domain/registry-state.ts';
import { addEstimates, estimatePlan } from '../../../plan/estimate.ts';
import { counted } from '../../../prose/numbers.ts';
import type { KnownEvidence } from '../../../registry/promotion.ts';
import { storeDirectoryOf } from '../../../repo/git.ts';
import { type Evaluated, evaluate, evaluationScope } from '../evaluate.ts';
import { type KnownLog, readEvidence } from '../log.ts';
import { evidenceOf } from '../record/evidence.ts';
import type { Writing } from '../writing.ts';
import { judgeAgain } from './control.ts';
import type { Earlier } from './judge.ts';
import type { DriftOutcome, DriftRequest } from './outcome.ts';
import type { DriftPlan, Serving } from './targets.ts';

/** What a version answered today, and what it is held against, by the ids of evidence. */
export type Asked = Serving & {
  evaluated: Evaluated;
  today: KnownEvidence;
  earlier: ReadonlyMap<string, Earlier>;
};

/**
 * Asks the whole suite of every version, answers and judgements anew, and has the stored answers of then judged again.
 * @throws GateFailure: a key is missing, a destination was not agreed to
 */
export async function askAll(
  { targets }: DriftPlan,
  {
    log,
    writing,
    config,
    request,
  }: { log: KnownLog; writing: Writing; config: Config; request: DriftRequest },
): Promise<{ asked: Asked[]; pending: DriftOutcome['pending'] }> {
  const earlier = new Map<string, Map<string, Earlier>>();
  await announceControl(targets, request);
  const { evaluated, pending } = await evaluate(
    targets.map(({ toEvaluate }) => toEvaluate),
    {
      ...request,
      config,
      storeDirectory: storeDirectoryOf(writing.repository),
      judgesAnew: true,
      async alsoAsk(version, asking) {
        const own = new Map<string, Earlier>();
        earlier.set(version.digest, own);
        const target = targets.find(({ known }) => known.digest === version.digest);
        for (const { against } of target?.environments ?? []) {
          if (!target || against === null || own.has(against.id)) continue;
          const known = await readEvidence(log, target.prompt, target.version, against.id);
          if (!known) continue;
          const { file } = known;
          const again = await judgeAgain(
            { ...version, asking },
            file,
            scopeOfEvidence(target.known, against, file),
          );
          own.set(against.id, { reference: against, file, again });
        }
      },
    },
  );
  const asked = targets.flatMap((target): Asked[] => {
    const own = evaluated.find(({ digest }) => digest === target.known.digest);
    if (!own) return [];
    const today = evidenceOf(own, { now: new Date(), promotionKey: writing.keys.promotion });
    return [{ ...target, evaluated: own, today, earlier: earlier.get(own.digest) ?? new Map() }];
  });
  const unasked = targets.filter(({ known }) => !evaluated.some(({ digest }) => digest === known.digest));
  return {
    asked,
    pending: unasked.map(({ prompt, version }) => {
      const problem = pending.find((one) => one.prompt === prompt)?.problem ?? '';
      return { prompt, version, problem };
    }),
  };
}

/** The scope in which the answers of an evidence are stored; older evidence is that of its round. */
function scopeOfEvidence(
  { digest, evidence }: VersionState,
  { id }: EvidenceReference,
  file: EvidenceFile,
): string {
  return file.scope ?? evaluationScope({ digest, round: evidence.findIndex((one) => one.id === id) });
}

/** How many judgements the control takes at most, which the estimate of the answers does not count. */
async function announceControl(
  targets: DriftPlan['targets'],
  { log }: Pick<DriftRequest, 'log'>,
): Promise<void> {
  const calls = await controlCalls(targets);
  if (calls > 0) log(`Stored answers are judged again: at most ${counted(calls, 'judgement')} more.`);
}

/** Judgements of the answers of then, were all of them still stored. */
export async function controlCalls(targets: DriftPlan['targets']): Promise<number> {
  const held = targets.filter(({ environments }) => environments.some(({ against }) => against !== null));
  const estimates = held.map(({ toEvaluate: { plan } }) => estimatePlan(plan, plan.suite.cases));
  return addEstimates(await Promise.all(estimates)).judgements.calls;
}
