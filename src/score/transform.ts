import { z } from 'zod';
import type { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Assertion } from '../domain/suite.ts';
import { type Finding, mistake, type PricedAnswer, type Situation } from './kind.ts';
import { oneLine, quote } from './quote.ts';
import { fileOfJavaScript, javaScriptReference } from './script/javascript/source.ts';
import { syntaxProblem } from './script/javascript/syntax.ts';

type Transform = NonNullable<Assertion['transforms']>[number];

const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('output'), output: z.json() }),
  z.object({ kind: z.literal('other'), what: z.string() }),
  z.object({ kind: z.literal('threw'), message: z.string() }),
]);

/** The functions through which an answer goes before an assertion judges it, as assertions that scripts are read for. */
export function transformsOf(assertion: Assertion): Assertion[] {
  return (assertion.transforms ?? []).map((transform) => asAssertion(transform, assertion));
}

function asAssertion({ code, version }: Transform, { place, suitePath }: Assertion): Assertion {
  return {
    ...{ type: 'javascript', negated: false, value: code, place },
    ...(version !== undefined && { scriptVersion: version }),
    ...(suitePath !== undefined && { suitePath }),
  };
}

/** The body of the function that promptfoo makes of a `transform` in the suite. */
function bodyOf(code: string): string {
  return code.includes('\n') ? code : `return ${code}`;
}

/** The mistakes in the functions of an assertion, found before any answer. */
export function checkTransforms(assertion: Assertion): ConfigurationError[] {
  return (assertion.transforms ?? []).flatMap(({ code }) => {
    const file = fileOfJavaScript({ value: code });
    if (file !== undefined) {
      return /\.[cm]?[jt]s$/i.test(file.name)
        ? []
        : [mistake(assertion, `has a \`transform\` that is no JavaScript file: ${quote(file.name, 60)}.`)];
    }
    const problem = syntaxProblem(bodyOf(code));
    return problem === null
      ? []
      : [mistake(assertion, `has a \`transform\` that is no JavaScript: ${problem}.`)];
  });
}

/** What an assertion judges: the answer and the situation after its functions, or why there is no such answer. */
export async function transformed(
  assertion: Assertion,
  answer: PricedAnswer,
  situation: Situation,
): Promise<{ answer: PricedAnswer; situation: Situation } | { finding: Finding }> {
  if (assertion.transforms === undefined) return { answer, situation };
  let output: Json = answer.text;
  for (const transform of assertion.transforms) {
    const next = await applied(transform, output, { assertion, situation });
    if ('finding' in next) return next;
    output = next.output;
  }
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  return { answer: { ...answer, text }, situation: { ...situation, transformedOutput: output } };
}

async function applied(
  transform: Transform,
  output: Json,
  { assertion, situation }: { assertion: Assertion; situation: Situation },
): Promise<{ output: Json } | { finding: Finding }> {
  const { vars, prompt = '', testCase, script } = situation;
  const { code } = transform;
  if (script === undefined) return { finding: { unknown: '`transform` is not run here.' } };
  const file = fileOfJavaScript({ value: code });
  const context = { vars, prompt: { raw: prompt, label: prompt }, metadata: testCase?.metadata ?? {} };
  const reply = await script(javaScriptReference(asAssertion(transform, assertion)), {
    output: '',
    context: { output, context, wantsOutput: true, ...(file === undefined && { body: bodyOf(code) }) },
  });
  const shown = `\`transform\` ${quote(file?.name ?? oneLine(code.trim(), 100), 100)}`;
  if (!reply.ok) return broken(`${shown}: ${oneLine(reply.problem, 200)}.`);
  const told = readReply(reply.json);
  if (told === null) return broken(`${shown} breaks the form of its reply.`);
  if (told.kind === 'output') return { output: told.output };
  const why = told.kind === 'threw' ? `threw: ${quote(told.message, 200)}` : `returned ${told.what}`;
  // Neither passes an answer that cannot be transformed, an assertion or its negation.
  return {
    finding: { passed: assertion.negated, score: assertion.negated ? 1 : 0, found: `${shown} ${why}` },
  };
}

function readReply(json: string): z.infer<typeof replySchema> | null {
  try {
    return replySchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

function broken(message: string): { finding: Finding } {
  return { finding: { failure: { kind: 'script', message, transient: false, fatal: false } } };
}
