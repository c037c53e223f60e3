import { onceEach } from '../base/once-each.ts';
import type { Assertion, Case } from '../domain/suite.ts';
import type { JudgedType } from '../suite/assertion-types.ts';
import { endsWith, iendsWith, istartsWith, startsWith } from './assertions/begins-ends.ts';
import {
  contains,
  containsAll,
  containsAny,
  icontains,
  icontainsAll,
  icontainsAny,
} from './assertions/contains.ts';
import { equals } from './assertions/equals.ts';
import { factuality } from './assertions/factuality.ts';
import { finishReason } from './assertions/finish-reason.ts';
import { gEval } from './assertions/g-eval.ts';
import { javascript } from './assertions/javascript.ts';
import { cost, latency } from './assertions/limits.ts';
import { llmChoice } from './assertions/llm-choice.ts';
import { closedQa, llmRubric } from './assertions/llm-rubric.ts';
import { isRefusal } from './assertions/refusal.ts';
import { script } from './assertions/script.ts';
import { selectBest } from './assertions/select-best.ts';
import { similar } from './assertions/similar.ts';
import { wordCount } from './assertions/word-count.ts';
import type { AssertionKind } from './kind.ts';
import { late } from './late.ts';

const html = () => import('./assertions/html.ts');
const json = () => import('./assertions/json.ts');
const regex = () => import('./assertions/regex.ts');
const similarity = () => import('./assertions/similarity.ts');
const toolCalls = () => import('./assertions/tool-calls.ts');
const xml = () => import('./assertions/xml.ts');
const isValidToolsCall = late(async () => (await toolCalls()).isValidToolsCall);

/**
 * Every kind of assertion by the name that suites use; each may have `not-` before it. Kinds with a large library are
 * loaded late: `loadKinds` comes first.
 */
export const assertionKinds: ReadonlyMap<string, AssertionKind> = new Map(
  Object.entries({
    bleu: late(async () => (await similarity()).bleu),
    contains,
    'contains-all': containsAll,
    'contains-any': containsAny,
    'contains-html': late(async () => (await html()).containsHtml),
    'contains-json': late(async () => (await json()).containsJson),
    'contains-xml': late(async () => (await xml()).containsXml),
    cost,
    'ends-with': endsWith,
    equals,
    factuality,
    'finish-reason': finishReason,
    'g-eval': gEval,
    gleu: late(async () => (await similarity()).gleu),
    icontains,
    'icontains-all': icontainsAll,
    'icontains-any': icontainsAny,
    'iends-with': iendsWith,
    'is-html': late(async () => (await html()).isHtml),
    'is-json': late(async () => (await json()).isJson),
    'is-refusal': isRefusal,
    'is-valid-function-call': isValidToolsCall,
    'is-valid-openai-function-call': isValidToolsCall,
    'is-valid-openai-tools-call': isValidToolsCall,
    'is-xml': late(async () => (await xml()).isXml),
    'istarts-with': istartsWith,
    javascript,
    latency,
    levenshtein: late(async () => (await similarity()).levenshtein),
    'llm-choice': llmChoice,
    'llm-rubric': llmRubric,
    'model-graded-closedqa': closedQa,
    'model-graded-factuality': factuality,
    regex: late(async () => (await regex()).regex),
    'rouge-n': late(async () => (await similarity()).rougeN),
    script,
    'select-best': selectBest,
    similar,
    'similar:cosine': similar,
    'starts-with': startsWith,
    'tool-call-f1': late(async () => (await toolCalls()).toolCallF1),
    'word-count': wordCount,
  } satisfies Record<JudgedType, AssertionKind>),
);

/** Loads the libraries for the assertions of these cases; without it, the late kinds among them cannot be prepared. */
export async function loadKinds(cases: readonly Case[]): Promise<void> {
  await Promise.all([...typesIn(cases)].map((type) => assertionKinds.get(type)?.load?.()));
}

const typesIn = onceEach(
  (cases: readonly Case[]) => new Set(cases.flatMap(({ assertions }) => assertions.flatMap(typesOf))),
);

function typesOf({ type, assertions = [] }: Assertion): string[] {
  return [type, ...assertions.map((member) => member.type)];
}
