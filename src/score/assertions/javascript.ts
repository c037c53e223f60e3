import { z } from 'zod';
import type { Json } from '../../base/json.ts';
import type { Assertion } from '../../domain/suite.ts';
import { textValue } from '../expected.ts';
import {
  type AssertionKind,
  type Finding,
  mistake,
  type PricedAnswer,
  type Situation,
  writtenType,
} from '../kind.ts';
import { oneLine, quote } from '../quote.ts';
import { functionBodyOf } from '../script/javascript/function-body.ts';
import { fileOfJavaScript, javaScriptReference } from '../script/javascript/source.ts';
import { syntaxProblem } from '../script/javascript/syntax.ts';

const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.union([z.boolean(), z.number()]) }),
  z.object({
    kind: z.literal('graded'),
    pass: z.boolean(),
    score: z.number(),
    reason: z.string(),
    failed: z.array(z.string()),
  }),
  z.object({ kind: z.literal('other'), what: z.string() }),
  z.object({ kind: z.literal('threw'), message: z.string() }),
]);

type Reply = z.infer<typeof replySchema>;

const PROGRAM_FILE = /\.[cm]?[jt]s$/i;

/**
 * promptfoo's `javascript`: an expression, a function's body, or a function of a file, which runs in the interpreter of
 * `script` with promptfoo's arguments and may return what it may there. What it throws is an answer that fails.
 */
export const javascript: AssertionKind = {
  prepare(assertion) {
    const code = textValue(assertion);
    const file = fileOfJavaScript(assertion);
    if (file === undefined) refuseBrokenCode(code, assertion);
    else if (!PROGRAM_FILE.test(file.name)) {
      throw mistake(assertion, `needs a JavaScript or TypeScript file, not ${quote(file.name, 60)}.`);
    }
    const reference = javaScriptReference(assertion);
    const body = file === undefined ? functionBodyOf(code) : undefined;
    const shown = quote(file?.name ?? oneLine(code.trim(), 100), 100);
    return {
      expectation: `pass ${shown}`,
      async examine(answer, situation): Promise<Finding> {
        const type = writtenType(assertion);
        if (situation.script === undefined) return { unknown: `\`${type}\` is not run here.` };
        const context = contextOf(answer, situation, assertion);
        const input: { [key: string]: Json } = { output: outputFor(answer, situation), context };
        if (body !== undefined) input.body = body;
        const reply = await situation.script(reference, { output: '', context: input });
        if (!reply.ok) return broken(`\`${type}\` ${shown}: ${oneLine(reply.problem, 200)}.`);
        const told = readReply(reply.json);
        if (told === null) return broken(`\`${type}\` ${shown} breaks the form of its reply.`);
        return findingOf(told, assertion);
      },
    };
  },
  asks: 'script',
};

function readReply(json: string): Reply | null {
  try {
    return replySchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

function refuseBrokenCode(code: string, assertion: Assertion): void {
  const problem = syntaxProblem(functionBodyOf(code));
  if (problem === null) return;
  throw mistake(
    assertion,
    `is no JavaScript: ${problem}.`,
    'One line is an expression, such as `output.length < 100`; several lines are the body of a function, with `return`.',
  );
}

/** promptfoo hands over JSON as a value where the model was asked for it by a schema, and tool calls as a list. */
function outputFor({ text, toolCalls }: PricedAnswer, { asksForJson, transformedOutput }: Situation): Json {
  if (transformedOutput !== undefined) return transformedOutput;
  const isCalls = toolCalls.length > 0 && text.startsWith('[');
  if (!isCalls && !asksForJson) return text;
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

function contextOf(answer: PricedAnswer, situation: Situation, assertion: Assertion): Json {
  const { vars, prompt = '', testCase } = situation;
  const { usage, costUsd, latencyMs, finishReason, text } = answer;
  const tokens = { prompt: usage.inputTokens, completion: usage.outputTokens };
  return {
    prompt,
    vars,
    test: {
      vars,
      ...(testCase && {
        description: testCase.description,
        metadata: testCase.metadata,
        threshold: testCase.threshold,
        assert: testCase.assertions.map(statedAs),
      }),
    },
    config: assertion.options ?? {},
    logProbs: null,
    providerResponse: {
      output: text,
      tokenUsage: { ...tokens, total: tokens.prompt + tokens.completion },
      cost: costUsd,
      latencyMs,
      finishReason,
    },
  };
}

function statedAs({ type, negated, value, threshold, weight, metric }: Assertion): Json {
  return {
    type: negated ? `not-${type}` : type,
    ...(value !== undefined && { value }),
    ...(threshold !== undefined && { threshold }),
    ...(weight !== undefined && { weight }),
    ...(metric !== undefined && { metric }),
  };
}

function findingOf(reply: Reply, { threshold, negated }: Assertion): Finding {
  switch (reply.kind) {
    case 'value': {
      const { value } = reply;
      if (typeof value === 'boolean') return { passed: value, found: `it returned ${value}` };
      const passed = threshold === undefined ? value > 0 : value >= threshold;
      return { passed, score: scoreOf(value, negated), found: `it scores ${value}` };
    }
    case 'graded': {
      const { pass, score, reason, failed } = reply;
      const parts = failed.length === 0 ? '' : ` (${failed.map((each) => quote(each, 100)).join(', ')})`;
      const found = reason === '' ? `it returned ${pass}` : `it says: ${quote(reason, 300)}`;
      return { passed: pass, score: scoreOf(score, negated), found: `${found}${parts}` };
    }
    case 'other':
      return never(
        negated,
        `it returned ${reply.what}, which is neither true or false nor a number nor { pass, score, reason }`,
      );
    case 'threw':
      return never(negated, `it threw: ${quote(reply.message, 200)}`);
  }
}

/** A failure also of `not-javascript`, as in promptfoo. */
function never(negated: boolean, found: string): Finding {
  return { passed: negated, score: negated ? 1 : 0, found };
}

/** From 0 to 1, and not turned round by `not-`, as in promptfoo. */
function scoreOf(score: number, negated: boolean): number {
  const bounded = Math.min(1, Math.max(0, score));
  return negated ? 1 - bounded : bounded;
}

/** Neither the prompt nor the provider is to blame, and asking again does not help. */
function broken(message: string): Finding {
  return { failure: { kind: 'script', message, transient: false, fatal: false } };
}
