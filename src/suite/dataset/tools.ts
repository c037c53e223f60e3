import { isMapping, type Json } from '../../base/json.ts';
import type { DataSet, DataSetTool } from '../../domain/data-set.ts';

/** A reason why a value cannot be used, and what to do: two sentences. */
export type Unusable = { problem: string; remedy: string };

/** How one tool writes its data sets. */
export type Tool = {
  /** Its name for people. */
  title: string;
  /** What its columns are; all may be missing. */
  columns: Record<string, string>;
  /** The assertion that an expected output becomes. */
  expected: NonNullable<DataSet['expected']>;
  /** Columns of its own that say nothing about a case, such as the answers of an earlier run. */
  ignored: readonly string[];
  /** Whether cells of its CSV files hold JSON. */
  hasJsonCells?: true;
  /** Whether any other column is a variable of its name. */
  hasOwnVariables?: true;
  /** A row as it stands in the file, unwrapped. */
  unwrap?(row: Record<string, Json>): Record<string, Json>;
  /** Whether a row is no case any more. */
  isRetired?(row: Record<string, Json>): boolean;
  /** Why a row is no case that can be asked; null if it is one. */
  refuse?(row: Record<string, Json>): Unusable | null;
  /** The value of one of the tool's own columns. */
  readOwn?(column: string, value: Json): { value: Json } | Unusable;
};

const REFERENCE = { type: 'factuality' };

/** The tools, each by the names that its documentation gives the columns. */
export const TOOLS: Record<DataSetTool, Tool> = {
  deepeval: {
    title: 'DeepEval',
    columns: {
      input: 'vars.input',
      expected_output: 'expected',
      expectedOutput: 'expected',
      context: 'vars.context',
      retrieval_context: 'vars.retrieval_context',
      retrievalContext: 'vars.retrieval_context',
      name: 'description',
      additional_metadata: 'metadata',
      additionalMetadata: 'metadata',
      custom_column_key_values: 'metadata',
    },
    expected: REFERENCE,
    ignored: ['actual_output', 'actualOutput', 'source_file', 'sourceFile', 'comments'],
    refuse: ({ scenario, turns }) =>
      scenario === undefined && turns === undefined
        ? null
        : {
            problem: 'This is a conversation (`scenario`), and the gate asks one question a case.',
            remedy: 'Write it as goldens with an `input` each.',
          },
  },
  'prompt-flow': {
    title: 'Prompt flow',
    columns: { ground_truth: 'expected', groundtruth: 'expected' },
    expected: REFERENCE,
    ignored: ['answer', 'response', 'prediction', 'line_number'],
    hasOwnVariables: true,
  },
  langfuse: {
    title: 'Langfuse',
    columns: {
      input: 'vars',
      expectedOutput: 'expected',
      expected_output: 'expected',
      metadata: 'metadata',
      id: 'id',
    },
    expected: REFERENCE,
    ignored: [
      ...['status', 'sourceTraceId', 'sourceObservationId', 'datasetId', 'datasetName'],
      ...['createdAt', 'updatedAt', 'projectId', 'validFrom'],
    ],
    hasJsonCells: true,
    isRetired: ({ status }) => status === 'ARCHIVED',
  },
  langsmith: {
    title: 'LangSmith',
    columns: { inputs: 'vars', outputs: 'expected', metadata: 'metadata', id: 'id', name: 'description' },
    expected: REFERENCE,
    ignored: [
      ...['dataset_id', 'source_run_id', 'created_at', 'modified_at', 'attachments', 'attachment_urls'],
      ...['runs', 'split', 'dataset_name'],
    ],
    hasJsonCells: true,
  },
  'openai-evals': {
    title: 'OpenAI Evals',
    columns: { input: 'vars.input', ideal: 'expected' },
    // Its `Match`: the answer begins with an ideal one.
    expected: { type: 'starts-with' },
    ignored: ['sample'],
    hasOwnVariables: true,
    unwrap: (row) => (isMapping(row.item) ? row.item : row),
    readOwn: (column, value) => (column === 'input' ? questionOf(value) : { value }),
  },
};

/** The question of OpenAI's `input`: a text, or a chat with one message of the user's; the prompt under test is its system message. */
function questionOf(input: Json): { value: Json } | Unusable {
  if (!Array.isArray(input)) return { value: input };
  const spoken = input.filter(
    (message) => !isMapping(message) || !['system', 'developer'].includes(String(message.role)),
  );
  const [only] = spoken;
  if (spoken.length === 1 && isMapping(only) && only.role === 'user' && typeof only.content === 'string') {
    return { value: only.content };
  }
  return {
    problem: `\`input\` is a chat of ${input.length} messages, of which not just one is a text of the user's.`,
    remedy:
      'Give the list a variable of its own, `columns: { input: vars.messages }`, and go through it in the prompt.',
  };
}
