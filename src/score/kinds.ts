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
import { containsHtml, isHtml } from './assertions/html.ts';
import { containsJson, isJson } from './assertions/json.ts';
import { cost, latency } from './assertions/limits.ts';
import { llmChoice } from './assertions/llm-choice.ts';
import { closedQa, llmRubric } from './assertions/llm-rubric.ts';
import { isRefusal } from './assertions/refusal.ts';
import { regex } from './assertions/regex.ts';
import { script } from './assertions/script.ts';
import { selectBest } from './assertions/select-best.ts';
import { similar } from './assertions/similar.ts';
import { bleu, gleu, levenshtein, rougeN } from './assertions/similarity.ts';
import { isValidToolsCall, toolCallF1 } from './assertions/tool-calls.ts';
import { wordCount } from './assertions/word-count.ts';
import { containsXml, isXml } from './assertions/xml.ts';
import type { AssertionKind } from './kind.ts';

/** Every kind of assertion by the name that suites use; each may have `not-` before it. */
export const assertionKinds: ReadonlyMap<string, AssertionKind> = new Map(
  Object.entries({
    bleu,
    contains,
    'contains-all': containsAll,
    'contains-any': containsAny,
    'contains-html': containsHtml,
    'contains-json': containsJson,
    'contains-xml': containsXml,
    cost,
    'ends-with': endsWith,
    equals,
    factuality,
    'finish-reason': finishReason,
    'g-eval': gEval,
    gleu,
    icontains,
    'icontains-all': icontainsAll,
    'icontains-any': icontainsAny,
    'iends-with': iendsWith,
    'is-html': isHtml,
    'is-json': isJson,
    'is-refusal': isRefusal,
    'is-valid-function-call': isValidToolsCall,
    'is-valid-openai-function-call': isValidToolsCall,
    'is-valid-openai-tools-call': isValidToolsCall,
    'is-xml': isXml,
    'istarts-with': istartsWith,
    latency,
    levenshtein,
    'llm-choice': llmChoice,
    'llm-rubric': llmRubric,
    'model-graded-closedqa': closedQa,
    'model-graded-factuality': factuality,
    regex,
    'rouge-n': rougeN,
    script,
    'select-best': selectBest,
    similar,
    'similar:cosine': similar,
    'starts-with': startsWith,
    'tool-call-f1': toolCallF1,
    'word-count': wordCount,
  }),
);
