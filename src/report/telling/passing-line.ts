import type { PromptResult, Result } from '../../domain/result.ts';
import { code, enumerate, type Text } from '../../prose/text.ts';
import { hasNothingToLose, nothingToLoseText } from './nothing-to-lose.ts';
import { isTooSmall } from './order.ts';
import { type Finding, isBlind, isUntold, uncomparedClauses, untoldText } from './passing.ts';
import { GOOD, NEW, type Sign, UNJUDGED, WARNING } from './signs.ts';
import { isAlarming, isCompared, isUncompared } from './uncompared.ts';

/** Prompts that do not block, beside others that do, in one line: `no regression shown in a.md; b.md is new: …`. */
export function passingLine(prompts: readonly PromptResult[], policy: Result['policy']): Finding {
  const compared = prompts.filter(isCompared);
  const judged = compared.filter((prompt) => !isBlind(prompt));
  const blind = compared.filter(isBlind);
  const uncompared = prompts.filter(isUncompared);
  const segments = judged.flatMap((prompt) => prompt.segments);
  const untold = segments.filter(isUntold);
  const lossless = segments.filter(hasNothingToLose);
  const clauses: Text[] = [
    ...(judged.length > 0 ? [['no regression shown in ', ...paths(judged)]] : []),
    ...(lossless.length > 0 ? [nothingToLoseText(lossless, segments, judged)] : []),
    ...(untold.length > 0 ? [untoldText(untold, segments)] : []),
    ...(blind.length > 0 ? [['nothing could be told of ', ...paths(blind)]] : []),
    ...uncomparedClauses(uncompared, policy),
  ];
  return {
    sign: passingSign(prompts),
    text: clauses.flatMap((text, index) => (index === 0 ? text : ['; ', ...text])),
  };
}

/** The sign of prompts that do not block: approval only where something was shown. */
export function passingSign(prompts: readonly PromptResult[]): Sign {
  if (prompts.some(isAlarming)) return WARNING;
  if (prompts.some(({ segments }) => segments.some(hasNothingToLose))) return WARNING;
  if (prompts.some((prompt) => isCompared(prompt) && !isBlind(prompt))) return GOOD;
  return prompts.some((prompt) => isUncompared(prompt) && !isTooSmall(prompt)) ? NEW : UNJUDGED;
}

function paths(prompts: readonly PromptResult[]): Text {
  return enumerate(prompts.map(({ path }) => code(path)));
}
