import { ownMember } from '../../../base/json.ts';
import type { Allocated, Digest, Promoted } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Appended, Entry } from '../../../registry/append.ts';
import { unansweredOf } from '../../../registry/evidence.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { evidenceDigest } from '../../../registry/files.ts';
import { type KnownEvidence, type Missing, servingIn } from '../../../registry/promotion.ts';
import { storeDirectoryOf } from '../../../repo/git.ts';
import { progressOf } from '../../../repo/history.ts';

import { withAnswerLengths } from '../answer-lengths.ts';

import type { Evaluated } from '../evaluate.ts';
import { type KnownLog, openLog, readEvidence } from '../log.ts';
import type { FoundPrompt } from '../main-prompts.ts';
import type { Main } from '../opened.ts';
import { portfolioKnowledge } from '../portfolio-facts.ts';
import { findPortfolios, portfolioOf } from '../portfolios.ts';
import type { PublishReport } from '../publish/publish.ts';
import { requireKeys } from '../signing.ts';
import { type Writing, writeEvents } from '../writing.ts';
import { adoptions } from './adoptions.ts';
import { dueAllocations, unreadableAllocations, versionsToWeigh } from './allocate.ts';
import { evaluateConfirmed } from './evaluate-confirmed.ts';
import { evidenceOf, planEvidence } from './evidence.ts';
import { openSources } from './older-sources.ts';
import type { RecordOutcome, RecordRequest } from './outcome.ts';
import { type DuePromotion, duePromotions, type PromotionContext, serialBefore } from './promotions.ts';

type SecondStep = Pick<
  RecordOutcome,
  'evaluated' | 'toEvaluate' | 'pending' | 'due' | 'allocations' | 'adopted'
> & {
  publication: PublishReport;
};

type SecondRequest = {
  request: RecordRequest;
  /** At main's tip. */
  prompts: readonly FoundPrompt[];
  /** What the first step wrote; a dry run goes on from what it would have written. */
  before: Appended | null;
};

/** The second step: evidence where it is missing, and the promotions that the policy asks for. */
export async function promoteVersions(
  writing: Writing,
  main: Main,
  { request, prompts, before }: SecondRequest,
): Promise<SecondStep> {
  const { repository, registry } = writing;
  using log = await openLog(writing);
  const { state } = request.dryRun && before ? before : log;
  const sources = openSources(repository, request.configPath);
  try {
    const portfolios = await findPortfolios(main.snapshot, {
      registry,
      state,
      refusesMisuse: true,
    });
    const planned = await planEvidence({
      ...{ state, prompts, config: main.config, environments: registry.environments },
      ...{ credentials: request.credentials, runsNodeScripts: request.runsNodeScripts, now: new Date() },
      sourceOf: (prompt, version) => sources.find(state, prompt, version),
      weighed: versionsToWeigh(portfolios.portfolios, state),
    });
    const { evaluated, pending } = await evaluateConfirmed(
      request.dryRun ? [] : await withAnswerLengths(planned.versions, log),
      {
        ...request,
        config: main.config,
        storeDirectory: storeDirectoryOf(repository),
      },
    );
    const toEvaluate = request.dryRun ? planned.versions : [];
    const allPending = [...planned.pending, ...pending];
    const { due, allocations, adopted, publication } = await writeSecondStep(writing, main, {
      ...{ request, prompts, before, evaluated },
    });
    return {
      evaluated: evaluated.map(({ prompt, version, evidence }) => {
        const { cases } = evidence;
        return { prompt, version, cases: cases.length, ...unansweredOf(cases.map((each) => each.candidate)) };
      }),
      toEvaluate: toEvaluate.map(({ prompt, version, plan }) => {
        return { prompt, version, cases: plan.suite.cases.length };
      }),
      pending: allPending,
      due: due.map((one) => {
        return isPending(one, [...allPending, ...toEvaluate]) ? { ...one, outcome: 'pending' } : one;
      }),
      allocations,
      adopted,
      publication,
    };
  } finally {
    sources.close();
  }
}

/** A promotion that lacks nothing but evidence, which could not be made now. */
function isPending(
  { prompt, outcome, missing }: DuePromotion,
  pending: readonly { prompt: string }[],
): boolean {
  const isLeft = pending.some((each) => each.prompt === prompt);
  return (
    outcome === 'refused' && isLeft && missing.every(({ kind, waits }) => waits || OF_EVIDENCE.has(kind))
  );
}

/** What new evidence can change. */
const OF_EVIDENCE: ReadonlySet<Missing['kind']> = new Set(['held', 'evidence', 'age', 'cases', 'verdict']);

async function writeSecondStep(
  writing: Writing,
  main: Main,
  { request, prompts, before, evaluated }: SecondRequest & { evaluated: readonly Evaluated[] },
): Promise<Pick<SecondStep, 'due' | 'allocations' | 'adopted' | 'publication'>> {
  const promotionKey = writing.keys.promotion;
  const found = evaluated.map((each) => {
    return { ...each, known: evidenceOf(each, { now: new Date(), promotionKey }) };
  });
  const pinned = new Map(prompts.map(({ name, isPinned }) => [name, isPinned]));
  const { finding, publication } = await writeEvents<Pick<SecondStep, 'due' | 'allocations' | 'adopted'>>(
    writing,
    async (log) => {
      const known = await servingEvidence(log);
      const newer = new Map(found.map(({ digest, known: evidence }) => [digest, evidence]));
      for (const [digest, evidence] of newer) known.set(digest, evidence);
      const portfolios = await findPortfolios(main.snapshot, {
        ...{ registry: main.registry, state: log.state, refusesMisuse: true },
      });
      const context: PromotionContext = {
        state: log.state,
        now: new Date(),
        policy: { commit: main.commit, path: request.configPath },
        isPinned: (prompt) => pinned.get(prompt) ?? false,
        evidenceOf: (digest) => known.get(digest),
        config: main.config,
        portfolioOf: (prompt, environment) => portfolioOf(portfolios, { prompt, environment }),
        promotionKey,
      };
      const { recorded } = log.state;
      // Another run recorded a later commit of main meanwhile: the policy and the portfolios there decide.
      const isBefore = async (commit: string) =>
        (await progressOf(writing.repository, commit, main.commit)) === 'behind';
      const isOutdated = recorded !== null && (await isBefore(recorded));
      const { due, facts } = promotions(main, { adopts: request.adopt, isOutdated, context });
      const weighed =
        request.adopt || isOutdated
          ? { due: [], facts: [], begun: [] }
          : await dueAllocations(portfolios.portfolios, {
              ...context,
              isBefore,
              knowledgeOf: (portfolio) => portfolioKnowledge(log, portfolio, { config: main.config, newer }),
              serialOf: (environment) => lastSerial(facts, environment) ?? serialBefore(environment, context),
            });
      const serving: (Promoted | Allocated)[] = [...facts, ...weighed.facts];
      if (serving.length > 0) requireKeys(writing, ['promotion', 'pointer']);
      const all = [...serving, ...weighed.begun];
      return {
        entries: [...evaluationsOf(log.state, found), ...all.map((fact): Entry => ({ fact }))],
        message: subjectOf(facts, weighed.facts),
        finding: {
          due,
          allocations: [...weighed.due, ...(isOutdated ? [] : unreadableAllocations(portfolios))],
          adopted: facts.flatMap(({ adopted, prompt, version, environment }) =>
            adopted ? [{ prompt, version, environment }] : [],
          ),
        },
      };
    },
    { pretended: before?.state },
  );
  return { ...finding, publication };
}

function subjectOf(promoted: readonly Promoted[], allocated: readonly Allocated[]): string {
  const named = promoted.map(({ prompt, version, environment }) => `${prompt} ${version} to ${environment}`);
  if (named.length > 0) return `Promote ${named.slice(0, 5).join(', ')}`;
  const weighed = allocated.map(({ prompt, environment }) => `${prompt} in ${environment}`);
  return weighed.length > 0 ? `Set the weights of ${weighed.slice(0, 5).join(', ')}` : 'Record evidence';
}

/** The serial of the last of these facts in an environment. */
function lastSerial(facts: readonly Promoted[], environment: string): number | undefined {
  return facts.findLast((fact) => fact.environment === environment)?.serial;
}

/** What is promoted now, and the outcome of every promotion that is due. */
function promotions(
  main: Main,
  { adopts, isOutdated, context }: { adopts: boolean; isOutdated: boolean; context: PromotionContext },
): { due: DuePromotion[]; facts: Promoted[] } {
  if (adopts) return { due: [], facts: adoptions(main, context) };
  return isOutdated ? { due: [], facts: [] } : duePromotions(main.registry.environments, context);
}

function evaluationsOf(
  state: RegistryState,
  found: readonly (Evaluated & { known: KnownEvidence })[],
): Entry[] {
  return found.flatMap(({ prompt, version, digest, known: { id, file } }): Entry[] => {
    const registered = ownMember(ownMember(state.prompts, prompt)?.versions ?? {}, version);
    if (!registered) return [];
    const { suite } = file;
    const of = { prompt, version, digest, evidence: id, evidenceDigest: evidenceDigest(file) };
    const asked = { suite: suite.digest, cases: suite.cases, ...unansweredOf(Object.values(file.cases)) };
    return [{ fact: { type: 'evaluated', ...of, ...asked }, evidence: file }];
  });
}

/** The evidence of what main asks for and of what serves somewhere, by digest. */
export async function servingEvidence(log: KnownLog): Promise<Map<Digest, KnownEvidence>> {
  const known = new Map<Digest, KnownEvidence>();
  for (const [name, prompt] of Object.entries(log.state.prompts)) {
    const serving = Object.keys(prompt.environments).flatMap((environment) =>
      servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {}),
    );
    for (const version of new Set([...serving, ...(prompt.onMain === null ? [] : [prompt.onMain])])) {
      const evidence = await readEvidence(log, name, version);
      const digest = ownMember(prompt.versions, version)?.digest;
      if (evidence && digest !== undefined) known.set(digest, evidence);
    }
  }
  return known;
}
