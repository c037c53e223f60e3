import type { Bundle } from './bundle.ts';
import type { Digest, Signature, Version, VersionSource } from './registry.ts';

/** A version's content and where it came from. File: `prompts/<name>/<version>.json`. */
export type VersionFile = {
  format: 1;
  prompt: string;
  version: Version;
  digest: Digest;
  bundle: Bundle;
  source: VersionSource;
};

/** What a version's suite showed, case by case, without texts. File: `evidence/<digest>/<id>.json`. */
export type EvidenceFile = {
  format: 1;
  prompt: string;
  version: Version;
  digest: Digest;
  at: string;
  tool: string;
  suite: { digest: Digest; path: string; cases: number };
  /** provider:model of the models that judged. */
  judges: string[];
  /** The scope in which the response store keeps the answers; absent in older evidence. */
  scope?: string;
  trials: number;
  /** Declared share of traffic of each segment, 0–1; empty where the policy does not state it. */
  traffic: Record<string, number>;
  /** By the first 16 hex digits of the sha256 of the case's id. */
  cases: Record<string, EvidenceCase>;
  signature?: Signature;
};

export type EvidenceCase = {
  /** Position in the suite, from 0: evidence is compared in the suite's order. */
  order: number;
  /** The first 16 hex digits of the digest of the case (variables, assertions, segments, critical). */
  content: string;
  segments: string[];
  critical: boolean;
  /** The first 16 hex digits of the sha256 of its group; absent where the case is a unit of its own. */
  group?: string;
  trials: number;
  passes: number;
  errored: number;
  score: number;
  /** Totals over the completed trials. */
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  costUsd: number | null;
  /** USD, total, had nothing come from the provider's cache; absent where that is the same. */
  uncachedUsd?: number | null;
  /** Further trials of a critical case that failed in each of fewer than three; they count for nothing else. Absent: none. */
  again?: { trials: number; passes: number; errored: number };
};

/** What the branch is, and whose. File: `registry.json`. */
export type RegistryFile = {
  format: 1;
  /** Path of the policy that the branch belongs to. */
  policy: string;
  /** Address of the repository whose main is recorded, where known. */
  repository: string | null;
  keys: { promotion: string[]; pointer: string[] };
};
