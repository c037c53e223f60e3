import { resolve } from 'node:path';
import type { RegistryPolicy } from '../../../../domain/registry-policy.ts';
import type { RegistryState } from '../../../../domain/registry-state.ts';
import { hash53 } from '../../../../observe/hash.ts';
import type { CountedIds } from '../../../../observe/ids.ts';
import type { RowReceiver } from '../../../../observe/input.ts';
import {
  type Sample,
  type SampledAnswer,
  type SampleRequest,
  sampling,
} from '../../../../observe/sampled.ts';
import type { Before } from '../../../../observe/tallies.ts';
import { storeDirectoryOf } from '../../../../repo/git.ts';
import { snapshotAt } from '../../../../repo/snapshots.ts';
import { readBundle } from '../../log.ts';
import { type Clone, openMain } from '../../opened.ts';
import type { Answerer } from './choose.ts';
import { judgedMetrics } from './metrics.ts';
import { judgementsIn } from './out.ts';
import { type JudgingRequest, judgeSample } from './run.ts';

/** What a run has counted, and is to count. */
export type Counted = Pick<SampleRequest, 'resolve' | 'source' | 'now'> & {
  before(prompt: string, environment: string): Before;
  ids: Pick<CountedIds, 'has'>;
};

export type OpenJudging = {
  /** Main's, as it is now. */
  registry: RegistryPolicy;
  sampler(counted: Counted): RowReceiver & { sample(): Sample };
  /** @param registry what it knows, and the commit of its branch */
  judge(
    sample: Sample,
    registry: { state: RegistryState; commit: string | null },
  ): ReturnType<typeof judgeSample>;
};

/**
 * Reads main's policy, which says what is judged and by whom. No other policy sends answers of production to a model.
 * @throws ConfigurationError(s): main has no policy that can be read, or none with judged metrics; what `--out` names
 *   cannot be read
 */
export async function openJudging(
  judging: JudgingRequest,
  { clone, request }: { clone: Clone; request: { directory: string; configPath: string; dryRun: boolean } },
): Promise<OpenJudging> {
  const { repository } = clone;
  const { directory, configPath, dryRun } = request;
  const main = await openMain(repository, { configPath, base: undefined });
  main.snapshot.close();
  const { config, registry } = main;
  const metrics = await judgedMetrics(registry);
  const written = judging.out === undefined ? null : await judgementsIn(resolve(directory, judging.out));
  return {
    registry,
    sampler: ({ resolve: find, source, now, before, ids }) =>
      sampling({
        ...{ resolve: find, source, now },
        metrics: metrics.map(({ metric, sample }) => ({ name: metric.name, sample })),
        wants({ id, of, at }) {
          const isCounted = ids.has(hash53(id));
          if (written !== null) return !(isCounted && written.has(id));
          const { elsewhere } = before(of.prompt, of.environment);
          return !isCounted && !elsewhere.some(({ from, through }) => at >= from && at <= through);
        },
      }),
    judge: (sample, at) =>
      judgeSample(sample, judging, {
        ...{ config, metrics, directory, dryRun, storeDirectory: storeDirectoryOf(repository) },
        answerersOf: (answers) => answerersOf(answers, clone, at),
      }),
  };
}

async function answerersOf(
  answers: readonly SampledAnswer[],
  { repository }: Clone,
  { state, commit }: { state: RegistryState; commit: string | null },
): Promise<Answerer[]> {
  const versions = new Map(
    answers.map(({ of: { prompt, version } }) => [`${prompt} ${version}`, { prompt, version }]),
  );
  const snapshot = commit === null ? null : snapshotAt(repository, commit);
  try {
    const found: Answerer[] = [];
    for (const { prompt, version } of versions.values()) {
      const { model } = await readBundle({ state, snapshot }, prompt, version);
      found.push({ prompt, version, model });
    }
    return found;
  } finally {
    snapshot?.close();
  }
}
