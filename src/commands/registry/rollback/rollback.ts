import type { RolledBack, Version } from '../../../domain/registry.ts';
import { nextSerial } from '../../../registry/pointer.ts';
import { planRollback, type RollbackPlan } from '../../../registry/rollback.ts';
import { RemoteFailure } from '../../../repo/remote-failure.ts';
import { type Log, openLog } from '../log.ts';
import { requireEnvironment, requirePrompt, requireVersion } from '../lookup.ts';
import { openClone } from '../opened.ts';
import { readPending, savePending } from '../pending.ts';
import { publishWritten, servedSerials } from '../publish/publish.ts';
import { openTargets } from '../publish/targets.ts';
import { requireSignedTip, signedWriting } from '../signing.ts';
import {
  appendPending,
  appendTo,
  environmentsOf,
  openWriting,
  requireKeys,
  type WritingRequest,
  withPublished,
  writeEvents,
} from '../writing.ts';
import { awaitProcesses, type ProcessCount } from './processes.ts';

export type RollbackRequest = WritingRequest & {
  prompt: string;
  env: string | undefined;
  /** The version to take back; undefined: the one whose weight was raised last. */
  version: Version | undefined;
  /** The version that everything goes to. */
  to: Version | undefined;
  reason: string;
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
      /** Why it was not recorded. */
      failure: string | null;
      elapsedMs: number;
      /** Of the processes that report what they serve, and how long after the beginning; null: they could not be counted. */
      processes: (ProcessCount & { afterMs: number }) | null;
      dryRun: boolean;
    }
  | { kind: 'nothing'; prompt: string; environment: string; problem: string };

/** A rollback is done without being recorded where others write the branch for so long, ms, … */
const RECORDING_TIMEOUT_MS = 20_000;
/** … or the remote does not answer for so long, ms. */
const ANSWER_TIMEOUT_MS = 5000;
/** How far above the known serial an unrecorded one is, so that no recorded one reaches it meanwhile. */
const UNRECORDED_SERIALS = 1000;
/** Neither the branch nor what is published could be written. */
const NOTED_ONLY = {
  where: 'The remote does not answer, so the rollback is only noted in this clone',
  remedy:
    'Run `record` as soon as the remote answers, which records and publishes it. The same rollback again would go one version further back.',
};

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
  const planOf = (log: Pick<Log, 'state'>, serial: (environment: string) => number) => {
    const environment = requireEnvironment(registry, request.env, { option: '--env', state: log.state });
    const prompt = requirePrompt(log.state, request.prompt, registry.environments);
    for (const version of [request.version, request.to]) {
      if (version !== undefined) requireVersion(prompt, request.prompt, version);
    }
    const plan = planRollback({
      name: request.prompt,
      prompt,
      environment: environment.name,
      bad: request.version,
      to: request.to,
      serial: serial(environment.name),
      now: now(),
    });
    return { plan, environment: environment.name };
  };
  const told = (
    plan: RollbackPlan,
    environment: string,
    { failure, serves = false }: { failure: string | null; serves?: boolean },
  ): RollbackOutcome => {
    if (plan.kind === 'nothing') {
      return { kind: 'nothing', prompt: request.prompt, environment, problem: plan.problem };
    }
    const { from, to, serial } = plan.fact;
    const elapsedMs = Math.round(performance.now() - startedAt);
    const recorded = failure === null && !dryRun;
    return {
      ...{ kind: 'rolled-back', prompt: request.prompt, environment, from, to, serial },
      ...{ recorded, serves: serves && !dryRun, failure, elapsedMs, processes: null, dryRun },
    };
  };
  const counted = async (outcome: RollbackOutcome): Promise<RollbackOutcome> => {
    if (outcome.kind === 'nothing' || !outcome.serves) return outcome;
    await using open = openTargets(writing);
    const count = await awaitProcesses(open.targets, outcome);
    const afterMs = Math.round(performance.now() - startedAt);
    return { ...outcome, processes: count && { ...count, afterMs } };
  };
  try {
    const { finding } = await writeEvents(
      writing,
      async (log) => {
        const found = planOf(log, (environment) => nextSerial(log.state, environment));
        const fact = found.plan.kind === 'fact' ? found.plan.fact : null;
        return {
          entries: fact === null ? [] : [{ fact, reason: request.reason }],
          message: fact === null ? '' : messageOf(fact),
          finding: found,
        };
      },
      { timeoutMs: RECORDING_TIMEOUT_MS, answerMs: ANSWER_TIMEOUT_MS, byIndex: true },
    );
    return await counted(told(finding.plan, finding.environment, { failure: null, serves: true }));
  } catch (problem) {
    if (!(problem instanceof RemoteFailure)) throw problem;
    return await counted(await withoutBranch(problem));
  }

  /** Decides by what this clone knows, and publishes that; the next command that writes records it. */
  async function withoutBranch({ message }: RemoteFailure): Promise<RollbackOutcome> {
    using known = await openLog(writing, { offline: true });
    const signer = await signedWriting(writing, known.snapshot);
    requireKeys(signer, ['pointer']);
    await using open = openTargets(writing);
    const { serials: published, unknown } = await servedSerials(open.targets, environmentsOf(registry), {
      whatever: true,
    });
    const earlier = (await readPending(repository, place)).map((each) => each.rollback);
    const { log, files, changed } = appendPending(known, earlier, { writing: signer, published });
    const last = withPublished(log.state, published);
    const { plan, environment } = planOf(log, (name) => nextSerial(last, name) + UNRECORDED_SERIALS);
    if (plan.kind === 'nothing' || dryRun) return told(plan, environment, { failure: message });
    const { fact } = plan;
    const { reason } = request;
    await requireSignedTip(signer, { tip: known.snapshot, state: known.state }, [environment, ...changed]);
    await savePending(repository, place, {
      ...{ format: 1, prompt: request.prompt, environment, from: fact.from, to: request.to ?? null },
      ...{ reason, actor, at: now().toISOString() },
    });
    const { state, files: own } = appendTo(log, { entries: [{ fact, reason }], actor }, signer);
    const all = { state, snapshot: known.snapshot, written: { ...files, ...own }, signing: registry.signing };
    await publishWritten(all, open.targets, { ...NOTED_ONLY, unknown });
    return told(plan, environment, { failure: message, serves: open.targets.length > 0 });
  }
}

function messageOf({ prompt, from, to, environment }: RolledBack): string {
  return `Roll back ${prompt} ${from} to ${to} in ${environment}`;
}
