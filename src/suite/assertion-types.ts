/** The form of an assertion's value in the short form of CSV; JSON only if it begins like an object. */
type ShortValue = 'text' | 'list' | 'json' | 'number or json';

/**
 * The supported kinds of assertion that the short form in CSV has to distinguish from ordinary text. The compiler
 * compares them with the table of `score/kinds.ts`, so that a new kind is a line here too.
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
  javascript: 'text',
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

/** Names of promptfoo's assertions that the gate refuses when it checks them, each with a reason of its own. */
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

/** Every supported kind. A kind without a short form is text in CSV. */
export type JudgedType = keyof typeof JUDGED | 'llm-choice';

const shortValues: ReadonlyMap<string, ShortValue> = new Map([
  ...REFUSED.map((name): [string, ShortValue] => [name, 'text']),
  ...Object.entries(JUDGED),
]);

/** All names that the short form knows, sorted. */
export const ASSERTION_TYPES: readonly string[] = [...shortValues.keys()].sort();

/** The value's form in the short form of this kind; undefined for an unknown name. */
export function shortValueOf(type: string): ShortValue | undefined {
  return shortValues.get(type);
}
