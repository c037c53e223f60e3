import type { Digest, Signature, Slots, Version } from './registry.ts';

/** What applications follow: one environment's prompts. File: `environments/<environment>/pointer.json`. */
export type Pointer = {
  format: 1;
  environment: string;
  serial: number;
  at: string;
  prompts: Record<string, PointerPrompt>;
  /** Over the canonical JSON of all other members. */
  signatures: Signature[];
};

export type PointerPrompt = {
  allocation: Record<string, [version: Version, ...slots: Slots[]][]>;
  /** Of the versions in `allocation`. */
  versions: Record<Version, { digest: Digest; promotion?: Signature }>;
};
