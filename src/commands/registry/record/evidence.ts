import { randomBytes } from 'node:crypto';
import { mistakesIn } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { version as toolVersion } from '../../../base/version.ts';
import type { Credentials } from '../../../domain/answer.ts';
import type { Config } from '../../../domain/policy.ts';
import type { Version } from '../../../domain/registry.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { EnvironmentPolicy } from '../../../domain/registry-policy.ts';
import type { PromptState, RegistryState } from '../../../domain/registry-state.ts';
import { type ArmSource, armPlanner } from '../../../plan/arms.ts';
import { type PromptPlan, planPrompt } from '../../../plan/plan.ts';
import { evidenceCases, nextRound, wasAsked } from '../../../registry/evidence.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { type KnownEvidence, servingIn } from '../../../registry/promotion.ts';
import { signEvidence } from '../../../registry/signatures.ts';
import { caseDigestOf, suiteDigestOf } from '../../../registry/suite-digest.ts';
import type { Evaluated, ToEvaluate } from '../evaluate.ts';
import type { FoundPrompt } from '../main-prompts.ts';

/** The versions whose suites are to be asked, and prompts of which that cannot be planned. */
export type EvidencePlan = { versions: ToEvaluate[]; pending: { prompt: string; problem: string }[] };

export type EvidenceRequest = {
  state: RegistryState;
  /** At main's tip. */
  prompts: readonly FoundPrompt[];
  config: Config;
  environments: readonly EnvironmentPolicy[];
  credentials: Credentials;
  runsNodeScripts: boolean;
  now: Date;
  /** Where an older version of a prompt is read, in the commit that it came from; undefined: it is not there any more. */
  sourceOf: (prompt: string, version: Version) => Promise<ArmSource | undefined>;
  /** The versions to which a portfolio gives weights anew, by prompt. */
  weighed: ReadonlyMap<string, readonly Version[]>;
};

/**
 * Which versions need evidence on the suite as main has it now: main's own version of a prompt, where it has none or answers
 * are missing in it, or
 * where an environment that asks for evidence does not serve it yet; and then what serves there, to compare with. The
 * versions to which a portfolio gives weights anew are evaluated as well.
 */
export async function planEvidence(request: EvidenceRequest): Promise<EvidencePlan> {
  const plan: EvidencePlan = { versions: [], pending: [] };
  for (const found of request.prompts) {
    const prompt = ownMember(request.state.prompts, found.name);
    if (!prompt?.onMain) continue;
    try {
      plan.versions.push(...(await versionsToEvaluate(found, prompt, request)));
    } catch (problem) {
      const [first] = mistakesIn(problem);
      plan.pending.push({ prompt: found.name, problem: first?.message ?? '' });
    }
  }
  return plan;
}

/** The evidence of an evaluated version, signed where there is a promotion key. */
export function evidenceOf(
  { prompt, version, digest, plan, evidence, judges, scope }: Evaluated,
  { now, promotionKey }: { now: Date; promotionKey: string | null },
): KnownEvidence {
  const { suite, trials, traffic } = plan;
  const byId = new Map(suite.cases.map((testCase) => [testCase.id, testCase]));
  const contentOf = (id: string) => {
    const testCase = byId.get(id);
    if (!testCase) throw new Error(`evidence of an unknown case: ${id}`);
    return caseDigestOf(testCase);
  };
  const file: EvidenceFile = {
    format: 1,
    ...{ prompt, version, digest },
    at: now.toISOString(),
    tool: toolVersion(),
    suite: { digest: suiteDigestOf(suite), path: suite.path, cases: suite.cases.length },
    ...{ judges, scope, trials, traffic },
    cases: evidenceCases(evidence.cases, contentOf),
  };
  const signed = promotionKey === null ? file : signEvidence(file, promotionKey);
  return { id: randomBytes(8).toString('hex'), file: signed };
}

async function versionsToEvaluate(
  found: FoundPrompt,
  prompt: PromptState,
  request: EvidenceRequest,
): Promise<ToEvaluate[]> {
  const { environments, now } = request;
  const version = prompt.onMain ?? '';
  const own = ownMember(prompt.versions, version);
  if (!own) return [];
  const asking = environments.filter(
    ({ name, evidence }) => evidence.required && !servesOnly(prompt, name, version),
  );
  const weighed = request.weighed.get(found.name) ?? [];
  if (asking.length === 0 && weighed.length === 0 && own.evidence.length > 0) return [];
  const plan = await planOf(found, null, request);
  const suite = suiteDigestOf(plan.suite);
  const maxAgeMs = Math.min(...asking.map(({ evidence }) => evidence.maxAgeMs ?? Number.POSITIVE_INFINITY));
  const since = now.getTime() - maxAgeMs;
  const versions: ToEvaluate[] = [];
  const roundOf = (known: PromptState['versions'][string]) => ({ round: nextRound(known.evidence, suite) });
  if (!wasAsked(own.evidence, { suite, since }))
    versions.push({ ...toEvaluate(found.name, own, plan), ...roundOf(own) });
  const compared = weighed.length > 0 ? environments : asking;
  const serving = compared.flatMap(({ name }) =>
    servingVersions(servingIn(prompt, name)?.served.at(-1)?.allocation ?? {}),
  );
  for (const other of new Set([...serving, ...weighed])) {
    const known = ownMember(prompt.versions, other);
    if (other === version || !known || wasAsked(known.evidence, { suite })) continue;
    const source = await request.sourceOf(found.name, other);
    const both = source && (await planOf(found, source, request));
    // Of a version that cannot be asked these cases, the cases that its older evidence shares are left.
    if (both?.baseline) {
      const asked = toEvaluate(found.name, known, { ...both, candidate: both.baseline, baseline: null });
      versions.push({ ...asked, ...roundOf(known) });
    }
  }
  return versions;
}

/** A version whose suite is to be asked, as its own next round. */
export function toEvaluate(
  prompt: string,
  known: PromptState['versions'][string],
  plan: PromptPlan,
): ToEvaluate {
  const { version, digest, evidence } = known;
  return { prompt, version, digest, plan, round: evidence.length };
}

/**
 * A prompt of main with main's suite, and beside it an older version as its baseline, so that both are asked the same.
 * @throws ConfigurationError(s) with the place of every mistake
 */
export function planOf(
  found: Pick<FoundPrompt, 'name' | 'source'>,
  baseline: ArmSource | null,
  request: Pick<EvidenceRequest, 'config' | 'credentials' | 'runsNodeScripts'> & { needsKeys?: boolean },
): Promise<PromptPlan> {
  const { config, credentials, runsNodeScripts, needsKeys = true } = request;
  const planArm = armPlanner({ credentials });
  const context = { config, credentials, planArm, base: found.source.snapshot, runsNodeScripts, needsKeys };
  return planPrompt({ name: found.name, candidate: found.source, baseline }, context);
}

/** Whether a version serves everybody in an environment. */
export function servesOnly(prompt: PromptState, environment: string, version: Version): boolean {
  const served = servingIn(prompt, environment)?.served.at(-1);
  if (!served) return false;
  const serving = servingVersions(served.allocation);
  return serving.length === 1 && serving[0] === version;
}
