import { GateFailure } from '../../../base/errors.ts';
import { isCutOff } from '../../../domain/outcome.ts';
import { counted } from '../../../prose/numbers.ts';
import { caseKey } from '../../../registry/evidence.ts';
import { clusterFailures } from '../../../result/clusters.ts';
import { halfOf } from '../../../suite/halves.ts';
import { askCases, byCase, type CaseOutcomes, failingAnswers, isAnswered } from './answers.ts';
import { type BadAnswers, badAnswers } from './bad-answers.ts';
import type { Change } from './changes.ts';
import { proposedEdits } from './edits.ts';
import { exampleSets } from './example-sets.ts';
import { type AskHelper, helperModel } from './helper-model.ts';
import { labelled } from './labels.ts';
import type { FailingAnswer, NotProposed, ProposedCase, RefineOutcome, ToldCluster } from './outcome.ts';
import type { Production } from './production.ts';
import { suiteWithCases } from './suite-file.ts';
import { halvesOf, type Trying, tryChanges } from './tries.ts';
import { variantsOf } from './variants.ts';

export type Finding = Pick<
  RefineOutcome,
  'clusters' | 'cases' | 'tries' | 'files' | 'proposed' | 'notProposed' | 'undecided' | 'suite' | 'production'
>;

/** Cases of production that are proposed of one cluster, and of all. */
const OF_A_CLUSTER = 3;
const OF_PRODUCTION = 10;

/** Finds out what fails, and what could be proposed: new cases, and one change of the prompt that is better where it was not chosen. */
export async function findRefinement(production: Production, trying: Trying): Promise<Finding> {
  const { ground, asking, request } = trying;
  const { plan, version, asks } = ground;
  const named = { ...plan, name: `${plan.name}@${version.digest.slice(0, 12)}` };
  const outcomes = await askCases(named, { asking, scope: () => ground.scope });
  const cases = byCase(plan.suite.cases, outcomes);
  const answered = cases.filter(isAnswered);
  const bad = await badAnswers(production.answers, { plan, asking });
  const ofSuite = [...failingAnswers(answered, asking), ...failedBefore(cases, ground.knownFailing)];
  const all = [...ofSuite, ...bad.failing];
  const failing = new Map(all.map((one) => [one.id, one]));
  const undecided = whyUndecided(
    { cases, answered: answered.length, isCut: outcomes.some(isCutOff) },
    trying,
  );
  const ask = helperOf(trying, undecided);
  const clusters = await labelled(clusterFailures(all), { failing, ask });
  const changes =
    asks && answered.length === cases.length
      ? await changesOf(cases, { ...trying, ask, training: trainingOf(ofSuite, bad) })
      : { changes: [], notProposed: [] };
  const { tries, better } = await triedOf(changes.changes, { ...trying, undecided });
  const changed: Record<string, string> = better === null ? {} : { [ground.found.path]: better.text };
  const byId = new Map(plan.suites.candidate.cases.map((one) => [one.id, one]));
  const variants = ask === null ? [] : await variantsOf(clusters, { cases: byId, ask });
  const proposed = [...ofProduction(clusters, bad), ...variants];
  const written = await suiteWithCases(proposed, { ...ground, changed });
  const { path } = plan.suite;
  return {
    suite: {
      ...{ path, digest: trying.suiteDigest, cases: cases.length, answered: answered.length },
      ...{ failing: ofSuite.length, ...halvesOf(plan.suite.cases) },
    },
    production: { rows: production.rows, failing: bad.failing.length, problems: production.problems },
    ...{ clusters, tries, undecided },
    cases: written.added,
    files: written.text === undefined ? changed : { ...changed, [path]: written.text },
    proposed: better?.digest ?? null,
    notProposed: [
      ...bad.notProposed,
      ...written.notProposed,
      ...changes.notProposed,
      ...(request.tries !== 'none' && tries.length > 0 && better === null ? [notBetter(request.tries)] : []),
    ],
  };
}

/** What was tried; a limit of the run, or missing answers, end the tries and nothing else. */
async function triedOf(
  changes: readonly Change[],
  { undecided, ...trying }: Trying & { undecided: string[] },
): ReturnType<typeof tryChanges> {
  try {
    return await tryChanges(changes, trying);
  } catch (problem) {
    if (!(problem instanceof GateFailure)) throw problem;
    undecided.push(problem.message);
    return { tries: [], better: null };
  }
}

function notBetter(kind: 'edit' | 'examples'): NotProposed {
  const what = kind === 'edit' ? 'an edit' : 'examples';
  return { what, why: 'None of those that were tried is better on the cases by which it was not chosen.' };
}

/** Cases that failed when the evidence was made, and whose answers are not here. */
function failedBefore(cases: readonly CaseOutcomes[], known: ReadonlySet<string> | null): FailingAnswer[] {
  if (known === null) return [];
  return cases.flatMap((one) => {
    const { id, vars, segments } = one.testCase;
    if (isAnswered(one) || !known.has(caseKey(id))) return [];
    return [{ id, vars, segments, half: halfOf(one.testCase), failures: [], answer: null }];
  });
}

function whyUndecided(
  { cases, answered, isCut }: { cases: readonly CaseOutcomes[]; answered: number; isCut: boolean },
  { ground, request }: Trying,
): string[] {
  const missing = cases.length - answered;
  const { dryRun, tries } = request;
  const notHere = missing === 0 ? [] : [`${counted(missing, 'answer')} not stored here`];
  const notTried = tries === 'none' ? [] : ['no change of the prompt is tried'];
  if (isCut) {
    return [
      "The run's limit of money or time ended before all cases were asked: run it again, and it goes on.",
    ];
  }
  if (dryRun) return notHere.map((what) => `A dry run asks nothing: ${what}.`);
  if (!ground.hasKey) {
    const { model } = ground.plan.candidate.target;
    const lacks = [...notHere, ...notTried];
    return lacks.length === 0 ? [] : [`There is no key for ${model}: ${lacks.join(', and ')}.`];
  }
  if (missing === 0) return [];
  const what = `${counted(missing, 'case')} got no answer that could be judged`;
  return [`${[what, ...notTried].join(', so ')}.`];
}

/** The model that helps; what it does not answer is told once. */
function helperOf({ ground, asking }: Trying, undecided: string[]): AskHelper | null {
  if (ground.helper === null) return null;
  const { tested = 0, tries = [] } = ground.refined ?? {};
  return helperModel(ground.helper, {
    ...{ plan: ground.plan, asking, run: `${tested}/${tries.length}` },
    onFailure(problem) {
      const sentence = `The model that helps did not answer: ${problem}`;
      if (!undecided.includes(sentence)) undecided.push(sentence);
    },
  });
}

/** Failing answers by which a change may be made: those of the training half, and of production those that will be in it. */
function trainingOf(ofSuite: readonly FailingAnswer[], bad: BadAnswers): FailingAnswer[] {
  const own = ofSuite.filter(({ half }) => half === 'training');
  const others = bad.failing.filter(({ id }) => halfOf({ id }) === 'training');
  return [...own, ...others];
}

async function changesOf(
  cases: readonly CaseOutcomes[],
  { ground, asking, request, ask, training }: Trying & { ask: AskHelper | null; training: FailingAnswer[] },
): Promise<{ changes: Change[]; notProposed: NotProposed[] }> {
  const none = { changes: [], notProposed: [] };
  if (request.tries === 'none') return none;
  if (training.length === 0) {
    const why = 'No case of the training half fails, and a change is made by no other.';
    return { ...none, notProposed: [{ what: 'a change of the prompt', why }] };
  }
  if (request.tries === 'examples') return exampleSets(cases, { ground, asking });
  if (ask === null) return none;
  const failing = new Map(training.map((one) => [one.id, one]));
  return proposedEdits(clusterFailures(training), { failing, ask, ground });
}

/** Bad answers of production that become cases: of each cluster the most typical first. */
function ofProduction(clusters: readonly ToldCluster[], bad: BadAnswers): ProposedCase[] {
  return clusters
    .flatMap(({ representative, members }) => {
      const ids = [...new Set([representative, ...members])];
      return ids.flatMap((id) => bad.cases.get(id) ?? []).slice(0, OF_A_CLUSTER);
    })
    .slice(0, OF_PRODUCTION);
}
