import { counted } from './numbers.ts';
import type { PromptResult, Result } from './result.ts';
import { clip, code, type Text, textOf } from './text.ts';

/** More than these tell a reader no more. */
const MOST_NOTICES = 8;
const MOST_ERRORS = 10;

/** What a reviewer must know beside the verdict: the policy or a suite was touched, cases were removed. */
export function noticeTexts(result: Result): Text[] {
  const all: Text[] = [
    ...result.notices.map(textOf),
    ...result.prompts.flatMap((prompt) =>
      prompt.notices.map((notice) => promptNotice(prompt, notice, result)),
    ),
  ];
  const unshown = all.length - MOST_NOTICES;
  return unshown > 0
    ? [...all.slice(0, MOST_NOTICES), [`${counted(unshown, 'more notice')} in the result JSON.`]]
    : all;
}

function promptNotice(prompt: PromptResult, notice: string, result: Result): Text {
  const told = textOf(notice);
  return result.prompts.length > 1 ? [code(prompt.path), ': ', ...told] : told;
}

/** Why the gate could not decide: each with its place and remedy, the headline's own left out. */
export function errorTexts(result: Result, from = 0): Text[] {
  const shown = result.errors.slice(from, from + MOST_ERRORS).map(({ message, place, remedy }): Text => {
    const told = textOf(clip([message, remedy].filter(Boolean).join(' '), 500));
    return place ? [code(place), ': ', ...told] : told;
  });
  const unshown = result.errors.length - from - MOST_ERRORS;
  return unshown > 0 ? [...shown, [`${counted(unshown, 'more problem')} in the result JSON.`]] : shown;
}
