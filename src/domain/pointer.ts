import type { Digest, MainBranch, Signature, Slots, Version } from './registry.ts';

/** What applications follow: one environment's prompts. File: `environments/<environment>/pointer.json`. */
export type Pointer = {
  format: 1;
  environment: string;
  serial: number;
  at: string;
  /** Where the files of `source` are; absent where that is not known. */
  main?: MainBranch;
  prompts: Record<string, PointerPrompt>;
  /** Over the canonical JSON of all other members. */
  signatures: Signature[];
};

export type PointerPrompt = {
  /** The attribute of an asker whose value is the segment; absent: any attribute whose value has weights. */
  segmentBy?: string;
  allocation: Record<string, [version: Version, ...slots: Slots[]][]>;
  /** Of the versions in `allocation`. */
  versions: Record<Version, PointerVersion>;
};

export type PointerVersion = {
  digest: Digest;
  promotion?: Signature;
  /** The file that it was read from, as git names it: `<commit>:<path>`. */
  source?: string;
};
