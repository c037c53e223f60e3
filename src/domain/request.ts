import type { Credentials } from './answer.ts';

/** Where a run sends a key. */
export type Destination = {
  /** `https://api.openai.com` */
  origin: string;
  /** The environment variable with the key. */
  variable: string;
  /** Neither the provider's own address nor one that the environment names: only the repository says it. */
  isForeign: boolean;
};

/** What the gate is asked: plain data from an entry. */
export type GateRequest = {
  /** Anywhere inside the repository. */
  directory: string;
  /** Branch, tag or sha that the change is measured against; undefined: the remote's main branch. */
  base: string | undefined;
  head: { kind: 'revision'; ref: string } | { kind: 'worktree' };
  /** Relative to the repository's root. */
  configPath: string;
  /** `base`: the head's policy is not used even where the base has none. */
  policyFrom?: 'base' | undefined;
  /** Whether the head is the repository's own: never a fork's. Default: no. */
  trusted?: boolean;
  /** Whether the head's `script` assertions may run in Node where the base's policy says so. Default: no. */
  runsNodeScripts?: boolean;
  credentials: Credentials;
  /** Where answers are kept; by default inside the repository's git directory. */
  storeDirectory?: string;
  /** Whether answers there that no run used for long are removed now and then, never offline. Default: no. */
  tidiesStore?: boolean;
  /** Puts the answers of earlier runs into the directory where this one keeps its own. */
  restoreAnswers?: (directory: string) => Promise<void>;
  /** What all shards of the run left in a directory is gathered, instead of asking the first look. */
  outcomes?: { kind: 'gather'; directory: string } | undefined;
  /** What bounds the reuse of random draws: the pull request, e.g. `pull/12`; by default the branch. */
  scope?: string;
  /** Replay stored answers only. */
  offline: boolean;
  /** Ours, for the report. */
  version: string;
  /** The entry's voice: one line a call; a line of kind `progress` may take the place of the one before. */
  log: (line: string, kind?: 'progress') => void;
  signal?: AbortSignal | undefined;
  /** Asked before the first call, with every address that a key is sent to; throws where that must not be. */
  agree?: (destinations: readonly Destination[]) => Promise<void>;
};

/** What one of several jobs is asked: to answer its part of the cases, and to leave the outcomes in a directory. */
export type ShardRequest = Omit<GateRequest, 'outcomes'> & {
  outcomes: { kind: 'shard'; directory: string; shard: Shard };
};

/** One part of a run that several jobs share: 2 of 8. */
export type Shard = { index: number; count: number };
