import { ownMember } from '../base/json.ts';
import type { Allocation, Judgement, Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import { exposureOf } from '../registry/exposure.ts';
import type { PortfolioFacts } from './facts.ts';

/**
 * How a version whose weight rises is judged for what it serves: by the segments of its suite in which it rises, and
 * none of whose answers are counted that belong to segments where it may not serve. Of segments that the suite does not
 * have, the whole suite counts.
 * @param means.before what served, `means.after` what serves from now on
 * @returns null where its evidence said nothing of any segment
 */
export function judgedFor(
  version: Version,
  file: EvidenceFile,
  means: { before: Allocation; after: Allocation; verdicts: PortfolioFacts['verdicts'] },
): Pick<Judgement, 'verdict' | 'cases' | 'segments' | 'worse'> | null {
  const verdicts = Object.entries(ownMember(means.verdicts ?? {}, version) ?? {});
  if (verdicts.length === 0) return null;
  const slots = (allocation: Allocation, segment: string) => exposureOf(allocation, segment, version);
  const served = verdicts.filter(([name]) => slots(means.after, name) > 0);
  const risen = served.filter(([name]) => slots(means.after, name) > slots(means.before, name));
  const deciding = risen.length > 0 ? risen : verdicts;
  const isBad = deciding.some(([, verdict]) => verdict === 'regression');
  const isUnknown = deciding.some(([, verdict]) => verdict === 'invalid');
  const verdict = isBad ? 'block' : isUnknown ? 'error' : 'pass';
  const counted = risen.length === 0 ? verdicts : verdict === 'pass' ? served.filter(isNotWorse) : served;
  const names = counted.map(([name]) => name);
  const worse = verdicts.flatMap(([name, of]) => (of === 'regression' ? [name] : []));
  return {
    verdict,
    cases: answeredCases(file, names),
    ...(names.length < verdicts.length && { segments: names }),
    ...(worse.length > 0 && { worse }),
  };
}

function isNotWorse([, verdict]: readonly [string, string]): boolean {
  return verdict !== 'regression' && verdict !== 'invalid';
}

function answeredCases({ cases }: EvidenceFile, names: readonly string[]): number {
  return Object.values(cases).filter(
    ({ trials, segments }) => trials > 0 && segments.some((name) => names.includes(name)),
  ).length;
}
