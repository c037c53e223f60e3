import { join } from 'node:path';
import { folderTarget } from '../../../delivery/folder.ts';
import { redisTarget } from '../../../delivery/redis.ts';
import type { Target } from '../../../delivery/target.ts';
import { USUAL_REDIS_VARIABLE } from '../../../domain/redis.ts';
import type { Destination, RegistryPolicy } from '../../../domain/registry-policy.ts';
import type { Repository } from '../../../repo/git.ts';
import type { PolicyOrigin } from '../known-policy.ts';
import { programTarget } from './program-target.ts';

/** Where a registry publishes, and with which environment variables. */
export type Publishing = {
  repository: Repository;
  registry: Pick<RegistryPolicy, 'publish'>;
  /** Programs are run by main's policy only. */
  policyFrom: PolicyOrigin;
  /** Whether somebody agreed to that. */
  runsPrograms: boolean;
  environment: Readonly<NodeJS.ProcessEnv>;
};

/** Everywhere that the policy publishes to. Nothing is connected to before it is used. */
export type OpenTargets = AsyncDisposable & { targets: readonly Target[] };

/** The destinations of the policy. */
export function openTargets(publishing: Publishing): OpenTargets {
  return opened(publishing.registry.publish.map((destination) => targetOf(destination, publishing)));
}

/** What `publish` is told to publish to; without a folder and `redis`, all that the policy names. */
export function chosenTargets(
  publishing: Publishing,
  { folder, redis }: { folder: string | undefined; redis: boolean },
): OpenTargets {
  if (folder === undefined && !redis) return openTargets(publishing);
  const named = publishing.registry.publish.filter(({ kind }) => kind === 'redis');
  const usual: Destination = { kind: 'redis', variable: USUAL_REDIS_VARIABLE };
  const all = !redis ? [] : named.length > 0 ? named : [usual];
  return opened([
    ...(folder === undefined ? [] : [folderTarget({ path: folder, root: folder })]),
    ...all.map((destination) => targetOf(destination, publishing)),
  ]);
}

/** These targets, closed together. */
function opened(targets: readonly Target[]): OpenTargets {
  return {
    targets,
    async [Symbol.asyncDispose]() {
      await Promise.all(targets.map((target) => target[Symbol.asyncDispose]()));
    },
  };
}

function targetOf(destination: Destination, publishing: Publishing): Target {
  const { repository, environment } = publishing;
  switch (destination.kind) {
    case 'directory':
      return folderTarget({ path: join(repository.root, destination.path), root: repository.root });
    case 'redis':
      return redisTarget({ variable: destination.variable, url: environment[destination.variable] });
    case 'program':
      return programTarget(destination.words, publishing);
  }
}
