import { relative } from 'node:path';
import { ConfigurationError, ConfigurationErrors, mistakesIn } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import { entriesOf } from '../change/naming.ts';
import type { PromptChange } from '../domain/change.ts';
import type { Notice } from '../domain/notice.ts';
import type { Part } from '../domain/part.ts';
import type { Policy } from '../domain/policy.ts';
import { policyOfEntry } from '../domain/policy-of.ts';
import type { GateRequest } from '../domain/request.ts';
import { remembering } from '../repo/remembering.ts';
import { scriptLoader } from '../score/script/loader.ts';
import { type ReadSuite, suiteReader } from '../suite/read.ts';
import { armPlanner, type PlanArm, sourcesOf } from './arms.ts';
import { namesOnceMerged } from './names.ts';
import { notPinnedNotices } from './not-pinned.ts';
import { type BrokenFile, choosePrompts, planPart } from './part.ts';
import { changesOfParts } from './parts.ts';
import { type PromptPlan, planPrompt } from './plan.ts';
import { withPredecessors } from './replaced.ts';
import type { FindingsByPrompt } from './touched-findings.ts';

/** What is known of a change before a token is spent. */
export type PlannedChange = {
  /** The changed prompts, those of a file that holds several one by one. */
  prompts: PromptChange[];
  /** Of those that are run. */
  plans: PromptPlan[];
  /** Of those that are only reported, since nothing but their suite changed. */
  reported: PromptPlan[];
  /** About the pull request as a whole. */
  notices: Notice[];
  /** What `check` finds on the lines that the pull request touches. */
  findings: FindingsByPrompt;
  /** How many cases a part asks at most, and how many it leaves out; absent where everything is asked. */
  part?: { asked: number; leftOut: number };
};

/**
 * Plans every prompt that is to be run, also each of several in a file.
 * @throws ConfigurationErrors: the mistakes of all of them together.
 */
export async function planChange(
  change: OpenChange,
  request: Pick<GateRequest, 'credentials' | 'offline' | 'runsNodeScripts' | 'part' | 'directory'>,
): Promise<PlannedChange> {
  const { config, namings } = change;
  const { credentials } = request;
  const mayRunNode = request.runsNodeScripts === true && change.policySource.revision === 'base';
  const revisions = { base: remembering(change.base), candidate: remembering(change.candidate) };
  const planArm = armPlanner({ credentials });
  const loadScripts = scriptLoader();
  const readSuite = suiteReader();
  const { part } = request;
  const errors: ConfigurationError[] = part ? [] : await nameMistakes({ ...change, ...revisions });
  const notices: Notice[] = [];
  const onNotice = (notice: Notice) => notices.push(notice);
  const found = { planArm, readSuite, onNotice };
  const { prompts: changes, broken } = await changesOfPrompts({ ...change, ...revisions }, found);
  const all = await withPredecessors(changes, { namings, planArm, readSuite, ...revisions });
  const rulesOf = ({ path, baselinePath, part }: PromptChange) =>
    policyOfEntry(config, entriesOf(part ?? { path, baselinePath }, namings).candidate);
  const whyNotRun = (prompt: PromptChange) => notRunSince(prompt, rulesOf(prompt));
  const folder = relative(change.root, request.directory);
  const known = { prompts: all, broken, change: { ...change, ...revisions }, whyNotRun, folder };
  const chosen = part ? await choosePrompts(part, known) : known;
  errors.push(...chosen.broken.flatMap((file) => file.errors));
  const { prompts } = chosen;
  const plans: PromptPlan[] = [];
  const reported: PromptPlan[] = [];
  for (const prompt of prompts) {
    if (prompt.kind === 'deleted') continue;
    const willRun = whyNotRun(prompt) === null;
    const context = {
      config,
      credentials,
      planArm,
      loadScripts,
      readSuite,
      base: revisions.base,
      needsKeys: willRun && !request.offline,
      runsNodeScripts: mayRunNode || !willRun,
    };
    try {
      const sources = sourcesOf(prompt, { namings, ...revisions });
      const unitesSuites = rulesOf(prompt).gate.suite === 'union' && prompt.kind !== 'suite';
      const namesAreChecked = !part && change.edited !== null;
      const plan = await planPrompt(
        { name: prompt.path, ...sources, unitesSuites, namesAreChecked },
        context,
      );
      (willRun ? plans : reported).push(plan);
    } catch (error) {
      errors.push(...unreadIncludes(prompt), ...mistakesIn(error));
    }
  }
  if (change.edited && !part) {
    const { checkNamesInPolicy } = await import('./policy-names.ts');
    const asked = new Set(plans.map(({ candidate }) => candidate.prompt.part?.path ?? candidate.prompt.path));
    const names = await checkNamesInPolicy({ ...change, ...revisions }, { readSuite, asked });
    errors.push(...names.errors);
    notices.push(...names.notices);
  }
  const { findingErrors, touchedFindings } = await import('./touched-findings.ts');
  const today = new Date().toISOString().slice(0, 10);
  const findings = await touchedFindings([...plans, ...reported], { ...change, ...revisions }, today);
  errors.push(...findingErrors(findings));
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  if (part) return { ...partOf({ prompts, plans, part }), findings };
  notices.push(...(await notPinnedNotices({ ...change, ...revisions }, planArm)));
  return { prompts, plans, reported, notices, findings };
}

function partOf(of: {
  prompts: PromptChange[];
  plans: readonly PromptPlan[];
  part: Part;
}): Omit<PlannedChange, 'findings'> {
  const plans = planPart(of.plans, of.part);
  const names = new Set(plans.map(({ name }) => name));
  const casesOf = (some: readonly PromptPlan[]) =>
    some.reduce((sum, { suite }) => sum + suite.cases.length, 0);
  const asked = casesOf(plans);
  return {
    prompts: of.prompts.filter(({ path }) => names.has(path)),
    plans,
    reported: [],
    notices: [],
    part: { asked, leftOut: casesOf(of.plans) - asked },
  };
}

/** Why a changed prompt is not asked, as the end of a sentence; null where it is. */
function notRunSince({ kind }: PromptChange, { gate }: Policy): string | null {
  if (kind === 'deleted') return 'is deleted';
  if (kind !== 'suite' || gate.onSuiteChange === 'run') return null;
  return 'asks what it asks at the base: only its suite is changed, which `gate.on-suite-change` reports without asking';
}

/** A registry keeps prompts by their names: every prompt, as it will be, needs one of its own. */
async function nameMistakes(
  change: Pick<OpenChange, 'registries' | 'namings' | 'candidate'>,
): Promise<ConfigurationError[]> {
  return change.registries.after === null ? [] : (await namesOnceMerged(change)).mistakes;
}

async function changesOfPrompts(
  change: OpenChange,
  {
    planArm,
    readSuite,
    onNotice,
  }: {
    planArm: PlanArm;
    readSuite: ReadSuite;
    onNotice: (notice: Notice) => void;
  },
): Promise<{ prompts: PromptChange[]; broken: BrokenFile[] }> {
  const prompts: PromptChange[] = [];
  const broken: BrokenFile[] = [];
  const taken = new Set(change.prompts.map(({ path }) => path));
  for (const prompt of change.prompts) {
    try {
      const changes = await changesOfParts(prompt, {
        ...change,
        policyPath: change.policySource.path,
        planArm,
        readSuite,
        taken,
        onNotice,
      });
      for (const { path } of changes) taken.add(path);
      prompts.push(...changes);
    } catch (error) {
      broken.push({ path: prompt.path, errors: [...unreadIncludes(prompt), ...mistakesIn(error)] });
    }
  }
  return { prompts, broken };
}

/** Why a prompt that cannot be read counts as changed, where nothing but its includes may have. */
function unreadIncludes({ path, mayInclude: [file] = [] }: PromptChange): ConfigurationError[] {
  if (file === undefined) return [];
  return [
    new ConfigurationError(
      `The names of its includes cannot be read here, and ${file}, which it may include, changed.`,
      { place: { path }, remedy: 'Write the names out; or leave the prompt out of `prompts:`.' },
    ),
  ];
}
