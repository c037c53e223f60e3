import type { CaseEvidence, CurtailedCase, Evidence, SegmentEvidence } from '../../src/domain/evidence.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { Random } from '../../src/stats/random.ts';
import { type CurtailmentWatch, watchCurtailment } from '../../src/verdict/curtailment.ts';
import { decide } from '../../src/verdict/decide.ts';
import { arm } from './evidence.ts';

/** What every case would say, were it asked; with the look that asks it. */
export type World = {
  cases: readonly CaseEvidence[];
  trials: number;
  /** Cases on their way when an answer comes. */
  ahead: number;
  /** Passes of the baseline of cases whose baseline is known before they are asked, by id. */
  known?: ReadonlyMap<string, number>;
  policy: Policy;
};

/** A verdict and what it stands on. */
export type Run = {
  verdict: Verdict;
  asked: number;
  curtailed: number;
  /** Whether a run that starts with these answers leaves out the same cases. */
  repeats: boolean;
};

/** A case in which the candidate passes `change` trials more than the baseline; both pass `always` beside. */
export function changedCase(
  id: string,
  segments: string[],
  change: number,
  { trials, look, always = 0 }: { trials: number; look: number; always?: number },
): CaseEvidence {
  const passes = (own: number) => arm(Math.max(0, own) + always, { trials });
  return { id, segments, critical: false, look, baseline: passes(-change), candidate: passes(change) };
}

/** The gate's way through the looks; `stops`: cases that cannot change the verdict any more are left out. */
export function throughTheLooks(world: World, random: Random, stops: boolean): Run {
  const { cases, policy, trials } = world;
  const names = [...new Set(cases.flatMap(({ segments }) => segments))];
  let evidence: Evidence = { segments: [], cases: [], curtailed: [] };
  let waiting = names;
  let verdict: Verdict | null = null;
  let repeats = true;
  for (const look of [1, 2]) {
    const asking = cases.filter(
      (one) => one.look === look && one.segments.some((name) => waiting.includes(name)),
    );
    const segments = names.map((name) => segmentOf(name, cases, look === 2 && waiting.includes(name)));
    const before = evidence.cases;
    const newWatch = () =>
      watchCurtailment({
        before,
        asking: asking.map(({ id, segments: own }) => ({
          id,
          segments: own,
          baseline: world.known?.get(id) ?? null,
        })),
        segments,
        waiting: new Set(waiting),
        trials,
        policy,
      });
    const { answered, curtailed } = ask(shuffled(asking, random), stops ? newWatch() : null, world, random);
    if (stops) {
      const again = newWatch();
      for (const one of shuffled(answered, random)) again.add(one);
      repeats &&= curtailed.every((one) => again.curtails(one));
    }
    evidence = {
      segments,
      cases: [...evidence.cases, ...answered],
      curtailed: [...(evidence.curtailed ?? []), ...curtailed],
    };
    verdict = decide(evidence, policy);
    waiting = verdict.extend;
    if (waiting.length === 0) break;
  }
  if (!verdict) throw new Error('no look was taken');
  return { verdict, asked: evidence.cases.length, curtailed: evidence.curtailed?.length ?? 0, repeats };
}

export function regressionsOf({ segments }: Verdict): string[] {
  return segments.filter(({ verdict }) => verdict === 'regression').map(({ name }) => name);
}

function segmentOf(name: string, cases: readonly CaseEvidence[], extended: boolean): SegmentEvidence {
  const own = cases.filter(({ segments }) => segments.includes(name));
  const first = own.filter(({ look }) => look === 1).length;
  const looks = extended ? [first, own.length] : [first];
  return { name, available: own.length, looks, extendTo: own.length, traffic: null };
}

/** Cases land in any order, at most `ahead` behind those that were taken. */
function ask(asking: readonly CaseEvidence[], watch: CurtailmentWatch | null, world: World, random: Random) {
  const answered: CaseEvidence[] = [];
  const curtailed: CurtailedCase[] = [];
  const flying: CaseEvidence[] = [];
  const land = () => {
    const [next] = flying.splice(Math.floor(random() * flying.length), 1);
    if (!next) return;
    answered.push(next);
    watch?.add(next);
  };
  for (const one of asking) {
    const { id, segments, look = 1 } = one;
    if (watch?.curtails(one))
      curtailed.push({ id, segments, look, trials: world.trials, baseline: world.known?.get(id) ?? null });
    else flying.push(one);
    if (flying.length > world.ahead) land();
  }
  while (flying.length > 0) land();
  return { answered, curtailed };
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
