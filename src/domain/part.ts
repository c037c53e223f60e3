import { z } from 'zod';

/** A part of what a change concerns, as somebody asks for it. Lists that are empty leave nothing out. */
export type Part = {
  /** Names or paths of prompts; paths relative to the repository's root. */
  prompts: readonly string[];
  segments: readonly string[];
  /** Ids of cases. */
  cases: readonly string[];
  /** Only these cases of each prompt, those that failed last; absent: all. */
  failing?: readonly FailingCases[] | undefined;
  /** Only prompts that changed files concern; absent: all. */
  saved?: SavedFiles | undefined;
};

/** Files that were saved, and the prompts that they made count when they were read last. */
export type SavedFiles = { files: readonly string[]; prompts: readonly string[] };

/** The cases of a prompt that failed in a result. */
export type FailingCases = { prompt: string; cases: readonly string[] };

const decisionSchema = z.enum(['pass', 'block', 'error']);

/** What a run can decide of what it asked. */
export type Decision = z.infer<typeof decisionSchema>;

/** That a result is of a part only, and what was found in it. */
export const partialSchema = z
  .object({
    prompts: z.array(z.string()).describe('asked for by name; empty: every changed prompt'),
    segments: z.array(z.string()).describe('asked for; empty: all'),
    cases: z.array(z.string()).describe('ids asked for; empty: all'),
    failing: z.boolean().describe('whether only the cases were asked that failed in the last whole run'),
    casesAsked: z.number(),
    casesLeftOut: z.number().describe('of the prompts that were asked'),
    finding: decisionSchema.describe(
      "what was found in this part by itself; it is not the gate's verdict, whose levels and segments are others",
    ),
  })
  .describe("this run asked a part: its verdict is never the gate's; absent for a whole run");

export type Partial = z.infer<typeof partialSchema>;

/** Whether single cases are asked for, so that each counts by itself. */
export function namesCases({ cases, failing }: { cases: readonly string[]; failing?: unknown }): boolean {
  return cases.length > 0 || Boolean(failing);
}

/** The verdict of a result on the whole; a part has none, which never lets anything pass. */
export function wholeVerdict({ verdict }: { verdict: Decision | 'partial' }): Decision {
  return verdict === 'partial' ? 'error' : verdict;
}

/** What a run found: the verdict of a whole run, and of a part what was found in it. */
export function findingOf(result: {
  verdict: Decision | 'partial';
  partial?: Partial | undefined;
}): Decision {
  return result.verdict === 'partial' ? (result.partial?.finding ?? 'error') : result.verdict;
}
