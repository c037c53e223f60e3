import type { Metric } from './observation.ts';

/** `registry:` of the policy. Times are ms. */
export type RegistryPolicy = {
  /** The orphan branch with the log. */
  branch: string;
  /** Name or URL of the remote that holds the branch; null: `origin`. */
  remote: string | null;
  /** In the order in which versions pass through them; names are unique. */
  environments: EnvironmentPolicy[];
  /** Public keys; null: nothing is signed. */
  signing: SigningPolicy | null;
  publish: Destination[];
  /** What production reports, `error` among it; null: nothing is declared, and whatever is reported is counted. */
  metrics: Metric[] | null;
  /** Segments that are counted, besides those with weights of their own and those of the evidence. */
  segments: string[];
};

export type EnvironmentPolicy = {
  name: string;
  promote: 'on-merge' | 'on-pass' | 'by-hand';
  /** What evidence must be like; `promote: on-merge` asks for none unless it is stated. */
  evidence: { required: boolean; maxAgeMs: number | null; minCases: number | null };
  /** The version must have served in another environment for this long; null: it need not. */
  soak: { in: string; forMs: number } | null;
  /** Only versions whose model is pinned to a snapshot may serve here. */
  pinned: boolean;
};

/** Public halves, each `ed25519:<base64>`. Several allow rotation. */
export type SigningPolicy = { promotion: string[]; pointer: string[] };

/** Where pointers and bundles are published. */
export type Destination =
  /** A folder, relative to the repository's root. */
  | { kind: 'directory'; path: string }
  /** The environment variable with the URL of a Redis. */
  | { kind: 'redis'; variable: string }
  /** A program and its arguments, in which `{directory}` and `{cache-control}` are filled in. */
  | { kind: 'program'; words: string[] };
