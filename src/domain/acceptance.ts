import { z } from 'zod';
import { type Decision, findingOf, type Partial } from './part.ts';

/** A maintainer's acceptance of what the gate blocks, for one commit. */
export const acceptanceSchema = z
  .object({
    by: z.string().describe('login of the person who set the label'),
    at: z.string().describe('when the label was set, ISO 8601'),
    commit: z.string().describe('the head commit that it holds for; the next push needs a new one'),
    label: z.string(),
    prompts: z
      .array(
        z.object({
          path: z.string(),
          segments: z
            .array(z.string())
            .describe('that the prompt is blocked for; empty where it is for another reason'),
        }),
      )
      .describe('the prompts that would block; their own verdict stays `block`'),
  })
  .describe('a maintainer accepted what would block; absent otherwise');

export type Acceptance = z.infer<typeof acceptanceSchema>;

/** Who set the label that accepts, and when (ISO 8601). */
export type Acceptor = { by: string; at: string };

/** Why a label does not accept. */
export type RefusedAcceptance =
  | { why: 'may-not-write'; by: string }
  | { why: 'not-a-person'; by: string }
  /** The label may have been set before the commit was pushed. */
  | { why: 'not-for-this-commit' }
  /** `problem`: why GitHub could not be asked, a sentence. */
  | { why: 'not-known'; problem: string };

/** Whether nothing in it blocks: what passes only because somebody accepted its block does not count. */
export function passesByItself(result: {
  verdict: Decision | 'partial';
  partial?: Partial | undefined;
  accepted?: Acceptance | undefined;
}): boolean {
  return findingOf(result) === 'pass' && result.accepted === undefined;
}
