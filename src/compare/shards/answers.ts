import type { Scene } from '../../change/change.ts';
import type { Config } from '../../domain/policy.ts';
import type { GateRequest, Shard } from '../../domain/request.ts';
import { openStore, type ResponseStore } from '../../run/store.ts';
import { copyingStore, type Gathered, gatherOutcomes, shardFolder } from './folder.ts';
import { shareOf } from './shard.ts';

/** Where a run finds and keeps its answers, and what it may take. */
export type Answers = {
  store: ResponseStore;
  /** Its share of the policy's, where the run is one shard of several. */
  config: Config;
  shard: { shard: Shard; folder: string } | null;
  gathered: Gathered | null;
};

/**
 * Opens the run's own answers. What a shard finds or gets goes to its folder of outcomes too; who gathers shards also
 * has theirs.
 * @param options.gathers whether shards had anything to run
 * @throws ConfigurationError where the outcomes of a shard are missing, or another run's.
 */
export async function openAnswers(
  scene: Scene,
  request: GateRequest,
  { gathers }: { gathers: boolean },
): Promise<Answers> {
  const { outcomes } = request;
  const { config } = scene;
  const directory = request.storeDirectory ?? scene.storeDirectory;
  const notesUse = request.tidiesStore ?? false;
  const own = { notesUse, tidies: notesUse && !request.offline };
  if (outcomes?.kind === 'shard') {
    const { shard } = outcomes;
    const folder = await shardFolder(outcomes.directory, shard);
    const store = copyingStore(await openStore(directory, own), await openStore(folder));
    return { store, config: shareOf(config, shard), shard: { shard, folder }, gathered: null };
  }
  if (outcomes?.kind === 'gather' && gathers) {
    const { mergeBase, head } = scene.change;
    const gathered = await gatherOutcomes(outcomes.directory, { version: request.version, mergeBase, head });
    const store = await openStore(directory, { ...own, alsoRead: gathered.answers });
    return { store, config, shard: null, gathered };
  }
  return { store: await openStore(directory, own), config, shard: null, gathered: null };
}
