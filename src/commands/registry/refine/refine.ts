import { GateFailure } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { type Asking, openAsking } from '../../../compare/answers.ts';
import type { Refined } from '../../../domain/refined.ts';
import { nameOf } from '../../../model/names.ts';
import { destinationsOf } from '../../../plan/destinations.ts';
import type { PromptPlan } from '../../../plan/plan.ts';
import { counted } from '../../../prose/numbers.ts';
import { suiteDigestOf } from '../../../registry/suite-digest.ts';
import { openRepository, storeDirectoryOf } from '../../../repo/git.ts';
import { renderRefinement } from '../../../report/markdown/refinement.ts';
import { openStore } from '../../../run/store.ts';
import { announce } from '../../announce.ts';
import { proposalBranch, propose } from '../propose.ts';
import { NOT_PUBLISHED, type PublishReport } from '../publish/publish.ts';
import { writeEvents } from '../writing.ts';
import { openWritingOnMain } from '../writing-on-main.ts';
import { MOST_CHANGES } from './edits.ts';
import { type Finding, findRefinement } from './find.ts';
import { type Ground, readGround } from './ground.ts';
import type { RefineOutcome, RefineRequest } from './outcome.ts';
import { readProduction } from './production.ts';
import { refinementOf } from './told.ts';
import { halvesOf } from './tries.ts';

/**
 * Looks why answers of a prompt fail, and proposes cases and at most one small change of the prompt as a pull request. What
 * was tried is written into the log before that.
 * @throws ConfigurationError(s): see `readGround` and `readProduction`; GateFailure: another run tried changes meanwhile
 */
export async function refine(request: RefineRequest): Promise<RefineOutcome> {
  const repository = await openRepository(request.directory);
  const production = await readProduction(request.from, request);
  using open = await openWritingOnMain(repository, request);
  const { main, writing } = open;
  const ground = await readGround({ repository, main, writing }, request);
  const finding = await findWithModels(ground, request, production);
  const publication = await writeTries(finding, ground, request);
  const outcome: RefineOutcome = {
    ...{ prompt: ground.found.name, version: ground.version.version, path: ground.found.path },
    ...finding,
    triesSoFar: (ground.refined?.tested ?? 0) + newTests(finding),
    ...{ proposal: null, publication, dryRun: request.dryRun },
  };
  if (request.dryRun || Object.keys(finding.files).length === 0) return outcome;
  const told = refinementOf(outcome);
  const { environment } = request;
  const means = { repository, main, author: writing.author, environment };
  const proposal = await propose(
    {
      branch: proposalBranch('refine', outcome.prompt),
      files: finding.files,
      title: told.title,
      body: renderRefinement(told),
    },
    means,
  );
  return { ...outcome, proposal };
}

async function findWithModels(
  ground: Ground,
  request: RefineRequest,
  production: Awaited<ReturnType<typeof readProduction>>,
): Promise<Finding> {
  await using asking = await openRun(ground, request);
  const suiteDigest = suiteDigestOf(ground.plan.suite);
  return await findRefinement(production, { ground, asking, request, suiteDigest });
}

/** Opens models, judges and stored answers, after it was said what is asked, and where keys are sent. */
async function openRun(ground: Ground, request: RefineRequest): Promise<Asking & AsyncDisposable> {
  const { main, plan, helper, hasKey, asks, repository, scope } = ground;
  const { config } = main;
  const { credentials, log, signal } = request;
  const directory = storeDirectoryOf(repository);
  if (config.run.cache) await request.restoreAnswers?.(directory);
  const store = await openStore(directory);
  try {
    if (asks) {
      const helping = {
        baseline: null,
        candidate: plan.candidate,
        judges: { judge: helper, embedder: null },
      };
      await request.agree?.(destinationsOf([plan, helping], credentials));
    }
    const told = { outcomes: undefined, offline: false, log, credentials };
    if (request.dryRun) log('A dry run: nothing of what follows is asked.');
    if (hasKey) {
      await announce([plan], { config, store, scope: () => scope }, told);
      if (helper) log(`${nameOf(helper)} is asked for names, cases and edits: 3 questions at most.`);
      if (request.tries !== 'none') log(triesLine(plan));
    }
  } catch (problem) {
    await store.close();
    throw problem;
  }
  return await openAsking([plan], {
    ...{ store, config, scope: '', judgementScope: 'registry', mayCurtail: false },
    request: { credentials, offline: !asks, log, signal },
  });
}

/** The most that trying changes may ask besides. */
function triesLine({ suite, trials }: PromptPlan): string {
  const { training, test } = halvesOf(suite.cases);
  const answers = (MOST_CHANGES * training + 2 * test) * trials;
  return `Up to ${MOST_CHANGES} changes are then tried, by at most ${counted(answers, 'further answer')}.`;
}

function newTests({ tries }: Finding): number {
  return tries.filter(({ isKnown, test }) => !isKnown && test !== null).length;
}

/** Writes what was tried, and the log does not know, as one event. */
async function writeTries(
  finding: Finding,
  { writing, found, version, refined: before }: Ground,
  { dryRun }: RefineRequest,
): Promise<PublishReport> {
  const tries = finding.tries
    .filter(({ isKnown }) => !isKnown)
    .map(({ kind, digest, training, test }) => ({ kind, digest, training, test }));
  if (tries.length === 0 || dryRun) return NOT_PUBLISHED;
  const fact: Refined = {
    type: 'refined',
    ...{ prompt: found.name, version: version.version, digest: version.digest },
    ...{ suite: finding.suite.digest, tries, cases: finding.cases.length, proposed: finding.proposed },
  };
  const { publication } = await writeEvents(
    writing,
    async ({ state }) => {
      const tested = ownMember(state.prompts, found.name)?.refined?.tested ?? 0;
      if (tested !== (before?.tested ?? 0)) {
        throw new GateFailure(`another run tried changes of ${found.name} meanwhile, which count too.`, {
          remedy: 'Run `refine` again: the answers are stored.',
        });
      }
      return { entries: [{ fact }], message: `Try changes of ${found.name}`, finding: null };
    },
    { mayLeaveServing: true },
  );
  return publication;
}
