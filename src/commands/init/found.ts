import type { PromptEntry } from '../../domain/policy.ts';

/** A file that is a prompt, and what the policy has to state about it. */
export type FoundPrompt = {
  path: string;
  /** Of the table of formats; null where the policy names the prompt, which was then not searched for. */
  format: string | null;
  /** What its entry in the policy states besides the path; empty where a glob is enough. */
  entry: Pick<PromptEntry, 'model' | 'suite' | 'template'>;
  /** A choice made for the owner, written as a comment beside the entry. */
  remark: string | null;
  /** Why it cannot be watched, if that is known before the prompt is read. */
  problem: string | null;
};
