import type { OpenChange } from '../change/change.ts';
import { namesCases } from '../domain/part.ts';
import type { Config } from '../domain/policy.ts';
import type { GateRequest, ShardRequest } from '../domain/request.ts';
import { entryFor } from '../model/entries.ts';
import { priceOf } from '../model/prices.ts';
import { createSender } from '../model/send.ts';
import { refuseMissingKeys, refuseOwnAddresses } from '../plan/keys.ts';
import { modelPairs } from '../plan/models.ts';
import type { PromptPlan } from '../plan/plan.ts';
import type { Scope } from '../plan/trials.ts';
import { openAsker } from '../run/asker.ts';
import { newBudget } from '../run/budget.ts';
import type { RunOptions } from '../run/options.ts';
import { openStore, type ResponseStore } from '../run/store.ts';
import { newTraffic } from '../run/traffic.ts';
import { type Judging, judgeWith } from '../score/judge/asking.ts';
import { openScripts } from '../score/script/scripts.ts';
import { copyingStore, type Gathered, gatherOutcomes, shardFolder } from './shards/folder.ts';
import { shareOf } from './shards/shard.ts';

/** The sources of a run's answers: the store, models, judges and scripts, under one budget. Closed when disposed of. */
export type Answers = Asking & {
  /** The outcomes of the run's shards; null if this run asks everything itself. */
  gathered: Gathered | null;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The same for one shard, with its folder of outcomes. */
export type ShardAnswers = Answers & { folder: string };

/** What is needed to ask for the answers of a look. */
export type Asking = {
  /** The policy, or one shard's share of it. */
  config: Config;
  scope: Scope;
  engine: RunOptions;
  store: ResponseStore;
  /** The judges of a prompt's answers, the same for all its looks. */
  judgingOf(plan: Pick<PromptPlan, 'name' | 'judges'>): Judging;
  /**
   * The same judges without their stored judgements: each question is asked again under the name `redraw`, also at
   * temperature 0.
   */
  judgesAnew(redraw: string): Asking['judgingOf'];
  /** Whether cases of a look may be curtailed. */
  mayCurtail: boolean;
  log: GateRequest['log'];
};

/**
 * Opens the sources of answers. Answers of earlier runs are restored, and keys are checked.
 * @throws GateFailure: a key is missing; ConfigurationError: the outcomes of a shard are missing or another run's, or a
 * policy that is not at the base yet would send a key elsewhere.
 */
export async function openAnswers(
  change: OpenChange,
  plans: readonly PromptPlan[],
  request: GateRequest,
): Promise<Answers> {
  const { mergeBase, head } = change;
  const gathered =
    request.outcomes && plans.length > 0
      ? await gatherOutcomes(request.outcomes.directory, { version: request.version, mergeBase, head })
      : null;
  const store = await openRunStore(change, request, gathered?.answers ?? []);
  return await openAnswersOf(plans, { store, config: change.config, change, request, gathered });
}

/**
 * The same for one shard: its share of the policy, and every answer found or received is also written to its folder of
 * outcomes.
 */
export async function openShardAnswers(
  change: OpenChange,
  plans: readonly PromptPlan[],
  request: ShardRequest,
): Promise<ShardAnswers> {
  const { shard, directory } = request.outcomes;
  const folder = await shardFolder(directory, shard);
  const store = copyingStore(await openRunStore(change, request, []), await openStore(folder));
  const config = shareOf(change.config, shard);
  return { ...(await openAnswersOf(plans, { store, config, change, request, gathered: null })), folder };
}

async function openRunStore(
  change: OpenChange,
  request: Omit<GateRequest, 'outcomes'>,
  alsoRead: string[],
): Promise<ResponseStore> {
  const directory = request.storeDirectory ?? change.storeDirectory;
  if (change.config.run.cache) await request.restoreAnswers?.(directory);
  const notesUse = request.tidiesStore ?? false;
  return await openStore(directory, { notesUse, tidies: notesUse && !request.offline, alsoRead });
}

async function openAnswersOf(
  plans: readonly PromptPlan[],
  of: {
    store: ResponseStore;
    config: Config;
    change: OpenChange;
    request: Omit<GateRequest, 'outcomes'>;
    gathered: Gathered | null;
  },
): Promise<Answers> {
  const { store, config, change, request, gathered } = of;
  const { scope, policySource } = change;
  const { credentials } = request;
  try {
    if (!gathered && !request.offline) {
      if (!request.trusted) {
        const own =
          policySource.revision === 'head' ? config.models : usedBy(plans, change.namings.ownModels);
        refuseOwnAddresses(own, { credentials, path: policySource.path });
      }
      refuseMissingKeys(plans, { credentials, store, scope });
    }
    const asking = await openAsking(plans, {
      ...{ store, config, scope, request },
      knownFailure: gathered?.failureOf,
      // Single cases are asked for to be seen.
      mayCurtail: gathered === null && !(request.part && namesCases(request.part)),
    });
    return { ...asking, gathered };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Those entries of `models:` by which a prompt is to be asked. */
function usedBy(plans: readonly PromptPlan[], models: Config['models']): Config['models'] {
  const asked = plans.flatMap(modelPairs).flatMap(({ baseline, candidate }) => [baseline, candidate]);
  const used = new Set(asked.map((model) => entryFor(model?.prompt.model ?? '', models)?.entry));
  return Object.fromEntries(Object.entries(models).filter(([, entry]) => used.has(entry)));
}

/** Opens models, judges and scripts over a store, which is closed with them. */
export async function openAsking(
  plans: readonly PromptPlan[],
  of: {
    store: ResponseStore;
    config: Config;
    scope: Scope;
    /** Scope of random judgements; by default that of the answers. */
    judgementScope?: string;
    request: Pick<GateRequest, 'credentials' | 'offline' | 'log' | 'signal' | 'spentUsd'>;
    knownFailure?: RunOptions['knownFailure'] | undefined;
    mayCurtail: boolean;
  },
): Promise<Omit<Answers, 'gathered'>> {
  const { store, config, scope, request, knownFailure, mayCurtail } = of;
  const scripts = await openScripts(
    plans.flatMap((plan) => plan.scripts),
    { runtime: config.scripts.runtime, onNotice: (notice) => request.log(notice) },
  );
  const send = createSender(request.credentials, { timeoutMs: config.run.trialTimeoutMs });
  const engine = engineFor(config, request, { store, send, knownFailure });
  const asker = openAsker(engine);
  const judgementScope = of.judgementScope ?? (typeof scope === 'string' ? scope : '');
  const means = { asker, priceOf, scope: judgementScope, script: scripts.run };
  const judgesFor = (redraw?: string): Asking['judgingOf'] => {
    const judgings = new Map<string, Judging>();
    return ({ name, judges }) => {
      const judging = judgings.get(name) ?? judgeWith(judges, { ...means, redraw });
      judgings.set(name, judging);
      return judging;
    };
  };
  return {
    config,
    scope,
    engine,
    store,
    mayCurtail,
    log: request.log,
    judgingOf: judgesFor(),
    judgesAnew: judgesFor,
    async [Symbol.asyncDispose]() {
      asker.close();
      send.close();
      await scripts.close();
      await store.close();
    },
  };
}

/** Options for calling models in this run, for answers and for judgements, of all looks: one budget for everything. */
function engineFor(
  { run, cost }: Config,
  request: Pick<GateRequest, 'offline' | 'log' | 'signal' | 'spentUsd'>,
  means: Pick<RunOptions, 'store' | 'send' | 'knownFailure'>,
): RunOptions {
  return {
    ...means,
    priceOf,
    budget: newBudget(
      cost.maxRunCost === null ? null : Math.max(0, cost.maxRunCost - (request.spentUsd ?? 0)),
      priceOf,
    ),
    traffic: newTraffic(),
    maxConcurrency: run.maxConcurrency,
    trialTimeoutMs: run.trialTimeoutMs,
    retries: run.retries,
    deadlineMs: run.timeLimitMs ?? undefined,
    startedAt: performance.now(),
    offline: request.offline,
    signal: request.signal,
    onNotice: (notice) => request.log(notice),
  };
}
