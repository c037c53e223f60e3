import type { PromptResult } from '../../domain/result.ts';
import { counted, formatMoneyChange } from '../../prose/numbers.ts';
import { code, type Text } from '../../prose/text.ts';

/** `the provider's cache can reuse less of a.md: +$1,170 a day`; empty where no alarm says so. */
export function shrunkPrefixText(prompts: readonly PromptResult[]): Text {
  const shrunk = prompts.flatMap(({ path, notices }) => {
    const notice = notices.find((one) => one.code === 'cacheable-prefix-shrinks');
    return notice ? [{ path, usdPerDay: Number(notice.usdPerDay ?? 0) }] : [];
  });
  const [first] = shrunk;
  if (!first) return [];
  const which = shrunk.length === 1 ? code(first.path) : counted(shrunk.length, 'prompt');
  const usd = shrunk.reduce((sum, { usdPerDay }) => sum + usdPerDay, 0);
  return [
    "the provider's cache can reuse less of ",
    which,
    ...(usd > 0 ? [`: ${formatMoneyChange(usd)} a day`] : []),
  ];
}
