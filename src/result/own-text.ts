import { digestOf } from '../base/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Case } from '../domain/suite.ts';
import { approximateTokens } from '../model/tokens.ts';
import type { PromptPlan } from '../plan/plan.ts';
import { estimateTokens } from '../plan/tokens.ts';
import { renderMessages } from '../prompt/render.ts';
import { wholeText } from '../prompt/tool-calls.ts';

/** Share by which the tokens of a prompt's own text may rise unnoticed. */
const NOTABLE_RISE = 0.1;
/** Share of the rise that the messages of every case must show, since tokens are estimated. */
const SHOWN = 0.9;
/** Enough cases to find one that does not pay. */
const CASES_COMPARED = 50;

/**
 * That the prompt's own text, without its variables, grows by more than a tenth: why calls cost more. Only where every
 * call pays for it, so that the messages of each case grow by as much: not where it stands in branches that some calls
 * do not take. Tokens, estimated.
 */
export function ownTextNotices({
  baseline,
  candidate,
  looks: [cases],
}: Pick<PromptPlan, 'baseline' | 'candidate' | 'looks'>): Notice[] {
  if (!baseline || digestOf(baseline.bundle) === digestOf(candidate.bundle)) return [];
  const [before, after] = [estimateTokens(baseline.bundle).fixed, estimateTokens(candidate.bundle).fixed];
  if (after <= before * (1 + NOTABLE_RISE)) return [];
  const isPaid = cases
    .slice(0, CASES_COMPARED)
    .every(
      (testCase) =>
        tokensOf(candidate.prompt, testCase) - tokensOf(baseline.prompt, testCase) >=
        SHOWN * (after - before) - 1,
    );
  return isPaid ? [{ code: 'fixed-tokens-rise', before, after }] : [];
}

function tokensOf(prompt: Prompt, { vars }: Case): number {
  return approximateTokens(renderMessages(prompt, vars).map(wholeText).join('\n'));
}
