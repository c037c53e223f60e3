import type { Acceptance, Acceptor, RefusedAcceptance } from '../domain/acceptance.ts';
import type { PromptResult, Result } from '../domain/result.ts';
import { publishedNotice } from '../report/telling/notices.ts';

/**
 * Whether a maintainer may accept the result: it blocks, and everything was decided. The limits of a portfolio are
 * nobody's to accept: they are changed by a pull request of their own.
 */
export function isAcceptable({
  verdict,
  errors,
  prompts,
  portfolioPlans = [],
  looserPortfolios = [],
}: Result): boolean {
  const isDecided = errors.length === 0 && prompts.every((prompt) => prompt.verdict !== 'error');
  const areLimitsKept = ![...portfolioPlans, ...looserPortfolios].some(({ blocks }) => blocks);
  return verdict === 'block' && isDecided && areLimitsKept;
}

/**
 * The result with `pass` instead of `block`, since a maintainer accepted it. The verdicts of the prompts stay.
 * @param acceptance.commit the head commit that was judged
 */
export function acceptedResult(
  result: Result,
  { by, at, commit, label }: Acceptor & { commit: string; label: string },
): Result {
  const prompts = result.prompts.filter(({ verdict }) => verdict === 'block').map(blockedSegments);
  const accepted: Acceptance = { by, at, commit, label, prompts };
  const notice = publishedNotice({ code: 'block-accepted', ...accepted });
  return { ...result, verdict: 'pass', accepted, notices: [notice, ...result.notices] };
}

/** The result with a notice that the label is there and does not count. */
export function withRefusedAcceptance(result: Result, label: string, refused: RefusedAcceptance): Result {
  const notice = publishedNotice({ code: 'acceptance-refused', label, ...refused });
  return { ...result, notices: [notice, ...result.notices] };
}

function blockedSegments({ path, reasons }: PromptResult): Acceptance['prompts'][number] {
  return { path, segments: [...new Set(reasons.flatMap(({ segment }) => segment ?? []))] };
}
