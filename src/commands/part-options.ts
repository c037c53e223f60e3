import { ConfigurationError } from '../base/errors.ts';
import type { Part } from '../domain/part.ts';
import { openRepository, storeDirectoryOf } from '../repo/git.ts';
import { type ReportFiles, usesStandardOutput } from '../report/renderings.ts';

/** The options of `gate` that choose a part, besides the names of prompts. */
export const PART_OPTIONS = {
  segment: {
    type: 'string',
    multiple: true,
    value: 'S',
    help: 'only the cases of this segment; may be given again for more',
  },
  case: {
    type: 'string',
    multiple: true,
    value: 'ID',
    help: 'only this case; may be given again for more',
  },
  failing: { type: 'boolean', help: 'only the cases that failed in the last whole run of this clone' },
} as const;

type PartValues = {
  segment?: readonly string[] | undefined;
  case?: readonly string[] | undefined;
  failing: boolean;
};

/**
 * The part that a command line asks for; undefined where it asks for everything.
 * @throws ConfigurationError: `--failing` where no result is kept.
 */
export async function partFrom(
  values: PartValues,
  { prompts, directory }: { prompts: readonly string[]; directory: string },
): Promise<Part | undefined> {
  const { segment: segments = [], case: cases = [], failing } = values;
  if (prompts.length + segments.length + cases.length === 0 && !failing) return undefined;
  const part = { prompts, segments, cases };
  if (!failing) return part;
  const { lastFailingCases } = await import('./last-result.ts');
  return { ...part, failing: lastFailingCases(storeDirectoryOf(await openRepository(directory))) };
}

/** @throws ConfigurationError: a part of a run cannot be shared by several jobs. */
export function refusePartOfShards(part: Part | undefined, outcomes: unknown): void {
  if (!part || !outcomes) return;
  throw new ConfigurationError('Shards share a whole run, and this asks for a part.', {
    remedy: 'Leave out --shard, --merge and --outcomes; or the prompts, --segment, --case and --failing.',
  });
}

/**
 * @throws ConfigurationError: what is watched is the working tree, in one process, for a person, who has not seen what is
 *   saved or checked out later, and so cannot agree that it runs in Node.
 */
export function refuseWatch(
  values: { watch: boolean; scripts: boolean; head?: string | undefined } & ReportFiles,
  outcomes: unknown,
): void {
  if (!values.watch) return;
  const other = [
    ...(values.head === undefined ? [] : ['--head']),
    ...(outcomes ? ['--shard, --merge and --outcomes'] : []),
    ...(values.scripts ? ['--scripts'] : []),
    ...(usesStandardOutput(values) ? ['the file `-`'] : []),
  ];
  if (other.length === 0) return;
  throw new ConfigurationError(`\`--watch\` does not go with ${other.join(', ')}.`, {
    remedy: values.scripts
      ? 'Whatever is saved or checked out later would run in Node unseen: run the gate with --scripts each time.'
      : 'It watches the working tree and prints a report after each save.',
  });
}
