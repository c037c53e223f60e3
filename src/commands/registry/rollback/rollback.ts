import type { RolledBack, Version } from '../../../domain/registry.ts';
import type { PromptState } from '../../../domain/registry-state.ts';
import type { Tripped } from '../../../domain/tripped.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { nextSerial } from '../../../registry/pointer.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { planRollback, type RollbackPlan } from '../../../registry/rollback.ts';
import { guardThatTookBack } from '../../../registry/trips.ts';
import { RemoteFailure } from '../../../repo/remote-failure.ts';
import { appendPending, appendTo, withPublished } from '../appending.ts';
import { doubtNotes } from '../known-policy.ts';
import { type Log, openLog } from '../log.ts';
import { requireEnvironment, requirePrompt, requireVersion } from '../lookup.ts';
import { openClone } from '../opened.ts';
import { readPending, savePending } from '../pending.ts';
import { entriesOfRollback } from '../pending-facts.ts';
import { NOT_PUBLISHED, type PublishReport, publishWritten, servedSerials } from '../publish/publish.ts';
import { whyPlacesUnknown } from '../publish/publish-update.ts';
import { openTargets } from '../publish/targets.ts';
import { overtaken, unrecordedAt } from '../publish/unrecorded.ts';
import { withinReach } from '../publish/within-reach.ts';
import { requireSignedTip } from '../signed-tip.ts';
import { requireKeys, signedAs } from '../signing.ts';
import {
  environmentsOf,
  knownSerials,
  openWriting,
  servedAbove,
  type WritingRequest,
  writeEvents,
} from '../writing.ts';
import { awaitProcesses, type ProcessCount } from './processes.ts';
import { TRUSTED, type Trust, trustAfter } from './trust.ts';

export type RollbackRequest = WritingRequest & {
  prompt: string;
  env: string | undefined;
  /** The version to take back; undefined: the one whose weight was raised last. */
  version: Version | undefined;
  /** The version that everything goes to. */
  to: Version | undefined;
  reason: string;
  /** Guards that tripped: written in the same commit. Nothing is done where a guard took one back before, and nobody released that. */
  trips?: readonly Tripped[] | undefined;
};

export type RollbackOutcome =
  | {
      kind: 'rolled-back';
      prompt: string;
      environment: string;
      from: Version;
      to: Version;
      serial: number;
      /** False: the branch could not be written; the next command that writes records it. */
      recorded: boolean;
      /** Whether it is published, or on the branch for whoever publishes that. */
      serves: boolean;
      publication: PublishReport;
      /** What serves now and bears no promotion signature although the registry is signed: `support 1.0.0`. */
      unsigned: string[];
      /** Versions of the prompt that may be named instead. */
      signed: Version[];
      /** What is wrong with the policy, as sentences. */
      notes: string[];
      /** Why it was not recorded. */
      failure: string | null;
      elapsedMs: number;
      /** Of the processes that report what they serve, and how long after the beginning; null: they could not be counted. */
      processes: (ProcessCount & { afterMs: number }) | null;
      dryRun: boolean;
    }
  | {
      kind: 'nothing';
      prompt: string;
      environment: string;
      problem: string;
      publication: PublishReport;
      notes: string[];
    };

/** A rollback is done without being recorded where others write the branch for so long, ms, … */
const RECORDING_TIMEOUT_MS = 20_000;
/** … or the remote does not answer for so long, ms. */
const ANSWER_TIMEOUT_MS = 5000;
/** How far above the known serial an unrecorded one is, so that no recorded one reaches it meanwhile. */
const UNRECORDED_SERIALS = 1000;
/**
 * Takes one version back. Nothing is read of main, no evidence and no limit counts. Where the remote of the branch does
 * not answer, the rollback is decided by what this clone knows and recorded later.
 * @throws ConfigurationError: an unknown prompt, version or environment; a key is missing
 */
export async function rollback(request: RollbackRequest): Promise<RollbackOutcome> {
  const startedAt = performance.now();
  const writing = await openWriting({ ...(await openClone(request)), policyPath: null }, request);
  const { repository, registry, place, actor, dryRun, now } = writing;
  requireKeys(writing, ['pointer']);
  // What was decided first stays: decided anew after another writer, an unnamed version would be another one.
  let decided: RolledBack | null = null;
  const planOf = (log: Pick<Log, 'state'>, serial: (environment: string) => number) => {
    const environment = requireEnvironment(registry, request.env, { option: '--env', state: log.state });
    const prompt = requirePrompt(log.state, request.prompt, registry.environments);
    for (const version of [request.version, request.to]) {
      if (version !== undefined) requireVersion(prompt, request.prompt, version);
    }
    const taken = takenBackMeanwhile(decided, { prompt, environment: environment.name });
    if (taken !== null) return { plan: taken, environment: environment.name };
    const acted = request.trips && guardThatTookBack(servingIn(prompt, environment.name));
    if (acted) {
      const problem = `A guard took ${request.prompt} ${acted.version} back in ${environment.name} before, and nobody released that.`;
      return { plan: { kind: 'nothing' as const, problem }, environment: environment.name };
    }
    const plan = planRollback({
      name: request.prompt,
      prompt,
      environment: environment.name,
      bad: request.version ?? decided?.from,
      to: request.to,
      safe: servingIn(prompt, environment.name)?.portfolio?.safe,
      serial: serial(environment.name),
      now: now(),
    });
    if (plan.kind === 'fact') decided ??= plan.fact;
    return { plan, environment: environment.name };
  };
  const notes = doubtNotes(writing.doubt);
  const told = ({ plan, environment, trust }: Decided, done: Done): RollbackOutcome => {
    const of = { prompt: request.prompt, environment, publication: done.publication, notes };
    if (plan.kind === 'nothing') return { ...of, kind: 'nothing', problem: plan.problem };
    const { from, to, serial } = plan.fact;
    const elapsedMs = Math.round(performance.now() - startedAt);
    const { failure } = done;
    const recorded = failure === null && !dryRun;
    return {
      ...{ ...of, ...trust, kind: 'rolled-back', from, to, serial, recorded, serves: done.serves && !dryRun },
      ...{ failure, elapsedMs, processes: null, dryRun },
    };
  };
  const counted = async (outcome: RollbackOutcome): Promise<RollbackOutcome> => {
    if (outcome.kind === 'nothing' || !outcome.serves) return outcome;
    await using open = openTargets(writing);
    const failed = new Set(outcome.publication.failures.map(({ to }) => to));
    const reachable = open.targets.filter(({ name }) => !failed.has(name));
    const count = await awaitProcesses(reachable, outcome);
    const afterMs = Math.round(performance.now() - startedAt);
    return { ...outcome, processes: count && { ...count, afterMs } };
  };
  try {
    const { finding, publication } = await writeEvents<Decided>(
      writing,
      async (log, signed) => {
        const found = planOf(log, (environment) => nextSerial(log.state, environment));
        if (found.plan.kind === 'nothing') {
          return { entries: [], message: '', finding: { ...found, trust: TRUSTED } };
        }
        const { fact } = found.plan;
        return {
          entries: [
            ...(request.trips ?? []).map((trip) => ({ fact: trip })),
            { fact, reason: request.reason },
          ],
          message: messageOf(fact),
          finding: { ...found, trust: trustAfter(fact, log.state, signed.registry.signing) },
        };
      },
      { timeoutMs: RECORDING_TIMEOUT_MS, answerMs: ANSWER_TIMEOUT_MS, byIndex: true, overtakes: true },
    );
    return await counted(told(finding, { failure: null, serves: true, publication }));
  } catch (problem) {
    if (!(problem instanceof RemoteFailure)) throw problem;
    return await counted(await withoutBranch(problem));
  }

  /** Decides by what this clone knows, and publishes that; the next command that writes records it. */
  async function withoutBranch({ message }: RemoteFailure): Promise<RollbackOutcome> {
    using known = await openLog(writing, { offline: true });
    await using open = openTargets(writing);
    const served = await servedSerials(open.targets, environmentsOf(registry), {
      whatever: true,
      pointerKeys: registry.signing?.pointer ?? null,
    });
    const { serials: published, unknown, places } = withinReach(served, known.state, servedAbove(writing));
    const noted = await readPending(repository, place);
    const earlier = noted.map((each) => each.rollback);
    const signed = await signedAs(writing, known.snapshot);
    requireKeys(signed, ['pointer']);
    const { log, files, changed } = appendPending(known, earlier, { writing: signed, published });
    const last = withPublished(log.state, published);
    const found = planOf(log, (name) => nextSerial(last, name) + UNRECORDED_SERIALS);
    const { plan, environment } = found;
    const undone = { failure: message, serves: false, publication: NOT_PUBLISHED };
    if (plan.kind === 'nothing') return told({ ...found, trust: TRUSTED }, undone);
    const { fact } = plan;
    const decided = { ...found, trust: trustAfter(fact, log.state, signed.registry.signing) };
    const changing = [environment, ...changed];
    await requireSignedTip(
      { policy: writing, signed },
      { tip: known.snapshot, state: known.state },
      changing,
    );
    if (dryRun) return told(decided, undone);
    const { reason, trips } = request;
    const at = now();
    await savePending(repository, place, {
      ...{ format: 1, prompt: request.prompt, environment, from: fact.from, to: request.to ?? null },
      ...{ reason, serial: fact.serial, actor, at: at.toISOString(), ...(trips && { trips: [...trips] }) },
    });
    const prompt = requirePrompt(log.state, request.prompt, registry.environments);
    const entries = entriesOfRollback(fact, { reason, trips, prompt });
    const { state, files: own } = appendTo(log, { entries, actor }, { ...signed, now: () => at });
    const all = { state, snapshot: known.snapshot, written: { ...files, ...own }, signing: registry.signing };
    const report = await publishWritten(all, open.targets, unknown);
    const unrecorded = unrecordedAt(places, knownSerials(known.state, { noted, writing }));
    const over = unrecorded.filter((each) => each.environment === environment).map(overtaken);
    const failures = [...report.failures, ...over];
    const publication = { ...report, failures, placesUnknown: whyPlacesUnknown(writing) };
    return told(decided, { failure: message, serves: report.published.length > 0, publication });
  }
}

/** What is decided, and whether applications that check signatures take it. */
type Decided = { plan: RollbackPlan; environment: string; trust: Trust };

/** What became of it: `failure` is why it is not recorded. */
type Done = { failure: string | null; serves: boolean; publication: PublishReport };

/** Null: the version that was to be taken back still serves, or none was decided on yet. */
function takenBackMeanwhile(
  decided: RolledBack | null,
  { prompt, environment }: { prompt: PromptState; environment: string },
): RollbackPlan | null {
  const last = servingIn(prompt, environment)?.served.at(-1);
  if (decided === null || !last || servingVersions(last.allocation).includes(decided.from)) return null;
  const { type, actor, reason } = last.event;
  const how = type === 'rolled-back' ? 'was taken back' : 'was replaced';
  const why = reason === null ? '' : ` (${reason})`;
  const now = servingVersions(last.allocation).join(' and ') || 'nothing';
  const problem = `${decided.prompt} ${decided.from} ${how} by ${actor.name}${why} at the same time: ${now} serves in ${environment}. Nothing was changed.`;
  return { kind: 'nothing', problem };
}

function messageOf({ prompt, from, to, environment }: RolledBack): string {
  return `Roll back ${prompt} ${from} to ${to} in ${environment}`;
}
