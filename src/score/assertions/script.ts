import { z } from 'zod';
import { textValue } from '../expected.ts';
import { type AssertionKind, type Finding, mistake, writtenType } from '../kind.ts';
import { oneLine, quote } from '../quote.ts';
import { referenceOf } from '../script/source.ts';

const unit = z.number().min(0).max(1);
const verdictSchema = z.union([
  z.boolean(),
  unit,
  z.object({ pass: z.boolean(), score: unit.optional(), reason: z.string().optional() }),
]);

type Verdict = z.infer<typeof verdictSchema>;

/**
 * `script`: the repository's own check, a JavaScript module, finds the answer right. It is given the answer and
 * `{ vars, config, toolCalls, finishReason }`, and returns true or false, a score from 0 to 1 (which passes above 0),
 * or `{ pass, score, reason }`; with `threshold`, the score has to reach it.
 */
export const script: AssertionKind = {
  prepare(assertion) {
    const name = textValue(assertion);
    if (!/\.m?js$/i.test(name)) {
      throw mistake(
        assertion,
        `needs the path of a JavaScript module as \`value\`, not ${quote(name, 60)}.`,
        'For example `checks/tone.mjs`.',
      );
    }
    const least = assertion.threshold;
    if (least !== undefined && (least < 0 || least > 1)) {
      throw mistake(assertion, `has the threshold ${least}.`, 'Scores are 0 to 1.');
    }
    const type = writtenType(assertion);
    const reference = referenceOf(assertion);
    return {
      expectation: `pass ${quote(reference.name, 100)}`,
      async examine({ text, toolCalls, finishReason }, { vars, script: run }): Promise<Finding> {
        if (run === undefined) return { unknown: `\`${type}\` is not run here.` };
        const config = assertion.options ?? {};
        const reply = await run(reference, {
          output: text,
          context: { vars, config, toolCalls, finishReason },
        });
        if (!reply.ok) {
          const where = reply.at === undefined ? reference.name : `\`${oneLine(reply.at, 200)}\``;
          return brokenScript(`\`${type}\` ${where}: ${oneLine(reply.problem, 200)}.`);
        }
        const verdict = verdictOf(reply.json);
        if (verdict === null) {
          const given = quote(reply.json, 60);
          return brokenScript(
            `\`${type}\` ${reference.name} returned ${given}, which says neither yes nor no.`,
          );
        }
        return findingOf(verdict, least);
      },
    };
  },
  checkContext(assertion, context) {
    if (context.script !== undefined) return [];
    return [
      mistake(
        assertion,
        'would run in Node by `scripts.runtime: node`, which is never done for a fork, under `pull_request_target`, for a revision named by `--head`, by a policy that is not at the base, or in a terminal without `--scripts`.',
        'Leave `scripts.runtime` out: a script runs without Node wherever it needs nothing but its own files.',
      ),
    ];
  },
  asks: 'script',
};

/** Neither the prompt nor the provider is to blame, and asking again does not help. */
function brokenScript(message: string): Finding {
  return { failure: { kind: 'script', message, transient: false, fatal: false } };
}

function verdictOf(json: string): Verdict | null {
  try {
    return verdictSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

function findingOf(verdict: Verdict, least: number | undefined): Finding {
  if (typeof verdict === 'number') {
    const passed = least === undefined ? verdict > 0 : verdict >= least;
    return { passed, score: verdict, found: `it scores ${verdict}` };
  }
  const { pass, score, reason } = typeof verdict === 'boolean' ? { pass: verdict } : verdict;
  const points = score ?? (pass ? 1 : 0);
  const passed = pass && (least === undefined || points >= least);
  return {
    passed,
    score: points,
    found: reason ? `the script says: ${quote(reason, 300)}` : `it returned ${pass}`,
  };
}
