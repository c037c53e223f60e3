import { ConfigurationError } from '../base/errors.ts';
import { ownMember } from '../base/json.ts';
import { didYouMean } from '../document/suggest.ts';
import type { Allocation, RolledBack, Share, Version } from '../domain/registry.ts';
import type { PromptState, Served } from '../domain/registry-state.ts';
import { slotCount } from './evidence.ts';
import { exposureOf, risesBetween, servingVersions, sharesOf } from './exposure.ts';
import { holdsOn, servingIn } from './promotion.ts';
import { handOver, wholeShare } from './slots.ts';

export type RollbackRequest = {
  name: string;
  prompt: PromptState;
  environment: string;
  /** The version to take back; undefined: the one whose weight was raised last. */
  bad?: Version | undefined;
  /** The version that everything goes to; undefined: what served before. */
  to?: Version | undefined;
  /** The portfolio's `safe`, where the prompt has one. */
  safe?: Version | undefined;
  serial: number;
  now: Date;
};

/** The fact to write, or why there is nothing to go back to and what could be done. */
export type RollbackPlan = { kind: 'fact'; fact: RolledBack } | { kind: 'nothing'; problem: string };

/**
 * What a rollback writes: which version is taken back, and where its slots go in each segment. Evidence, soaking and
 * limits are not asked; a hold on the whole prompt does not stop it, since it lowers exposure. Only what served in the
 * environment before may serve there afterwards.
 * @throws ConfigurationError for a version that the request names wrongly
 */
export function planRollback(request: RollbackRequest): RollbackPlan {
  const { name, prompt, environment, serial } = request;
  const served = servingIn(prompt, environment)?.served ?? [];
  const now = served.at(-1);
  if (!now) return nothing(`${name} never served in ${environment}, so there is nothing to take back.`);
  if (servingVersions(now.allocation).length === 0) {
    return nothing(`${name} was withdrawn from ${environment}, so there is nothing to take back.`);
  }
  const to = request.to === undefined ? undefined : requireTarget(request, request.to);
  const from = request.bad === undefined ? lastRaised(served, to) : requireServing(request, now, request.bad);
  if (from === undefined) return nothing(`${name} ${to} serves everybody in ${environment} already.`);
  if (from === to) {
    throw new ConfigurationError(`${name} ${from} cannot be taken back and serve everybody.`, {
      remedy: 'Name two versions in `--version` and `--to`.',
    });
  }
  const allocation = to === undefined ? withoutBad(request, served, from) : toEverybody(prompt, now, to);
  if (allocation === null) return nothing(nothingLeft(request, served, from));
  const fact = { type: 'rolled-back' as const, environment, prompt: name, from, serial, allocation };
  return { kind: 'fact', fact: { ...fact, to: mainReceiver(now.allocation, allocation, from) } };
}

function nothing(problem: string): RollbackPlan {
  return { kind: 'nothing', problem };
}

/**
 * The version, of those that serve, whose weight rose last: of several that rose at once, the one that was promoted
 * last, then the one that rose most.
 * @param except is not asked for
 */
function lastRaised(served: readonly Served[], except: Version | undefined): Version | undefined {
  const now = served.at(-1);
  const candidates = servingVersions(now?.allocation ?? {}).filter((version) => version !== except);
  const rankOf = (version: Version) => [
    lastRise(served, version, { promoted: false }),
    lastRise(served, version, { promoted: true }),
    riseAt(served, lastRise(served, version, { promoted: false })).get(version) ?? 0,
  ];
  const ranked = candidates.map((version) => ({ version, rank: rankOf(version) }));
  return ranked.sort((a, b) => compareRanks(b.rank, a.rank))[0]?.version;
}

/** The index of the entry in which a version's weight rose last; −1: never. `promoted`: by no rollback. */
function lastRise(served: readonly Served[], version: Version, { promoted }: { promoted: boolean }): number {
  return served.findLastIndex(
    ({ event }, index) => !(promoted && event.type === 'rolled-back') && riseAt(served, index).has(version),
  );
}

function riseAt(served: readonly Served[], index: number): Map<Version, number> {
  return risesBetween(served[index - 1]?.allocation ?? {}, served[index]?.allocation ?? {});
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** What serves when the bad version's slots went to those that served before it; null where nothing did. */
function withoutBad(request: RollbackRequest, served: readonly Served[], bad: Version): Allocation | null {
  const now = served.at(-1)?.allocation ?? {};
  const segments = Object.keys(now).filter((segment) => exposureOf(now, segment, bad) > 0);
  const targets = new Map<string, Version>();
  for (const segment of segments) {
    const target = targetIn(request, served, { bad, segment });
    if (target !== undefined) targets.set(segment, target);
  }
  // A segment in which nothing else ever served goes where most others go.
  const [common] = mostFrequent([...targets.values()]);
  if (common === undefined) return null;
  const entries = Object.entries(now).map(([segment, shares]): [string, Share[]] => {
    if (!segments.includes(segment)) return [segment, shares];
    return [segment, handOver(shares, bad, known(request.prompt, targets.get(segment) ?? common))];
  });
  return Object.fromEntries(entries);
}

/**
 * Where the bad version's slots go in a segment: to `safe`, else to the version that had the largest weight there before
 * the bad one was last promoted, and so on backwards, so that a second rollback never goes forth.
 */
function targetIn(
  request: RollbackRequest,
  served: readonly Served[],
  { bad, segment }: { bad: Version; segment: string },
): Version | undefined {
  const { safe, prompt, environment } = request;
  const mayServe = (version: Version) => version !== bad && isServable(request, served, version);
  const isSafeKnown = safe !== undefined && servedHere(prompt, environment).includes(safe);
  if (isSafeKnown && mayServe(safe)) return safe;
  const before = served.slice(0, Math.max(0, riseIn(served, bad, segment))).reverse();
  for (const { allocation } of before) {
    const shares = [...sharesOf(allocation, segment)].sort((a, b) => slotCount(b) - slotCount(a));
    const share = shares.find(({ version }) => mayServe(version));
    if (share) return share.version;
  }
  return undefined;
}

/** The entry in which a version's weight in a segment was last raised by a promotion, else first by anything. */
function riseIn(served: readonly Served[], version: Version, segment: string): number {
  const rose = ({ allocation }: Served, index: number) =>
    exposureOf(allocation, segment, version) >
    exposureOf(served[index - 1]?.allocation ?? {}, segment, version);
  const promoted = served.findLastIndex((one, index) => one.event.type !== 'rolled-back' && rose(one, index));
  return promoted === -1 ? served.findIndex(rose) : promoted;
}

/** Neither archived, held by name, nor taken back since it was last promoted. */
function isServable(
  { prompt, environment, now }: RollbackRequest,
  served: readonly Served[],
  version: Version,
) {
  if (known(prompt, version).archived) return false;
  return holdOf(prompt, { environment, version, now }) === undefined && !wasTakenBack(served, version);
}

/** Whether a version left by a rollback and did not come again. */
function wasTakenBack(served: readonly Served[], version: Version): boolean {
  const serves = ({ allocation }: Served) => servingVersions(allocation).includes(version);
  const last = served.findLastIndex(serves);
  return last !== -1 && served[last + 1]?.event.type === 'rolled-back';
}

function holdOf(
  prompt: PromptState,
  { environment, version, now }: { environment: string; version: Version; now: Date },
) {
  const holds = servingIn(prompt, environment)?.held ?? [];
  return holdsOn(
    version,
    holds.filter((hold) => hold.version !== null),
    now.getTime(),
  )[0];
}

function toEverybody(prompt: PromptState, now: Served, version: Version): Allocation {
  const { digest } = known(prompt, version);
  const segments = Object.keys(now.allocation).map((segment) => [segment, wholeShare(version, digest)]);
  return Object.fromEntries(segments);
}

/** The version that `--to` names: registered, served here before, not archived, not held by name. */
function requireTarget({ name, prompt, environment, now }: RollbackRequest, version: Version): Version {
  const candidates = servedHere(prompt, environment);
  const could = candidates.length === 0 ? '' : ` It can be one of ${candidates.join(', ')}.`;
  const found = ownMember(prompt.versions, version);
  if (!found) {
    const meant = didYouMean(version, candidates);
    throw new ConfigurationError(`${name} has no version ${version}.${meant}${could}`);
  }
  if (!candidates.includes(version)) {
    throw new ConfigurationError(
      `${name} ${version} never served in ${environment}, so nothing can go back to it.${could}`,
    );
  }
  if (found.archived) throw new ConfigurationError(`${name} ${version} is archived.${could}`);
  const hold = holdOf(prompt, { environment, version, now });
  if (hold) {
    throw new ConfigurationError(`${name} ${version} is held in ${environment} (${hold.reason}).`, {
      remedy: `\`release ${name}@${version} --env ${environment}\` first, or choose another.`,
    });
  }
  return version;
}

/** The version that `--version` names, which has to serve. */
function requireServing({ name, environment }: RollbackRequest, now: Served, version: Version): Version {
  const serving = servingVersions(now.allocation);
  if (serving.includes(version)) return version;
  throw new ConfigurationError(
    `${name} ${version} does not serve in ${environment}.${didYouMean(version, serving)}`,
    { remedy: `${serving.join(' and ')} ${serving.length === 1 ? 'does' : 'do'}.` },
  );
}

/** Why there is nothing to go back to, and what could be done. */
function nothingLeft(request: RollbackRequest, served: readonly Served[], bad: Version): string {
  const { name, prompt, environment } = request;
  const others = servedHere(prompt, environment).filter((version) => version !== bad);
  const start = `Nothing that served in ${environment} before ${name} ${bad} may serve again.`;
  if (others.length === 0) {
    return `${start} It is the first version there: promote another one (\`promote ${name}@VERSION --to ${environment} --reason …\`).`;
  }
  const why = others.map((version) => `${version} ${whyNot(request, served, version)}`);
  return `${start} ${why.join('; ')}. \`rollback ${name} --env ${environment} --to VERSION\` takes any that is neither held nor archived; \`release\` ends a hold.`;
}

function whyNot(request: RollbackRequest, served: readonly Served[], version: Version): string {
  if (known(request.prompt, version).archived) return 'is archived';
  const hold = holdOf(request.prompt, { ...request, version });
  if (hold) return 'is held';
  return wasTakenBack(served, version) ? 'was taken back' : 'came later';
}

function servedHere(prompt: PromptState, environment: string): Version[] {
  return Object.values(prompt.versions)
    .filter(({ served }) => Object.hasOwn(served, environment))
    .map(({ version }) => version);
}

/** The version that won the most slots over the segments that are listed. */
function mainReceiver(before: Allocation, after: Allocation, from: Version): Version {
  const segments = new Set(['*', ...Object.keys(after)]);
  const wonBy = (version: Version) =>
    [...segments].reduce(
      (sum, segment) => sum + exposureOf(after, segment, version) - exposureOf(before, segment, version),
      0,
    );
  const versions = servingVersions(after).filter((version) => version !== from);
  const [first] = versions.sort((a, b) => wonBy(b) - wonBy(a));
  if (first === undefined) throw new Error('a rollback after which nothing serves');
  return first;
}

function mostFrequent(versions: readonly Version[]): Version[] {
  const countOf = (wanted: Version) => versions.filter((version) => version === wanted).length;
  return [...new Set(versions)].sort((a, b) => countOf(b) - countOf(a));
}

function known(prompt: PromptState, version: Version) {
  const found = ownMember(prompt.versions, version);
  if (!found) throw new Error(`no version ${version}`);
  return { version, digest: found.digest, archived: found.archived };
}
