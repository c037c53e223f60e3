/** How the short form of an assertion, in CSV, writes its value; JSON only where it begins like an object. */
type ShortValue = 'text' | 'list' | 'json' | 'number or json';

/**
 * The kinds of assertion that answers are judged by and that the short form in CSV has to tell from ordinary text. The
 * compiler compares them with the table of `score/kinds.ts`.
 */
const JUDGED = {
  bleu: 'text',
  contains: 'text',
  'contains-all': 'list',
  'contains-any': 'list',
  'contains-html': 'text',
  'contains-json': 'json',
  'contains-xml': 'json',
  cost: 'text',
  'ends-with': 'text',
  equals: 'text',
  factuality: 'text',
  'finish-reason': 'text',
  'g-eval': 'text',
  gleu: 'text',
  icontains: 'text',
  'icontains-all': 'list',
  'icontains-any': 'list',
  'iends-with': 'text',
  'is-html': 'text',
  'is-json': 'json',
  'is-refusal': 'text',
  'is-valid-function-call': 'text',
  'is-valid-openai-function-call': 'text',
  'is-valid-openai-tools-call': 'text',
  'is-xml': 'json',
  'istarts-with': 'text',
  latency: 'text',
  levenshtein: 'text',
  'llm-rubric': 'text',
  'model-graded-closedqa': 'text',
  'model-graded-factuality': 'text',
  regex: 'text',
  'rouge-n': 'text',
  script: 'text',
  'select-best': 'text',
  similar: 'text',
  'similar:cosine': 'text',
  'starts-with': 'text',
  'tool-call-f1': 'text',
  'word-count': 'number or json',
} as const satisfies Record<string, ShortValue>;

/** Names that promptfoo has and the gate refuses, each with a reason of its own, where answers are scored. */
const REFUSED = [
  'agent-rubric',
  'answer-relevance',
  'classifier',
  'contains-sql',
  'context-faithfulness',
  'context-recall',
  'context-relevance',
  'conversation-relevance',
  'guardrails',
  'human',
  'is-sql',
  'javascript',
  'max-score',
  'meteor',
  'moderation',
  'perplexity',
  'perplexity-score',
  'pi',
  'python',
  'ruby',
  'search-rubric',
  'similar:dot',
  'similar:euclidean',
  'skill-used',
  'webhook',
];

/** Every kind that answers are judged by. One without a short form is text in CSV. */
export type JudgedType = keyof typeof JUDGED | 'llm-choice';

const shortValues: ReadonlyMap<string, ShortValue> = new Map([
  ...REFUSED.map((name): [string, ShortValue] => [name, 'text']),
  ...Object.entries(JUDGED),
]);

/** All names that the short form knows, sorted. */
export const ASSERTION_TYPES: readonly string[] = [...shortValues.keys()].sort();

/** How the short form writes the value of this kind; undefined for a name that it does not know. */
export function shortValueOf(type: string): ShortValue | undefined {
  return shortValues.get(type);
}
