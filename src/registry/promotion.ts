import type { Evidence } from '../domain/evidence.ts';
import type { Policy } from '../domain/policy.ts';
import { segmentsWithoutPassRate } from '../domain/policy-of.ts';
import type { Allocation, Digest, Judgement, Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import type { EnvironmentPolicy } from '../domain/registry-policy.ts';
import type { Hold, PromptState, ServingState } from '../domain/registry-state.ts';
import type { Verdict } from '../domain/verdict.ts';
import { enumerate, plainOf } from '../prose/text.ts';
import { largestShare } from './evidence.ts';
import { pairedEvidence } from './paired-evidence.ts';

/** A condition that a promotion does not meet. */
export type Missing = {
  kind: 'archived' | 'held' | 'evidence' | 'age' | 'cases' | 'verdict' | 'soak' | 'pinned' | 'not-on-main';
  /** What is missing, exactly, as a sentence. The log keeps it where it is overridden. */
  text: string;
  /** What to do about it, as a sentence, where the text does not tell. */
  remedy?: string;
  /** Whether a reason given by hand may override it. */
  canBeOverridden: boolean;
  /** Whether it is met by waiting alone. */
  waits: boolean;
};

export type KnownEvidence = { id: string; file: EvidenceFile };

export type PromotionRequest = {
  name: string;
  prompt: PromptState;
  version: Version;
  environment: EnvironmentPolicy;
  /** ms since 1970. */
  now: number;
  /** Whether the version's model is pinned to a dated snapshot. */
  isPinned: boolean;
  /** The newest evidence of a bundle, with its id; undefined where it has none. */
  evidenceOf: (digest: Digest) => KnownEvidence | undefined;
  /** The gate's decision by what holds for the prompt. */
  decide: (evidence: Evidence) => Verdict;
  /** What holds for the prompt: its pass rates count where it has nothing to be compared with. */
  rules: Pick<Policy, 'gate' | 'segments'>;
};

export type PromotionFinding = {
  missing: Missing[];
  /** Null where the environment asks for no evidence, or there is none. */
  judgement: Judgement | null;
};

/** Whether a version may serve in an environment: everything that is missing, and how its evidence was judged. */
export function examinePromotion(request: PromotionRequest): PromotionFinding {
  const { prompt, version, environment, now, isPinned, name } = request;
  const missing: Missing[] = [];
  const add = (kind: Missing['kind'], text: string, how: Partial<Missing> = {}) =>
    missing.push({ kind, text, canBeOverridden: true, waits: false, ...how });
  const { archived } = versionOf(prompt, version);
  const label = `${name} ${version}`;
  if (archived) add('archived', `${label} is archived.`, { canBeOverridden: false });
  const serving = servingIn(prompt, environment.name);
  for (const hold of holdsOn(version, serving?.held ?? [], now)) {
    const what = hold.version === null ? name : `${name} ${hold.version}`;
    const until = hold.until === null ? 'until it is released' : `until ${hold.until}`;
    add('held', `${what} is held in ${environment.name} ${until} (${hold.reason}).`, {
      canBeOverridden: false,
      waits: hold.until !== null,
    });
  }
  if (environment.pinned && !isPinned) {
    add(
      'pinned',
      `The model of ${label} is not pinned to a dated snapshot, which ${environment.name} asks for.`,
    );
  }
  const soaking = soakLeft(request);
  if (soaking !== null) add('soak', soaking.text, { waits: soaking.waits });
  const { judgement, lacks } = environment.evidence.required
    ? judgeEvidence(request, serving?.served.at(-1)?.allocation)
    : { judgement: null, lacks: [] };
  missing.push(...lacks.map((lack) => ({ ...lack, canBeOverridden: true, waits: false })));
  return { missing, judgement };
}

/** A prompt's state in an environment; undefined where it never served there. */
export function servingIn(prompt: PromptState, environment: string): ServingState | undefined {
  return Object.hasOwn(prompt.environments, environment) ? prompt.environments[environment] : undefined;
}

/** What is missing and what to do, as sentences for people. */
export function missingText({ text, remedy }: Missing): string {
  return remedy === undefined ? text : `${text} ${remedy}`;
}

/** The holds that bind a version at a time (ms since 1970). */
export function holdsOn(version: Version, holds: readonly Hold[], now: number): Hold[] {
  return holds.filter(
    (hold) =>
      (hold.version === null || hold.version === version) &&
      (hold.until === null || Date.parse(hold.until) > now),
  );
}

type Lack = Pick<Missing, 'kind' | 'text' | 'remedy'>;

function judgeEvidence(
  request: PromotionRequest,
  allocation: Allocation | undefined,
): { judgement: Judgement | null; lacks: Lack[] } {
  const { prompt, version, environment, now, evidenceOf, decide, rules, name } = request;
  const label = `${name} ${version}`;
  const known = evidenceOf(versionOf(prompt, version).digest);
  if (!known) {
    return { judgement: null, lacks: [{ kind: 'evidence', text: `There is no evidence of ${label}.` }] };
  }
  const { file } = known;
  const lacks: Lack[] = [];
  const { maxAgeMs, minCases } = environment.evidence;
  if (maxAgeMs !== null && now - Date.parse(file.at) > maxAgeMs) {
    const text = `The evidence of ${label} is of ${file.at}, older than ${environment.name} accepts (${days(maxAgeMs)}).`;
    lacks.push({ kind: 'age', text });
  }
  const answered = Object.values(file.cases).filter(({ trials }) => trials > 0).length;
  if (minCases !== null && answered < minCases) {
    const text = `The evidence of ${label} has ${answered} answered cases, and ${environment.name} asks for ${minCases}.`;
    lacks.push({ kind: 'cases', text });
  }
  const paired = pairedEvidence(file, allocation, (digest) => evidenceOf(digest)?.file);
  const against = allocation ? (largestShare(allocation, [])?.digest ?? null) : null;
  const judgement = {
    against,
    evidence: known.id,
    suite: file.suite.digest,
    cases: paired.cases.length,
    at: file.at,
  };
  if (allocation !== undefined && paired.cases.length === 0) {
    const text = `${label} and what serves in ${environment.name} have no answered case in common.`;
    return { judgement: { ...judgement, verdict: 'error' }, lacks: [...lacks, { kind: 'verdict', text }] };
  }
  const names = paired.segments.map((segment) => segment.name);
  const unheld = allocation === undefined ? segmentsWithoutPassRate(rules, names) : [];
  if (unheld.length > 0) {
    const others = unheld.length < names.length ? `, and ${withoutRate(unheld)}` : '';
    const text = `Nothing serves in ${environment.name} yet, so the pass rate of ${label} itself is held against \`gate.min-pass-rate\`, which is off${others}.`;
    const remedy = `State it in the policy, or \`min-pass-rate\` for each segment under \`segments\`, or promote it by hand: \`promote ${name}@${version} --to ${environment.name} --reason …\`.`;
    return {
      judgement: { ...judgement, verdict: 'error' },
      lacks: [...lacks, { kind: 'verdict', text, remedy }],
    };
  }
  const verdict = decide(paired);
  const invalid = verdict.segments.filter((segment) => segment.verdict === 'invalid').map((row) => row.name);
  if (verdict.verdict === 'pass' && invalid.length === 0) {
    return { judgement: { ...judgement, verdict: 'pass' }, lacks };
  }
  const said = verdict.verdict === 'pass' ? 'error' : verdict.verdict;
  lacks.push({ kind: 'verdict', text: sentenceOf(verdict, label, environment.name) });
  return { judgement: { ...judgement, verdict: said }, lacks };
}

function withoutRate(segments: readonly string[]): string {
  const [have, rate] = segments.length === 1 ? ['has', 'rate of its own'] : ['have', 'rates of their own'];
  return `${plainOf(enumerate(segments))} ${have} no ${rate}`;
}

function sentenceOf(verdict: Verdict, label: string, environment: string): string {
  const regressions = verdict.segments.filter((row) => row.verdict === 'regression').map((row) => row.name);
  if (regressions.length > 0) {
    return `${label} is worse than what serves in ${environment} for ${regressions.join(', ')}.`;
  }
  const invalid = verdict.segments.filter((row) => row.verdict === 'invalid').map((row) => row.name);
  const kinds = new Set(verdict.reasons.map(({ kind }) => kind));
  if (kinds.has('overall-regression'))
    return `${label} is worse than what serves in ${environment} over all cases.`;
  if (kinds.has('below-min-pass-rate')) return `${label} is below \`gate.min-pass-rate\`.`;
  if (kinds.has('critical-case')) return `${label} fails a critical case that passes in ${environment}.`;
  if (kinds.has('critical-case-unanswered')) {
    return `${label} has no answer to a critical case that passes in ${environment}. The next \`record\` asks it again, up to three times in all.`;
  }
  if (kinds.has('cost')) return `${label} costs more than \`cost\` allows.`;
  if (kinds.has('latency')) return `${label} answers more slowly than \`latency\` allows.`;
  if (invalid.length > 0) {
    return `The evidence of ${label} has too few answered cases to be judged in ${invalid.join(', ')}.`;
  }
  return `The evidence of ${label} is inconclusive, and \`gate.on-inconclusive\` is block.`;
}

function soakLeft(request: PromotionRequest): { text: string; waits: boolean } | null {
  const { prompt, version, environment, now, name } = request;
  const { soak } = environment;
  if (soak === null) return null;
  const serving = servingIn(prompt, soak.in);
  const since = serving && servesAloneSince(serving, version);
  const label = `${name} ${version}`;
  if (since === undefined || holdsOn(version, serving?.held ?? [], now).length > 0) {
    return {
      text: `${label} does not serve in ${soak.in}, where it has to soak for ${days(soak.forMs)}.`,
      waits: false,
    };
  }
  const due = since + soak.forMs;
  if (now >= due) return null;
  const text = `${label} soaks in ${soak.in} until ${new Date(due).toISOString()}.`;
  return { text, waits: true };
}

/** Since when a version has served some share in an environment without interruption, ms since 1970. */
function servesAloneSince({ served }: ServingState, version: Version): number | undefined {
  let since: number | undefined;
  for (const { allocation, at } of served) {
    const serves = Object.values(allocation).some((shares) =>
      shares.some((share) => share.version === version),
    );
    since = serves ? (since ?? Date.parse(at)) : undefined;
  }
  return since;
}

function versionOf({ versions }: PromptState, version: Version) {
  const found = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (!found) throw new Error(`no version ${version}`);
  return found;
}

function days(ms: number): string {
  const hours = ms / 3_600_000;
  return hours >= 48 && hours % 24 === 0 ? `${hours / 24} days` : `${Math.round(hours * 10) / 10} hours`;
}
