import type { Config, PromptEntry } from '../../domain/policy.ts';

/** A file that is a prompt, and what the policy has to say of it. */
export type FoundPrompt = {
  path: string;
  format: string;
  /** What its entry says beyond the path; empty where a glob does. */
  entry: Pick<PromptEntry, 'model' | 'suite' | 'template'>;
  /** Who answers to its model, where the policy has to say so. */
  models?: Config['models'];
  /** What was chosen for the owner, to be said beside the entry. */
  remark: string | null;
  /** Why it cannot be watched, where that is known before it is read. */
  problem: string | null;
};
