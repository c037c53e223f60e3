import type { FailureCluster } from '../domain/failure-cluster.ts';
import { groupAlike, mostTypical, type Sketch, sketchOf, unlikeAny } from './likeness.ts';

/** A failing case: which assertions its answer failed, as the result has them, and the answer; null if it was not kept. */
export type FailingCase = {
  id: string;
  failures: readonly { type: string; reason: string; place: string }[];
  answer: string | null;
};

/** Nearly the same answers that make a cluster of their own, beside others that fail the same assertions. */
const SMALLEST_SPLIT = 3;

type Failure = { type: string; expected: string; place: string };
type Member = { id: string; failures: Failure[]; sketch: Sketch };
type Group = { members: Member[]; alike: boolean };

/**
 * Failing cases, clustered by the assertions they fail and by how alike their answers are, the largest cluster first;
 * each case is in one cluster. Assertions are the same where they stand at one place, or are of one type and expect the
 * same. A case belongs to those of its failed assertions that most cases fail; of these, nearly equal answers are a
 * cluster of their own. Cases whose
 * assertions nobody else fails are together where their answers are nearly equal, else by the types of what they fail.
 * Linear in the number of cases and the length of their answers; only a sketch of each answer is kept.
 */
export function clusterFailures(cases: Iterable<FailingCase>): FailureCluster[] {
  const members = Array.from(cases, memberOf);
  const sameAssertion = assertionsOf(members);
  const byAssertions = [...groupBy(members, mostShared(members, sameAssertion)).values()];
  const shared = byAssertions.filter((group) => group.length > 1).flatMap(splitAlike);
  const single = byAssertions.filter((group) => group.length === 1).flat();
  const groups = [...shared, ...gatherSingle(single)];
  const position = new Map(members.map(({ id }, index) => [id, index]));
  const first = (cluster: FailureCluster) => position.get(cluster.members[0] ?? '') ?? 0;
  return groups
    .map((group) => clusterOf(group, sameAssertion))
    .sort((a, b) => b.size - a.size || first(a) - first(b));
}

function memberOf({ id, failures, answer }: FailingCase): Member {
  const expecting = failures.map(({ type, reason, place }) => ({
    type,
    expected: expectedOf(reason),
    place,
  }));
  return { id, failures: expecting, sketch: answer === null ? unlikeAny(id) : sketchOf(answer) };
}

/** `contain “invoice”` of `expected the answer to contain “invoice”; it was “…”`; of any other reason: nothing. */
function expectedOf(reason: string): string {
  const [, not = '', after] = /^expected the answer (not )?to (.*)$/s.exec(reason) ?? [];
  if (after === undefined) return '';
  let isQuoted = false;
  for (let at = 0; at < after.length; at += 1) {
    if (after[at] === '“') isQuoted = true;
    else if (after[at] === '”') isQuoted = false;
    else if (!isQuoted && after.startsWith('; ', at)) return not + after.slice(0, at);
  }
  return not + after;
}

/** Names each failed assertion so that the same ones have one name: joined by place, and by type and expectation. */
function assertionsOf(members: readonly Member[]): (failure: Failure) => string {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    // All on the way lead to it from now on, or long chains would be walked again and again.
    for (let at = name; at !== root; ) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  const atPlace = ({ type, place }: Failure) => `at ${place} ${type}`;
  for (const { failures } of members) {
    for (const failure of failures) {
      if (failure.expected === '') continue;
      const expecting = rootOf(`${failure.type} ${failure.expected}`);
      parents.set(rootOf(atPlace(failure)), expecting);
    }
  }
  return (failure) => rootOf(atPlace(failure));
}

/** Which of a case's failed assertions most cases fail. */
function mostShared(
  members: readonly Member[],
  sameAssertion: (failure: Failure) => string,
): (member: Member) => string {
  const counts = new Map<string, number>();
  for (const { failures } of members) {
    for (const name of new Set(failures.map(sameAssertion))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const countOf = (name: string) => counts.get(name) ?? 0;
  return ({ failures }) =>
    failures.map(sameAssertion).reduce((most, name) => (countOf(name) > countOf(most) ? name : most), '');
}

function splitAlike(group: Member[]): Group[] {
  const groups = groupAlike(group);
  if (groups.length === 1) return [allAlike(group)];
  const large = groups.filter(({ length }) => length >= SMALLEST_SPLIT);
  const split = new Set(large.flat());
  const rest = group.filter((member) => !split.has(member));
  return [...large.map(allAlike), ...(rest.length > 0 ? [{ members: rest, alike: false }] : [])];
}

function allAlike(members: Member[]): Group {
  return { members, alike: true };
}

/** Cases whose assertions nobody else fails. */
function gatherSingle(members: readonly Member[]): Group[] {
  const alike = groupAlike(members);
  const rest = alike.filter(({ length }) => length === 1).flat();
  const byType = groupBy(rest, ({ failures }) => sortedNames(failures.map(({ type }) => type)));
  return [
    ...alike.filter(({ length }) => length > 1).map(allAlike),
    ...[...byType.values()].map((group) => ({ members: group, alike: false })),
  ];
}

function clusterOf({ members, alike }: Group, sameAssertion: (failure: Failure) => string): FailureCluster {
  const ids = members.map(({ id }) => id);
  return {
    failures: failuresOf(members, sameAssertion),
    alike,
    size: members.length,
    representative: mostTypical(members)?.id ?? ids[0] ?? '',
    members: ids,
  };
}

/** The assertions that all of a cluster's cases fail: each once; where all are different, each type once. */
function failuresOf(
  group: readonly Member[],
  sameAssertion: (failure: Failure) => string,
): FailureCluster['failures'] {
  const common = failedByAll(group, sameAssertion);
  const all = group.flatMap(({ failures }) => failures);
  const described = common.size > 0 ? groupBy(all, sameAssertion) : groupBy(all, ({ type }) => type);
  return [...described].flatMap(([name, failures]) => {
    const [first] = failures;
    if (!first || (common.size > 0 && !common.has(name))) return [];
    const isOne = (of: (failure: Failure) => string) =>
      failures.every((failure) => of(failure) === of(first));
    return {
      type: first.type,
      expected: first.expected !== '' && isOne(({ expected }) => expected) ? first.expected : null,
      place: isOne(({ place }) => place) ? first.place : null,
    };
  });
}

function failedByAll(group: readonly Member[], sameAssertion: (failure: Failure) => string): Set<string> {
  const [first, ...others] = group.map(({ failures }) => new Set(failures.map(sameAssertion)));
  return new Set([...(first ?? [])].filter((name) => others.every((names) => names.has(name))));
}

function sortedNames(names: readonly string[]): string {
  return [...new Set(names)].sort().join('\n');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
