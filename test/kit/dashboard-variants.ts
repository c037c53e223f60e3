import type { DashboardGround } from '../../src/commands/registry/dashboard/gather.ts';
import type { Observed } from '../../src/domain/observation.ts';
import type { RegistryEvent } from '../../src/domain/registry.ts';
import { HOSTILE_TEXTS } from './hostile-result.ts';

/** The same log, with this many events more: short ones, as holds and releases are. */
export function largeDashboardWorld(ground: DashboardGround, events: number): DashboardGround {
  const [last] = ground.events.slice(-1);
  if (!last) throw new Error('no event');
  const more = Array.from({ length: events }, (_, index) => ({
    ...last,
    id: index.toString(16).padStart(16, '0'),
    at: new Date(Date.parse(last.at) + 1000 * (index + 1)).toISOString(),
    reason: `reason number ${index} of a long log, as people write them`,
  }));
  return { ...ground, events: [...ground.events, ...more] };
}

/** The same where every text that people and prompts wrote is hostile. */
export function hostileDashboardWorld(ground: DashboardGround): DashboardGround {
  const all = HOSTILE_TEXTS.join(' ');
  const state = structuredClone(ground.state);
  for (const prompt of Object.values(state.prompts)) {
    for (const version of Object.values(prompt.versions)) {
      version.source = { ...version.source, change: all, author: all };
    }
    for (const { held } of Object.values(prompt.environments)) {
      held.push({ version: null, until: null, reason: all, at: '2026-11-24T10:00:00.000Z' });
    }
  }
  const told = HOSTILE_TEXTS.flatMap((text) =>
    ground.events.slice(0, 1).map(
      (event): RegistryEvent => ({
        ...event,
        ...{ reason: text, actor: { name: text, source: 'terminal' } },
      }),
    ),
  );
  const last = ground.events.findLast(({ type }) => type === 'observed');
  const hostile = last?.type === 'observed' ? [withSegment(last, all.slice(0, 200))] : [];
  return { ...ground, state, events: [...ground.events, ...hostile, ...told], notes: [...HOSTILE_TEXTS] };
}

/** What was observed, of a segment of this name. */
function withSegment(event: Extract<RegistryEvent, Observed>, segment: string): RegistryEvent {
  const prompts = structuredClone(event.prompts);
  for (const part of Object.values(prompts).flatMap((parts) => Object.values(parts))) {
    for (const versions of Object.values(part.windows)) {
      for (const segments of Object.values(versions)) segments[segment] = segments.enterprise ?? {};
    }
  }
  return { ...event, prompts };
}
