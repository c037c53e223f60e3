import type { Board, Dashboard } from '../../../domain/dashboard.ts';
import type { Window } from '../../../domain/observation.ts';
import type { RegistryEvent, Version } from '../../../domain/registry.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { windowsIn } from '../../../registry/windows.ts';
import { boardOf } from './board.ts';
import { eventLine } from './event-lines.ts';

/** Events that the list has; older ones are counted. */
const MOST_EVENTS = 20_000;
const DAY_MS = 86_400_000;

/** What was read of a registry. */
export type DashboardGround = {
  state: RegistryState;
  /** In the chain's order. */
  events: readonly RegistryEvent[];
  policy: Pick<RegistryPolicy, 'environments' | 'metrics' | 'branch'>;
  /** Evidence that was read: the newest of a version. */
  evidenceOf(prompt: string, version: Version): EvidenceFile | undefined;
  notes: readonly string[];
};

/** What is asked for: one environment (null: all), the most days, and the time now, ms since 1970. */
export type DashboardRequest = { environment: string | null; days: number; now: number };

/** What the site shows. */
export function gatherDashboard(
  ground: DashboardGround,
  { environment: only, days: most, now }: DashboardRequest,
): Dashboard {
  const { state, events, policy } = ground;
  const lastEnvironment = policy.environments.at(-1)?.name ?? '';
  const names = environmentsOf(ground).filter((name) => only === null || name === only);
  const windows = windowsByPlace(events);
  const days = daysUpTo(now, { most, first: firstDayOf(events, names) });
  const environments = names.map((environment) => {
    const own = eventsByPrompt(events, environment);
    const boards = Object.entries(state.prompts).flatMap(([prompt, known]): Board[] => {
      const serving = servingIn(known, environment);
      if (!serving) return [];
      return [
        boardOf({
          ...{ prompt, environment, state: known, serving, days, now, lastEnvironment },
          events: own.get(prompt) ?? [],
          windows: windows.get(placeKey({ prompt, environment })) ?? [],
          metrics: policy.metrics,
          evidenceOf: (version) => ground.evidenceOf(prompt, version),
        }),
      ];
    });
    return { name: environment, boards };
  });
  const shown = events.filter((event) => only === null || isOf(event, only));
  return {
    ...{ branch: policy.branch, madeAt: new Date(now).toISOString(), days, environments },
    events: shown.slice(-MOST_EVENTS).reverse().map(eventLine),
    eventsLeftOut: Math.max(0, shown.length - MOST_EVENTS),
    notes: [...ground.notes],
  };
}

/** Those in which something ever served: the policy's last first, then those that it names no more. */
function environmentsOf({ state, policy }: DashboardGround): string[] {
  const served = new Set(
    Object.values(state.prompts).flatMap(({ environments }) => Object.keys(environments)),
  );
  const known = policy.environments.map(({ name }) => name).reverse();
  return [
    ...known.filter((name) => served.has(name)),
    ...[...served].filter((name) => !known.includes(name)).sort(),
  ];
}

function isOf(event: RegistryEvent, environment: string): boolean {
  return !('environment' in event) || event.environment === environment;
}

function eventsByPrompt(events: readonly RegistryEvent[], environment: string): Map<string, RegistryEvent[]> {
  const byPrompt = new Map<string, RegistryEvent[]>();
  for (const event of events) {
    if (!('environment' in event) || event.environment !== environment) continue;
    const known = byPrompt.get(event.prompt);
    if (known) known.push(event);
    else byPrompt.set(event.prompt, [event]);
  }
  return byPrompt;
}

/** All windows of the log: the state has those of the latest days only. */
function windowsByPlace(events: readonly RegistryEvent[]): Map<string, Window[]> {
  const byPlace = new Map<string, Window[]>();
  for (const event of events) {
    if (event.type !== 'observed') continue;
    for (const [prompt, parts] of Object.entries(event.prompts)) {
      for (const [environment, { windows }] of Object.entries(parts)) {
        const key = placeKey({ prompt, environment });
        const known = byPlace.get(key) ?? [];
        byPlace.set(key, known);
        for (const window of windowsIn(windows, { prompt, environment })) known.push(window);
      }
    }
  }
  return byPlace;
}

function placeKey({ prompt, environment }: { prompt: string; environment: string }): string {
  return `${environment} ${prompt}`;
}

/** The first day on which anything happened that plots show. */
function firstDayOf(events: readonly RegistryEvent[], environments: readonly string[]): string | null {
  const first = events.find((event) => 'environment' in event && environments.includes(event.environment));
  const observed = events.flatMap((event) =>
    event.type === 'observed'
      ? Object.values(event.prompts).flatMap((parts) =>
          Object.entries(parts).flatMap(([name, { from }]) => (environments.includes(name) ? [from] : [])),
        )
      : [],
  );
  const all = [...(first ? [first.at] : []), ...observed].map((at) => at.slice(0, 10));
  return all.reduce<string | null>((least, day) => (least === null || day < least ? day : least), null);
}

/** Consecutive days that end today: as many as there is something to show of, at least a week, at most `most`. */
function daysUpTo(now: number, { most, first }: { most: number; first: string | null }): string[] {
  const today = Math.floor(now / DAY_MS);
  const since = first === null ? 0 : today - Math.floor(Date.parse(first) / DAY_MS) + 1;
  const length = Math.min(most, Math.max(7, since));
  return Array.from({ length }, (_, index) =>
    new Date((today - length + 1 + index) * DAY_MS).toISOString().slice(0, 10),
  );
}
