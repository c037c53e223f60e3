import type { Credentials } from './answer.ts';
import type { Part } from './part.ts';

/** An address to which a run sends a key. */
export type Destination = {
  /** `https://api.openai.com`; with its path, where only the repository names it: `https://gateway.example/tenant/v1`. */
  address: string;
  /** The environment variable with the key. */
  variable: string;
  /** Whether only the repository names it: it is neither the provider's own address nor one from the environment. */
  isForeign: boolean;
};

/** The gate's input: plain data from the CLI or the Action. */
export type GateRequest = {
  /** Any folder inside the repository. */
  directory: string;
  /** Branch, tag or sha that the change is compared with; undefined: the remote's main branch. */
  base: string | undefined;
  /** What the change is compared with if the base is a commit that nobody has any more. Default: that is an error. */
  baseInstead?: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  /** Relative to the repository's root. */
  configPath: string;
  /** `base`: the head's policy never decides, not even where it repairs the base's. */
  policyFrom?: 'base' | undefined;
  /** Whether the head is the repository's own: never a fork's. Default: no. */
  trusted?: boolean;
  /** Whether the head's `script` assertions may run in Node where the base's policy says so. Default: no. */
  runsNodeScripts?: boolean;
  credentials: Credentials;
  /** Directory of stored answers; by default inside the repository's git directory. */
  storeDirectory?: string;
  /** Whether stored answers that no run used for long are sometimes removed, never offline. Default: no. */
  tidiesStore?: boolean;
  /** Copies the answers of earlier runs into the directory of stored answers. */
  restoreAnswers?: ((directory: string) => Promise<void>) | undefined;
  /** Directory with the outcomes of all shards of the run, which are combined instead of asking the first look. */
  outcomes?: { kind: 'gather'; directory: string } | undefined;
  /** The scope within which random draws are reused: the pull request, e.g. `pull/12`; by default the branch. */
  scope?: string;
  /** Only this part is asked, and its result is no verdict of the gate's. Default: everything. */
  part?: Part | undefined;
  /** Use stored answers only. */
  offline: boolean;
  /** Version of the gate, for the report. */
  version: string;
  /** Logger of the CLI or Action: one line per call; a line of kind `progress` may replace the one before. */
  log: (line: string, kind?: 'progress') => void;
  signal?: AbortSignal | undefined;
  /** Called before the first call, with every address that a key is sent to; throws if that is not allowed. */
  agree?: ((destinations: readonly Destination[]) => Promise<void>) | undefined;
  /** Called before the first call with what the run will ask, roughly; throws if that is not allowed. */
  consent?: ((expected: { calls: number; limitUsd: number | null }) => Promise<void>) | undefined;
  /** What earlier runs spent of `max-run-cost`, USD. Default: nothing. */
  spentUsd?: number | undefined;
  /** Is given the path of each file of the working tree that is looked for, before it is read. */
  onRead?: ((path: string) => void) | undefined;
};

/** The input of one of several jobs: it answers its part of the cases, and writes the outcomes to a directory. */
export type ShardRequest = Omit<GateRequest, 'outcomes' | 'part'> & {
  outcomes: { kind: 'shard'; directory: string; shard: Shard };
};

/** One part of a run that several jobs share: 2 of 8. */
export type Shard = { index: number; count: number };
