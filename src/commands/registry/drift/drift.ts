import type { Drift } from '../../../domain/drift.ts';
import { priceOf } from '../../../model/prices.ts';
import { addEstimates, estimatePlan, wholeEstimate } from '../../../plan/estimate.ts';
import type { Entry } from '../../../registry/append.ts';
import { unansweredOf } from '../../../registry/evidence.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { evidenceDigest } from '../../../registry/files.ts';
import { servingOf } from '../../../registry/trips.ts';
import { latestWeek } from '../../../registry/week.ts';
import { observedWindows } from '../../../registry/windows.ts';
import { openRepository } from '../../../repo/git.ts';
import { withAnswerLengths } from '../answer-lengths.ts';
import { type Log, openLog } from '../log.ts';
import { findPrompts } from '../main-prompts.ts';
import { type Main, refuseOlderMain } from '../opened.ts';
import { NOT_PUBLISHED, type PublishReport } from '../publish/publish.ts';
import { openSources } from '../record/older-sources.ts';
import { requireKeys } from '../signing.ts';
import { type Writing, writeEvents } from '../writing.ts';
import { openWritingOnMain } from '../writing-on-main.ts';
import { type Asked, askAll, controlCalls } from './ask.ts';
import { priceFacts, retirementFacts } from './facts.ts';
import { keepIssues } from './issues.ts';
import { driftFact } from './judge.ts';
import type { DriftLook, DriftOutcome, DriftRequest } from './outcome.ts';
import { type DriftPlan, namedInVain, planDrift, servingNow } from './targets.ts';

/**
 * Asks everything that serves its whole suite again, and holds the answers against the evidence with which it was
 * promoted. What was answered and found is written to the registry.
 * @throws ConfigurationError(s): an unknown prompt, no registry, a key that is missing where it is signed; GateFailure
 */
export async function lookForDrift(
  request: DriftRequest,
): Promise<DriftOutcome & { publication: PublishReport }> {
  const repository = await openRepository(request.directory);
  const { configPath: policyPath } = request;
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  const sources = openSources(repository, request.configPath);
  try {
    using log = await openLog(writing);
    await refuseOlderMain(repository, { commit: main.commit, recorded: log.state.recorded });
    const serving = servingNow(log.state, request.prompts);
    const { prompts } = await findPrompts(main.snapshot, main.config);
    const day = new Date().toISOString().slice(0, 10);
    const { targets, pending: unplanned } = await planDrift(serving, {
      ...{ prompts, config: main.config, credentials: request.credentials },
      ...{ runsNodeScripts: request.runsNodeScripts, needsKeys: !request.dryRun },
      sourceOf: (prompt, version) => sources.find(log.state, prompt, version),
      scopeOf: ({ known }) => `drift/${known.digest}/${known.evidence.length}/${day}`,
    });
    const lengths = await withAnswerLengths(
      targets.map(({ toEvaluate }) => toEvaluate),
      log,
    );
    const plan: DriftPlan = {
      targets: targets.map((each, index) => ({ ...each, toEvaluate: lengths[index] ?? each.toEvaluate })),
      pending: [...namedInVain(log.state, request.prompts), ...unplanned],
    };
    if (request.dryRun) return { ...(await foreseen(plan)), publication: NOT_PUBLISHED };
    requireKeys(writing, ['promotion']);
    const { asked, pending } = await askAll(plan, { log, writing, config: main.config, request });
    const { looks, publication } = await write(writing, { main, policyPath }, asked);
    const known = { looks, pending: [...plan.pending, ...pending] };
    const { environment } = request;
    const issues = await keepIssues(known, { environment, policyPath });
    return {
      ...known,
      toAsk: [],
      estimate: null,
      issues,
      proposals: [],
      accepted: [],
      dryRun: false,
      publication,
    };
  } finally {
    sources.close();
  }
}

/** What would be asked, and what that takes. */
async function foreseen({ targets, pending }: DriftPlan): Promise<DriftOutcome> {
  const estimates = targets.map(({ toEvaluate: { plan, answerTokens } }) =>
    estimatePlan({ plan, cases: plan.suite.cases, answerTokens }),
  );
  const estimate = addEstimates(await Promise.all(estimates));
  return {
    ...{ looks: [], pending, issues: [], proposals: [], accepted: [], dryRun: true },
    toAsk: targets.map(({ prompt, version, environments, toEvaluate }) => ({
      ...{ prompt, version, cases: toEvaluate.plan.suite.cases.length },
      environments: environments.map(({ environment, against }) => ({
        environment,
        against: against?.at ?? null,
      })),
    })),
    estimate: {
      answers: estimate.answers.calls,
      judgements: estimate.judgements.calls + (await controlCalls(targets)),
      usd: wholeEstimate(estimate).usd,
    },
  };
}

/** Writes today's evidence, and what it says wherever the version serves still. */
async function write(
  writing: Writing,
  by: { main: Main; policyPath: string },
  asked: readonly Asked[],
): Promise<{ looks: DriftLook[]; publication: PublishReport }> {
  const { finding, publication } = await writeEvents<DriftLook[]>(
    writing,
    async (log) => {
      const looks = asked.flatMap((each) => looksAt(each, log, { ...by, versions: asked.length }));
      const evaluated = asked.map(
        ({ evaluated: { prompt, version, digest }, today: { id, file } }): Entry => {
          const of = { prompt, version, digest, evidence: id, evidenceDigest: evidenceDigest(file) };
          const { digest: suite, cases } = file.suite;
          const asked = { suite, cases, ...unansweredOf(Object.values(file.cases)) };
          return { fact: { type: 'evaluated', ...of, ...asked }, evidence: file };
        },
      );
      const names = [...new Set(asked.map(({ prompt, version }) => `${prompt} ${version}`))];
      return {
        entries: [...evaluated, ...looks.map(({ fact }): Entry => ({ fact }))],
        message: `Look for drift of ${names.slice(0, 5).join(', ')}`,
        finding: looks,
      };
    },
    { mayLeaveServing: true },
  );
  return { looks: finding, publication };
}

function looksAt(
  { prompt, version, environments, evaluated, today, askedTwice, earlier }: Asked,
  { state }: Log,
  { main, policyPath, versions }: { main: Main; policyPath: string; versions: number },
): DriftLook[] {
  const { registry } = main;
  const { policy } = evaluated.plan;
  const policyOf = { commit: main.commit, path: policyPath };
  return environments.flatMap(({ environment, against }): DriftLook[] => {
    const serving = servingOf(state, { prompt, environment });
    if (!servingVersions(serving?.served.at(-1)?.allocation ?? {}).includes(version)) return [];
    const held = (against && earlier.get(against.id)) ?? null;
    const windows = observedWindows(state, { prompt, environment }).filter((one) => one.version === version);
    const { target } = evaluated.plan.candidate;
    const fact: Drift = driftFact({
      ...{ environment, prompt, today, askedTwice, earlier: held, versions, policy, policyOf },
      traffic: latestWeek(windows, registry.metrics ?? [], policy.gate.alpha),
      facts: [...retirementFacts(target), ...(held === null ? [] : priceFacts(target, held.file, priceOf))],
    });
    return [{ fact, before: serving?.drift?.points ?? [] }];
  });
}
