import { digestOf } from '../../../base/digest.ts';
import { unlessMistaken } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { OpenChange } from '../../../change/change.ts';
import { entryOf } from '../../../change/naming.ts';
import type { PromptChange } from '../../../domain/change.ts';
import type { Naming, Policy } from '../../../domain/policy.ts';
import { policyOfEntry, segmentsWithoutPassRate } from '../../../domain/policy-of.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { Becomes, PassRates } from '../../../domain/registry-plan.ts';
import { type Suite, segmentNames } from '../../../domain/suite.ts';
import { credentialsFrom } from '../../../model/credentials.ts';
import { isPinned } from '../../../model/target.ts';
import {
  type ArmSource,
  armPlanner,
  type PlanArm,
  type PlannedArm,
  planEitherWay,
  sourcesOf,
} from '../../../plan/arms.ts';
import { findNames } from '../../../plan/names.ts';
import { openRaise, type RaiseOf } from '../../../plan/raise.ts';
import { foreseeServing, foreseeVersion } from '../../../registry/foresee.ts';
import { passRatesOf } from '../../../registry/pass-rates.ts';
import { readSuite } from '../../../suite/read.ts';
import { type KnownLog, readBundle, readEvidence } from '../log.ts';

/** Prompts are read as `record` reads them on main: nothing of the environment counts. */
export function recordingPlanner(): PlanArm {
  return armPlanner({ credentials: credentialsFrom({}) });
}

/**
 * The versions that the changed prompts become, by the path that the change calls each. One that `record` could not read
 * or name either is left out.
 */
export async function promptsOnceMerged(
  prompts: readonly PromptChange[],
  change: OpenChange,
  log: KnownLog & { isBaseUnrecorded: boolean },
): Promise<Map<string, Becomes>> {
  const found = new Map<string, Becomes>();
  const { after } = change.registries;
  const isKept = prompts.some(({ kind }) => kind !== 'deleted');
  if (after === null || !isKept) return found;
  const means = { planArm: recordingPlanner(), raise: await openRaise() };
  for (const prompt of prompts) {
    if (prompt.kind === 'deleted') continue;
    const becomes = await unlessMistaken(() => versionOnceMerged(prompt, { change, log, ...means }));
    if (becomes) found.set(prompt.path, becomes);
  }
  return found;
}

async function versionOnceMerged(
  prompt: PromptChange,
  {
    change,
    log,
    planArm,
    raise,
  }: {
    change: OpenChange;
    log: KnownLog & { isBaseUnrecorded: boolean };
    planArm: PlanArm;
    raise: RaiseOf;
  },
): Promise<Becomes | undefined> {
  const { candidate: source, baseline: baseSource } = sourcesOf(prompt, change);
  const name = await nameOf(source, change.namings.candidate);
  if (name === null) return undefined;
  const arm = await planArm(source);
  const isSamePrompt = baseSource !== null && (await nameOf(baseSource, change.namings.baseline)) === name;
  const baseline = isSamePrompt ? await unlessMistaken(() => planEitherWay(baseSource, planArm)) : undefined;
  const known = ownMember(log.state.prompts, name);
  const version = await foreseeVersion({
    prompt: known,
    before: baseline ? contentOf(baseline) : null,
    isBaseUnrecorded: log.isBaseUnrecorded,
    after: contentOf(arm),
    raise,
    bundleOf: (wanted) => readBundle(log, name, wanted),
  });
  const environments = change.registries.after?.environments ?? [];
  const rules = policyOfEntry(change.config, source.entry);
  const countsCases = environments.some(({ evidence }) => evidence.minCases !== null);
  const suite = countsCases || rules.segments ? await suiteOf(source, arm) : null;
  const passRates = await passRatesOnMain(log, name);
  return {
    name,
    ...version,
    ...(passRates && { passRates }),
    environments: foreseeServing(environments, {
      ...{ prompt: known, version: version.version, isPinned: isPinned(arm.target), now: Date.now() },
      hasMinPassRate: isHeldToPassRate(rules, suite),
      cases: countsCases && suite ? suite.cases.length : null,
    }),
  };
}

/** Versions whose evidence is read, and cases of all of them together: it is read while somebody waits. */
const MOST_VERSIONS = 10;
const MOST_CASES = 20_000;

/** Pass rates of the last versions that have evidence; what cannot be read is as if it was not there. */
async function passRatesOnMain(log: KnownLog, name: string): Promise<PassRates | null> {
  const versions = Object.values(ownMember(log.state.prompts, name)?.versions ?? {});
  const found: { version: string; file: EvidenceFile }[] = [];
  let cases = 0;
  for (const { version, evidence } of versions.reverse()) {
    cases += evidence.at(-1)?.cases ?? 0;
    if (found.length === MOST_VERSIONS || cases > MOST_CASES) break;
    const known = await unlessMistaken(() => readEvidence(log, name, version));
    if (known) found.unshift({ version, file: known.file });
  }
  return passRatesOf(found);
}

/** The name that a policy gives a prompt; null: none. */
async function nameOf(
  { snapshot, path, part }: Pick<ArmSource, 'snapshot' | 'path' | 'part'>,
  policy: Naming,
): Promise<string | null> {
  const { prompts } = await findNames(snapshot, [{ path, entry: entryOf(policy, path) }]);
  return prompts.find((prompt) => prompt.part === part)?.name ?? null;
}

function contentOf({ bundle }: PlannedArm) {
  return { bundle, digest: digestOf(bundle) };
}

/** Number of cases of a prompt's own suite; null where that cannot be read. */
export async function caseCountOf(
  source: Pick<ArmSource, 'snapshot' | 'entry'>,
  arm: Pick<PlannedArm, 'prompt'>,
): Promise<number | null> {
  return (await suiteOf(source, arm))?.cases.length ?? null;
}

/** A prompt's own suite; null where that cannot be read. */
async function suiteOf(
  { snapshot, entry }: Pick<ArmSource, 'snapshot' | 'entry'>,
  { prompt }: Pick<PlannedArm, 'prompt'>,
): Promise<Suite | null> {
  return (await unlessMistaken(() => readSuite({ snapshot, prompt, entry }))) ?? null;
}

/** Without its suite, whose segments nobody knows then, a prompt is held to the rate of all cases alone. */
function isHeldToPassRate(rules: Pick<Policy, 'gate' | 'segments'>, suite: Suite | null): boolean {
  if (suite === null) return rules.gate.minPassRate !== null;
  return segmentsWithoutPassRate(rules, segmentNames(suite.cases)).length === 0;
}
