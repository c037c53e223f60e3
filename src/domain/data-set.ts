import type { Json } from '../base/json.ts';

/** The tools whose data sets are read by their own column names. */
export const DATA_SET_TOOLS = ['deepeval', 'prompt-flow', 'langfuse', 'langsmith', 'openai-evals'] as const;

export type DataSetTool = (typeof DATA_SET_TOOLS)[number];

/** How the rows of a data set become cases: `suite:` of the policy, where it is more than a path. */
export type DataSet = {
  /** The tool whose names the columns have. */
  as?: DataSetTool | undefined;
  /** What a column is (`vars.question`, `expected` …), by its name, or by a path into its value (`inputs.question`). */
  columns?: Record<string, string> | undefined;
  /** The assertion that an expected output becomes; absent: the tool's, else `factuality`. */
  expected?: { type: string; threshold?: number | undefined } | undefined;
  /** Assertions of every case, as a suite writes them. */
  assert?: Json[] | undefined;
};
