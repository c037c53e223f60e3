import type { Case, Suite } from '../domain/suite.ts';

/**
 * The cases of a suite in the segments in which the policy of a pull request puts them, and in those of the base that it
 * keeps, under whatever name: a group of the same cases, or the whole suite, which is judged by itself anyway.
 * @param before the suite of the base
 * @param own the suite of the pull request in the base's segments
 * @param regrouped the same in its own segments
 */
export function withSegmentsKept(before: Suite, own: Suite, regrouped: Suite): Suite {
  const known = new Set(before.cases.map(({ id }) => id));
  const shared = own.cases.filter(({ id }) => known.has(id));
  const now = new Map(regrouped.cases.map((testCase) => [testCase.id, testCase.segments]));
  const groupsNow = membersOf(shared.map(({ id }) => ({ id, segments: now.get(id) ?? [] })));
  const groups = new Set([...groupsNow.values()].map(keyOf));
  const kept = new Set(
    [...membersOf(shared)]
      .filter(([, ids]) => groups.has(keyOf(ids)) || ids.length === shared.length)
      .map(([name]) => name),
  );
  const segmentsOf = ({ id, segments }: Case) => [
    ...new Set([...(now.get(id) ?? []), ...segments.filter((name) => kept.has(name))]),
  ];
  return { ...own, cases: own.cases.map((one) => ({ ...one, segments: segmentsOf(one) })) };
}

function membersOf(cases: readonly Pick<Case, 'id' | 'segments'>[]): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const { id, segments } of cases) {
    for (const name of segments) {
      const ids = members.get(name);
      if (ids) ids.push(id);
      else members.set(name, [id]);
    }
  }
  return members;
}

function keyOf(ids: readonly string[]): string {
  return JSON.stringify(ids);
}
