/** Why a kind is not supported, and the remedy. */
type Refusal = { problem: string; remedy: string };

const PROGRAM = {
  problem: 'runs code of the suite, which is not supported.',
  remedy:
    'Write the check in JavaScript, in a `javascript` or a `script`, or say the same with `regex` or `is-json`.',
};

const JUDGE = {
  problem: 'asks a model in a way that is not supported.',
  remedy: 'Say what matters in an `llm-rubric`, or use assertions that need no model.',
};

const TRACE = {
  problem: 'needs a trace of an agent, which is not recorded here.',
  remedy: 'Judge the answer or its tool calls.',
};

const FOREIGN = {
  problem: 'needs a service that is not asked here.',
  remedy: 'Use assertions that need no other service.',
};

const COMPARISON = {
  problem: 'compares the answers of several prompts in one test, which the gate does by itself.',
  remedy: 'Remove it.',
};

/** promptfoo's assertions that the gate recognises and does not support: why, and what to use instead. */
export const refusedKinds: ReadonlyMap<string, Refusal> = new Map<string, Refusal>([
  ['python', PROGRAM],
  ['ruby', PROGRAM],
  [
    'webhook',
    { problem: 'sends answers to another server, which is not supported.', remedy: PROGRAM.remedy },
  ],
  ...named(JUDGE, [
    'agent-rubric',
    'answer-relevance',
    'context-faithfulness',
    'context-recall',
    'context-relevance',
    'conversation-relevance',
    'search-rubric',
    'similar:dot',
    'similar:euclidean',
  ]),
  ['human', { problem: 'waits for a person to judge, which a gate cannot.', remedy: 'Remove it.' }],
  ['max-score', COMPARISON],
  ...named(FOREIGN, ['classifier', 'guardrails', 'moderation', 'pi']),
  ...named(TRACE, [
    'skill-used',
    'trace-error-spans',
    'trace-span-count',
    'trace-span-duration',
    'trajectory:goal-success',
    'trajectory:step-count',
    'trajectory:tool-args-match',
    'trajectory:tool-sequence',
    'trajectory:tool-used',
  ]),
  ...named(
    {
      problem: 'needs a parser for every dialect of SQL, which is too much to carry.',
      remedy: 'Use `regex`, for example `(?is)^\\s*select\\b.*\\bfrom\\b`.',
    },
    ['is-sql', 'contains-sql'],
  ),
  [
    'meteor',
    {
      problem: 'needs a dictionary of synonyms, which is too much to carry.',
      remedy: 'Use `rouge-n` or `gleu`.',
    },
  ],
  ...named(
    {
      problem: 'needs the probability of every token, which answers here do not carry.',
      remedy: 'Remove it.',
    },
    ['perplexity', 'perplexity-score'],
  ),
]);

function named<T>(reason: T, types: readonly string[]): [string, T][] {
  return types.map((type) => [type, reason]);
}
