import type { Acceptor } from './acceptance.ts';
import type { TokenEstimate } from './bundle.ts';
import type { Drift } from './drift.ts';
import type { ExperimentDecided, ExperimentStarted } from './experiment.ts';
import type { Observed } from './observation.ts';
import type { Refined } from './refined.ts';
import type { Tripped } from './tripped.ts';

/** sha256 over canonical JSON, 64 lower-case hex digits. */
export type Digest = string;

/** The number of a bundle of one prompt: `1.4.0`. */
export type Version = string;

export type VersionPart = 'major' | 'minor' | 'patch';

/** Who did something, and how that is known. */
export type Actor = {
  name: string;
  /** `github`: the login under which the workflow ran. `terminal`: as stated by git's configuration, not proved. */
  source: 'github' | 'terminal';
};

/** A range of slots, first included, last excluded: 0 ≤ from < to ≤ 10,000. */
export type Slots = [from: number, to: number];

/** Number of slots: the shares of one segment cover them all exactly once. */
export const SLOT_COUNT = 10_000;

/** One version's share of a segment. */
export type Share = { version: Version; digest: Digest; slots: Slots[] };

/** What a prompt serves in an environment: shares by segment. `*` is every segment that is not listed. */
export type Allocation = Record<string, Share[]>;

/** The commit whose policy decided, on the main branch. */
export type PolicyCommit = { commit: string; path: string };

/** Where people find main's files in a browser. */
export type MainBranch = {
  /** Address of the repository, `https://github.com/acme/support`: http or https, no credentials. */
  repository: string;
  branch: string;
};

/** The fields that all events have. */
type EventBase = {
  /** Version of the log's format. */
  format: 1;
  /** 16 random hex digits, also the end of the file's name. */
  id: string;
  /** ISO 8601 with milliseconds, UTC. Later than the predecessor's. */
  at: string;
  /** The writer's own clock, where that was behind the predecessor's. */
  clock?: string;
  actor: Actor;
  /** One line of at most 300 characters. */
  reason?: string;
  /** Digest of the event before; null for the first. */
  previous: Digest | null;
};

/** The walk over main reached a commit. */
export type Recorded = {
  type: 'recorded';
  commit: string;
  /** The versions that main asks for there; a prompt that main lacks is absent. */
  prompts: Record<string, Version>;
  /** Absent where whoever wrote it did not know; then main is where it was. */
  main?: MainBranch;
};

export type Registered = {
  type: 'registered';
  prompt: string;
  version: Version;
  digest: Digest;
  /** Which part was raised against the version that main had before; null for the first. */
  raised: VersionPart | null;
  /** What changed, in words of the field: `model`, `required variable added: tier`. */
  because: string[];
  source: VersionSource;
};

/** Where a version came from. */
export type VersionSource = {
  commit: string;
  path: string;
  author: string;
  /** From CODEOWNERS. */
  owner: string | null;
  pullRequest: number | null;
  /** From the trailer `Prompt-Change:`, the pull request's title, or the commit's subject. */
  change: string;
  description: string | null;
  tags: string[];
  tokens: TokenEstimate | null;
  /** Who accepted, by the label, what the gate blocks; absent where nobody is known to have. */
  accepted?: Acceptor;
};

export type Evaluated = {
  type: 'evaluated';
  prompt: string;
  version: Version;
  digest: Digest;
  /** Id of the evidence: its file is `evidence/<digest>/<evidence>.json`. */
  evidence: string;
  /** Digest of the evidence file's canonical JSON. */
  evidenceDigest: Digest;
  suite: Digest;
  cases: number;
  /** Of these, those that lack an answer; absent where none does. */
  unanswered?: number;
};

/** The evidence by which a version was judged for an environment. */
export type Judgement = {
  verdict: 'pass' | 'block' | 'error';
  /** The version it was compared with; null: its own pass rate was held against `gate.min-pass-rate`. */
  against: Digest | null;
  evidence: string | null;
  suite: Digest | null;
  /** Cases that were answered, of `segments`. */
  cases: number;
  at: string | null;
  /** The segments of the suite for which it was judged, where a portfolio gives it those alone; absent: all. */
  segments?: string[];
  /** The segments for which its evidence says `regression`; absent: none is known. */
  worse?: string[];
};

export type Promoted = {
  type: 'promoted';
  environment: string;
  prompt: string;
  version: Version;
  digest: Digest;
  serial: number;
  allocation: Allocation;
  policy: PolicyCommit;
  judgement: Judgement | null;
  /** Conditions that were not met and overridden by hand, with `reason`. */
  overridden?: string[];
  /** Taken over as it stood when the registry began. */
  adopted?: true;
  /** Signature of the promotion key over {digest, environment, prompt, version}. */
  signature?: Signature;
};

/** A portfolio's weights were set: by a merge that changed them, or by a rebalance. */
export type Allocated = {
  type: 'allocated';
  environment: string;
  prompt: string;
  serial: number;
  allocation: Allocation;
  policy: PolicyCommit;
  /** Path of the portfolio in that commit. */
  portfolio: string;
  /** Digest of the weights that the file states: a merge that leaves them as they are sets nothing. */
  weights: Digest;
  /** The version that takes what others lose, as the file states. */
  safe: Version;
  /** `merge`: as the file states; `rebalance`: by its allocator, within its limits. */
  by: 'merge' | 'rebalance';
  because: string[];
  /** Of the evidence of versions that rise. */
  judgements?: Record<Version, Judgement>;
  /** Of the allocator's random numbers. */
  seed?: number;
  /** Signatures of the promotion key over {digest, environment, prompt, version}, of versions whose weight rises. */
  signatures?: Record<Version, Signature>;
};

export type RolledBack = {
  type: 'rolled-back';
  environment: string;
  prompt: string;
  /** The version taken back. */
  from: Version;
  /** The version that serves instead; where segments differ, the one of the largest share. */
  to: Version;
  serial: number;
  allocation: Allocation;
};

export type Held = {
  type: 'held';
  environment: string;
  prompt: string;
  /** Null: no version's exposure rises. */
  version: Version | null;
  /** ISO 8601; null: until it is released. */
  until: string | null;
};

export type Released = { type: 'released'; environment: string; prompt: string; version: Version | null };

export type Archived = { type: 'archived'; prompt: string; version: Version };

/** A prompt that main no longer has serves nothing in an environment from now on. */
export type Withdrawn = { type: 'withdrawn'; environment: string; prompt: string; serial: number };

/** One fact of the log. */
export type RegistryEvent = EventBase & Fact;

/**
 * Somebody accepted what a look showed: from now on the version is held against the answers of that look. Why is the
 * event's reason.
 */
export type DriftAccepted = {
  type: 'drift-accepted';
  environment: string;
  prompt: string;
  version: Version;
  digest: Digest;
  /** Id of the event of the look. */
  look: string;
  /** Id of its evidence. */
  evidence: string;
  /** The commit of main whose policy holds. */
  policy: PolicyCommit;
  /** The promotion key's, where the registry is signed. */
  signature?: Signature;
};

/** A fact before it is put into the chain. */
export type Fact =
  | Recorded
  | Registered
  | Evaluated
  | Promoted
  | Allocated
  | RolledBack
  | Held
  | Released
  | Archived
  | Withdrawn
  | Observed
  | Tripped
  | Drift
  | DriftAccepted
  | ExperimentStarted
  | ExperimentDecided
  | Refined;

/** A public key as text: its 32 bytes in base64 after its kind. */
export const PUBLIC_KEY = /^ed25519:[A-Za-z0-9+/]{43}=$/;

/** A signature, base64, and the public key that it is checked with: `ed25519:<base64>`. */
export type Signature = { key: string; signature: string };
