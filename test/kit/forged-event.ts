import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegistryEvent } from '../../src/domain/registry.ts';
import type { RegistryState } from '../../src/domain/registry-state.ts';
import { append, type Entry } from '../../src/registry/append.ts';
import { type ChainedEvent, orderedEvents } from '../../src/registry/chain.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import type { Team } from './bare.ts';

/** Somebody who may push the branch, and has no key, writes one more event. */
export async function forgeEvent(
  team: Pick<Team, 'bare'>,
  forged: (events: RegistryEvent[], state: RegistryState) => Entry,
): Promise<void> {
  await using stranger = await team.bare.clone({ branch: 'prompt-registry' });
  const events = await eventsOf(stranger.root);
  const state = foldEvents(events);
  const entry = forged(
    events.map(({ event }) => event),
    state,
  );
  const actor = { name: 'Mallory', source: 'terminal' } as const;
  const { files } = append({
    ...{ state, entries: [entry], actor, now: new Date(), registry: null, pointerKeys: [] },
  });
  await stranger.write(files);
  await stranger.commit('tidy up');
  await stranger.git('push', '--quiet', 'origin', 'HEAD:prompt-registry');
}

export async function eventsOf(root: string): Promise<ChainedEvent[]> {
  const paths = (await readdir(join(root, 'events'), { recursive: true })).map((path) => `events/${path}`);
  const files = paths.filter((path) => path.endsWith('.json'));
  return orderedEvents(
    await Promise.all(files.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') }))),
  );
}
