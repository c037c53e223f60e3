import type { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { ToolCall } from '../../domain/answer.ts';
import type { Assertion } from '../../domain/suite.ts';
import { textListValue } from '../expected.ts';
import { compileSchema, type JsonSchema, UnusableSchema } from '../json-schema.ts';
import { parseJson } from '../json-text.ts';
import { type AssertionKind, type CheckContext, type Finding, mistake } from '../kind.ts';
import { quote, quoteList } from '../quote.ts';
import { withinTimeLimit } from '../time-limit.ts';

/**
 * `is-valid-openai-tools-call`, `is-valid-function-call`: the answer calls tools, each of them one that the prompt
 * declares, with arguments that conform to its schema.
 */
export const isValidToolsCall: AssertionKind = {
  prepare: () => ({
    expectation: 'call tools as the prompt declares them',
    examine({ toolCalls, text }, { tools = [] }) {
      if (toolCalls.length === 0) return { passed: false, found: `it calls none: ${quote(text)}` };
      const declared = new Map(tools.map((tool) => [nameOf(tool), parametersOf(tool)]));
      try {
        for (const call of toolCalls) {
          const fault = faultOf(call, declared);
          if (fault !== undefined) return { passed: false, found: fault };
        }
      } catch (error) {
        if (!(error instanceof UnusableSchema)) throw error;
        return {
          unknown: `Tool calls cannot be judged: the schema of a tool of the prompt ${error.message}`,
        };
      }
      return { passed: true, found: `it calls ${describeCalls(toolCalls)}` };
    },
  }),
  checkContext: checkTools,
};

/** `tool-call-f1`: F1 of the names of the tools called against those expected is at least `threshold` (1). */
export const toolCallF1: AssertionKind = {
  prepare(assertion) {
    const expected = new Set(textListValue(assertion).map((name) => name.trim()));
    const least = assertion.threshold ?? 1;
    if (least < 0 || least > 1) throw mistake(assertion, `has the threshold ${least}.`, 'F1 is 0 to 1.');
    return {
      expectation: `call ${quoteList([...expected])} (F1 of at least ${least})`,
      examine({ toolCalls }): Finding {
        const called = new Set(toolCalls.map(({ name }) => name));
        const hits = [...called].filter((name) => expected.has(name)).length;
        const score = (2 * hits) / (called.size + expected.size);
        return {
          passed: score >= least,
          score,
          found: `it calls ${describeCalls(toolCalls)}, F1 ${score.toFixed(2)}`,
        };
      },
    };
  },
};

function faultOf(
  call: ToolCall,
  declared: ReadonlyMap<string | undefined, Json | undefined>,
): string | undefined {
  const name = quote(call.name, 60);
  if (!declared.has(call.name)) return `it calls ${name}, which the prompt does not declare`;
  const parsed = parseJson(call.arguments === '' ? '{}' : call.arguments);
  if (parsed === undefined)
    return `it calls ${name} with arguments that are no JSON: ${quote(call.arguments)}`;
  const schema = schemaOf(declared.get(call.name));
  const fault = withinTimeLimit(() => schema.fault(parsed.value) ?? null);
  return fault === null ? undefined : `it calls ${name} with ${quote(call.arguments)}: ${fault}`;
}

function checkTools(assertion: Assertion, { tools = [] }: CheckContext): ConfigurationError[] {
  if (tools.length === 0) {
    return [
      mistake(assertion, 'needs a prompt that declares `tools`.', 'Declare them, or remove this assertion.'),
    ];
  }
  return tools.flatMap((tool) => {
    const name = nameOf(tool);
    if (name === undefined) return [];
    try {
      schemaOf(parametersOf(tool));
      return [];
    } catch (error) {
      if (!(error instanceof UnusableSchema)) throw error;
      const problem = `cannot judge the prompt's tool ${quote(name, 60)}: its schema ${error.message}`;
      return [mistake(assertion, problem, error.remedy)];
    }
  });
}

/** A tool without declared parameters accepts any. */
function schemaOf(parameters: Json | undefined): JsonSchema {
  return compileSchema(parameters ?? true);
}

/** OpenAI's `{ function: { name, parameters } }` and `{ name, parameters }`, Anthropic's `{ name, input_schema }`. */
function nameOf(tool: Json): string | undefined {
  const name = definitionOf(tool)?.name;
  return typeof name === 'string' ? name : undefined;
}

function parametersOf(tool: Json): Json | undefined {
  const definition = definitionOf(tool);
  return definition?.parameters ?? definition?.input_schema;
}

function definitionOf(tool: Json): Record<string, Json> | undefined {
  if (!isMapping(tool)) return undefined;
  return isMapping(tool.function) ? tool.function : tool;
}

function describeCalls(calls: readonly ToolCall[]): string {
  return calls.length === 0 ? 'none' : quoteList([...new Set(calls.map(({ name }) => name))]);
}
