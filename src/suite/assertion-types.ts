/**
 * Names of assertions, promptfoo's and ours, as far as the short form in CSV has to tell them from ordinary text.
 * What each means, and whether it is supported, is decided where answers are scored.
 */
export const ASSERTION_TYPES: readonly string[] = [
  ...['agent-rubric', 'answer-relevance', 'bleu', 'classifier', 'contains', 'contains-all'],
  ...['contains-any', 'contains-html', 'contains-json', 'contains-sql', 'contains-xml'],
  ...['context-faithfulness', 'context-recall', 'context-relevance', 'conversation-relevance'],
  ...['cost', 'ends-with', 'equals', 'factuality', 'finish-reason', 'g-eval', 'gleu', 'guardrails'],
  ...['human', 'icontains', 'icontains-all', 'icontains-any', 'iends-with', 'is-html', 'is-json'],
  ...['is-refusal', 'is-sql', 'is-valid-function-call', 'is-valid-openai-function-call'],
  ...['is-valid-openai-tools-call', 'is-xml', 'istarts-with', 'javascript', 'latency', 'levenshtein'],
  ...['llm-rubric', 'max-score', 'meteor', 'model-graded-closedqa', 'model-graded-factuality'],
  ...['moderation', 'perplexity', 'perplexity-score', 'pi', 'python', 'regex', 'rouge-n', 'ruby'],
  ...['script', 'search-rubric', 'select-best', 'similar', 'similar:cosine', 'similar:dot'],
  ...['similar:euclidean', 'skill-used', 'starts-with', 'tool-call-f1', 'webhook', 'word-count'],
];
