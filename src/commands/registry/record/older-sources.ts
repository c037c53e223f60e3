import { unlessMistaken } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { policyAt } from '../../../config/read.ts';
import type { Version } from '../../../domain/registry.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { ArmSource } from '../../../plan/arms.ts';
import type { Repository } from '../../../repo/git.ts';
import { resolveRevision } from '../../../repo/revision.ts';
import { type OpenSnapshot, snapshotAt } from '../../../repo/snapshots.ts';
import { findPrompts } from '../main-prompts.ts';

/** Older versions of prompts, read in the commits that they came from. Closed when it is not needed any more. */
export type OlderSources = {
  /** Undefined where the commit, or the prompt in it, is not there any more. */
  find(state: RegistryState, prompt: string, version: Version): Promise<ArmSource | undefined>;
  close(): void;
};

export function openSources(repository: Repository, configPath: string): OlderSources {
  const opened: OpenSnapshot[] = [];
  return {
    async find(state, prompt, version) {
      const known = ownMember(ownMember(state.prompts, prompt)?.versions ?? {}, version);
      if (!known) return undefined;
      return await unlessMistaken(async () => {
        const snapshot = snapshotAt(repository, await resolveRevision(repository, known.source.commit));
        opened.push(snapshot);
        const config = await policyAt(snapshot, configPath);
        if (config === undefined) return undefined;
        const { prompts } = await findPrompts(snapshot, config);
        return prompts.find(({ name, digest }) => name === prompt && digest === known.digest)?.source;
      });
    },
    close() {
      for (const snapshot of opened) snapshot.close();
    },
  };
}
