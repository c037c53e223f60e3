import { z } from 'zod';

/** Single cases in the result. */

const assertionFailureSchema = z.object({
  type: z.string(),
  reason: z.string(),
  place: z.string().describe('path:line:column of the assertion'),
});

const judgementSchema = assertionFailureSchema.extend({
  passed: z.boolean(),
  score: z.number().describe('0–1'),
});

const judgedSchema = z
  .array(judgementSchema)
  .optional()
  .describe('what models judged of that answer, passed or not; absent where none was asked');

const caseArmSchema = z.object({
  passes: z.number(),
  trials: z.number(),
  answer: z.string().nullable().describe('of the first trial that shows the difference; null when not kept'),
  failures: z.array(assertionFailureSchema).describe('of that trial'),
  judged: judgedSchema,
});

export const changedCaseSchema = z.object({
  id: z.string(),
  description: z
    .string()
    .nullable()
    .describe('what the case is called: its description, else its most telling text'),
  segments: z.array(z.string()),
  critical: z.boolean(),
  severe: z.boolean().describe('always passed before, always fails now, three trials or more'),
  place: z.string().describe('path:line:column of the case'),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).describe("the candidate's, as sent"),
  baseline: caseArmSchema.nullable(),
  candidate: caseArmSchema,
});

export const trialErrorSchema = z.object({
  caseId: z.string().nullable(),
  segments: z.array(z.string()),
  arm: z.enum(['baseline', 'candidate']).nullable(),
  kind: z.string(),
  message: z.string(),
});

/** How a case stands: what its answers are now and were before. */
const CASE_STANDINGS = ['newly-failing', 'failing', 'newly-passing', 'passing', 'errored'] as const;

const caseFiguresSchema = z.object({
  passes: z.number(),
  trials: z.number().describe('with an answer that could be judged'),
  failures: z.array(assertionFailureSchema).describe('of the first trial that shows how the case stands'),
  judged: judgedSchema,
  errors: z.array(z.string()).optional().describe('why trials have no answer; absent where all have one'),
  inputTokens: z
    .number()
    .nullable()
    .describe('this and the following: means a trial; null without an answer'),
  outputTokens: z.number().nullable(),
  cachedInputTokens: z.number().nullable(),
  usd: z.number().nullable().describe('null too where no price is known'),
  latencyMs: z.number().nullable(),
});

export const caseOutcomeSchema = z.object({
  id: z.string(),
  description: changedCaseSchema.shape.description,
  segments: z.array(z.string()),
  critical: z.boolean(),
  severe: changedCaseSchema.shape.severe,
  place: changedCaseSchema.shape.place,
  standing: z
    .enum(CASE_STANDINGS)
    .describe(
      'newly: the arms differ; failing: in both, or in the same share of trials; errored: an arm has no answer. Of a new prompt, what fails is newly failing',
    ),
  baseline: caseFiguresSchema.nullable().describe('null where the prompt is new'),
  candidate: caseFiguresSchema,
});

export type ChangedCase = z.infer<typeof changedCaseSchema>;
export type TrialError = z.infer<typeof trialErrorSchema>;
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;
export type CaseFigures = z.infer<typeof caseFiguresSchema>;

/** What an arm was asked in a case, and its answer; null where that is not kept. */
export type CaseTexts = { messages: { role: string; content: string }[]; answer: string | null };

/** A case with its texts: those of the trials that show how it stands. */
export type CaseRecord = CaseOutcome & { texts: { baseline: CaseTexts | null; candidate: CaseTexts } };

/**
 * Every case of a run that was asked, by the path of its prompt: read one after the other, since all of them together
 * may be more than fits into memory. Empty for a prompt that was not run.
 */
export type CaseSource = {
  outcomesOf(path: string): Iterable<CaseOutcome>;
  /** The same with texts, which are read from the store of answers. */
  recordsOf(path: string): Iterable<CaseRecord>;
};
