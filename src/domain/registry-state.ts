import type { DriftState } from './drift.ts';
import type { ExperimentState } from './experiment.ts';
import type { ObservedState } from './observation.ts';
import type { RefinedState } from './refined.ts';
import type {
  Actor,
  Allocation,
  Digest,
  Judgement,
  MainBranch,
  RegistryEvent,
  Signature,
  Version,
  VersionPart,
  VersionSource,
} from './registry.ts';
import type { Trip } from './tripped.ts';

/**
 * `active`: serves in the last environment; `testing`: does not, and never did, or main asks for it and nothing
 * holds it there, or it serves in another environment; `deprecated`: served there, was replaced or taken back, may serve
 * again; `archived`: may not serve. Which environment is the last one is the policy's to say, so a status is not part of the
 * state.
 */
export type VersionStatus = 'testing' | 'active' | 'deprecated' | 'archived';

export type EvidenceReference = {
  id: string;
  digest: Digest;
  suite: Digest;
  cases: number;
  /** Of these, those that lack an answer; absent where none does. */
  unanswered?: number;
  at: string;
};

/** One version of a prompt, as the log tells it. */
export type VersionState = {
  version: Version;
  digest: Digest;
  at: string;
  raised: VersionPart | null;
  because: string[];
  source: VersionSource;
  archived: boolean;
  evidence: EvidenceReference[];
  /** How it was judged when it was promoted, oldest first. */
  judgements: (Judgement & { environment: string; promotedAt: string; overridden?: string[] })[];
  /** Environments in which it ever served, each with its last promotion signature, if signed. */
  served: Record<string, Signature | null>;
};

/** What an environment served from one event to the next. */
export type Served = {
  at: string;
  /** The writer's clock, where `at` had to be later: some writer before had a clock that was ahead. */
  clock?: string;
  serial: number;
  allocation: Allocation;
  event: {
    id: string;
    type: RegistryEvent['type'];
    actor: Actor;
    reason: string | null;
    /** Conditions of the promotion that were overridden by hand. */
    overridden?: string[];
    /** Taken over as it stood when the registry began. */
    adopted?: true;
  };
};

export type Hold = { version: Version | null; until: string | null; reason: string; at: string };

/** One prompt in one environment. */
export type ServingState = {
  /** Oldest first; the last one serves now. Empty where something is held that never served. */
  served: Served[];
  held: Hold[];
  /** The latest trip of each guard; absent where none tripped. */
  trips?: Trip[];
  /** Absent where nobody looked for any. */
  drift?: DriftState;
  /** Whose weights were set last; absent where a portfolio never set any. */
  portfolio?: { commit: string; path: string; weights: Digest; safe: Version };
  /** The last one; absent where none ever began. */
  experiment?: ExperimentState;
};

export type PromptState = {
  /** By version, in the order in which they were registered. */
  versions: Record<Version, VersionState>;
  /** The version that main asks for; null: main has the prompt no longer. */
  onMain: Version | null;
  /** By environment; absent where it never served and nothing is held. */
  environments: Record<string, ServingState>;
  /** What production reported, by environment; absent where nothing was observed. */
  observed?: Record<string, ObservedState>;
  /** Changes that `refine` tried; absent where it tried none. */
  refined?: RefinedState;
};

/** The fold over all events: plain JSON. */
export type RegistryState = {
  format: 1;
  /** The last event: its digest and time; null before the first. */
  last: { digest: Digest; at: string; count: number } | null;
  /** The commit of main that was last recorded. */
  recorded: string | null;
  /** Where main is, by the last event that says so; absent where none does. */
  main?: MainBranch;
  /** The highest serial of each environment. */
  serials: Record<string, number>;
  /** Where main was when what an environment serves was last changed, by environment; absent where it was not known. */
  mains?: Record<string, MainBranch>;
  prompts: Record<string, PromptState>;
};
