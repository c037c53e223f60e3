import { ownMember } from '../base/json.ts';
import type {
  Counts,
  ObservedPart,
  ObservedRun,
  ObservedState,
  Window,
  WindowTree,
} from '../domain/observation.ts';
import type { RegistryState } from '../domain/registry-state.ts';
import { addHistograms } from '../stats/log-histogram.ts';

/** The most windows that one `observed` event may have: its file stays below 3 MB, of times only below 15 MB. */
export const MAX_WINDOWS = 20_000;
/** The most declared segments, and metrics besides `calls`, that are counted of one prompt. */
export const MAX_SEGMENTS = 50;
export const MAX_METRICS = 20;

/** Days of which the state keeps windows, up to the newest one; the log has them all. */
const DAYS_KEPT = 35;
/** Windows that the state keeps of a prompt in an environment; of more, the oldest days go first. */
const WINDOWS_KEPT = 10_000;
const RUNS_KEPT = 100;
const DAY_MS = 86_400_000;

/** The serial of windows whose serial is not known, as files have it. */
const NO_SERIAL = '-';

export const NO_COUNTS: Counts = {
  ...{ n: 0, sum: 0, squares: 0, units: 0 },
  clusters: { counts: 0, products: 0, sums: 0 },
};

/** The windows of the latest days of a prompt in an environment; none where nothing was observed. */
export function observedWindows(
  state: RegistryState,
  { prompt, environment }: { prompt: string; environment: string },
): Window[] {
  const observed = ownMember(ownMember(state.prompts, prompt)?.observed ?? {}, environment);
  return observed ? windowsIn(observed.windows, { prompt, environment }) : [];
}

/** A tree's windows, in its order. */
export function windowsIn(tree: WindowTree, of: { prompt: string; environment: string }): Window[] {
  const windows: Window[] = [];
  for (const [day, versions] of Object.entries(tree)) {
    for (const [version, segments] of Object.entries(versions)) {
      for (const [segment, serials] of Object.entries(segments)) {
        for (const [stated, metrics] of Object.entries(serials)) {
          const serial = stated === NO_SERIAL ? null : Number(stated);
          for (const [metric, counts] of Object.entries(metrics)) {
            windows.push({ ...of, version, segment, metric, day, serial, ...counts });
          }
        }
      }
    }
  }
  return windows;
}

/** Windows of one prompt in one environment, as files have them. Those that say the same of different rows add up. */
export function treeOf(windows: readonly Window[]): WindowTree {
  const tree: WindowTree = {};
  for (const window of windows) addTo(tree, window);
  return tree;
}

/** What two counts of different observations amount to. */
export function addCounts(a: Counts, b: Counts): Counts {
  const histogram =
    a.histogram && b.histogram ? addHistograms(a.histogram, b.histogram) : (a.histogram ?? b.histogram);
  return {
    n: a.n + b.n,
    sum: a.sum + b.sum,
    squares: a.squares + b.squares,
    units: a.units + b.units,
    clusters: {
      counts: a.clusters.counts + b.clusters.counts,
      products: a.clusters.products + b.clusters.products,
      sums: a.clusters.sums + b.clusters.sums,
    },
    ...(histogram && { histogram }),
  };
}

/** What is known after one more run. What is given stays as it is. */
export function observedWith(
  before: ObservedState | undefined,
  part: ObservedPart,
  event: string,
): ObservedState {
  const windows: WindowTree = structuredClone(before?.windows ?? {});
  const totals = structuredClone(before?.totals ?? {});
  for (const window of windowsIn(part.windows, { prompt: '', environment: '' })) {
    addTo(windows, window);
    const metrics = memberOf(memberOf(totals, window.version), window.segment);
    metrics[window.metric] = addCounts(ownMember(metrics, window.metric) ?? NO_COUNTS, countsOf(window));
  }
  const kept = latest(windows);
  const versions = new Set(Object.values(kept).flatMap((day) => Object.keys(day)));
  const { from, through } = part;
  return {
    through: before && before.through > through ? before.through : through,
    observations: (before?.observations ?? 0) + part.observations,
    runs: latestRuns([...(before?.runs ?? []), { event, from, through }]),
    windows: kept,
    totals: Object.fromEntries(Object.entries(totals).filter(([version]) => versions.has(version))),
  };
}

function addTo(tree: WindowTree, window: Window): void {
  const { day, version, segment, serial, metric } = window;
  const stated = serial === null ? NO_SERIAL : String(serial);
  const metrics = memberOf(memberOf(memberOf(memberOf(tree, day), version), segment), stated);
  metrics[metric] = addCounts(ownMember(metrics, metric) ?? NO_COUNTS, countsOf(window));
}

/** A member that is an object, added where it is missing. */
function memberOf<T>(owner: Record<string, Record<string, T>>, key: string): Record<string, T> {
  const known = ownMember(owner, key);
  if (known) return known;
  const added: Record<string, T> = {};
  owner[key] = added;
  return added;
}

function countsOf({ n, sum, squares, units, clusters, histogram }: Counts): Counts {
  return { n, sum, squares, units, clusters, ...(histogram && { histogram }) };
}

function latest(tree: WindowTree): WindowTree {
  const days = Object.keys(tree).sort().reverse();
  const newest = Date.parse(days[0] ?? '');
  const kept: [string, WindowTree[string]][] = [];
  let count = 0;
  for (const day of days) {
    const windows = tree[day] ?? {};
    count += windowsIn({ [day]: windows }, { prompt: '', environment: '' }).length;
    const isOld = newest - Date.parse(day) >= DAYS_KEPT * DAY_MS;
    if (isOld || (count > WINDOWS_KEPT && day !== days[0])) break;
    kept.push([day, windows]);
  }
  return Object.fromEntries(kept.reverse());
}

/** The oldest ones become one that spans them all. */
function latestRuns(runs: readonly ObservedRun[]): ObservedRun[] {
  const older = runs.slice(0, Math.max(0, runs.length - RUNS_KEPT + 1));
  const last = older.at(-1);
  if (older.length < 2 || !last) return [...runs];
  const from = older.reduce((least, run) => (run.from < least ? run.from : least), last.from);
  const through = older.reduce((most, run) => (run.through > most ? run.through : most), last.through);
  return [{ event: '', from, through }, ...runs.slice(older.length)];
}
