import type { PromptResult, Result } from '../../domain/result.ts';
import { counted } from '../../prose/numbers.ts';
import { clip, code, type Text, textOf } from '../../prose/text.ts';

/** More than these tell a reader no more. */
const MOST_NOTICES = 8;
const MOST_ERRORS = 10;
const MOST_PATHS = 5;

/** What a reviewer must know beside the verdict: the policy or a suite was touched, cases were removed. */
export function noticeTexts(result: Result): Text[] {
  const all: Text[] = [...result.notices.map(textOf), ...promptNotices(result.prompts)];
  const unshown = all.length - MOST_NOTICES;
  return unshown > 0
    ? [...all.slice(0, MOST_NOTICES), [`${counted(unshown, 'more notice')} in the result JSON.`]]
    : all;
}

/** What several prompts have in common is told once, of all of them. */
function promptNotices(prompts: readonly PromptResult[]): Text[] {
  const pathsOf = new Map<string, Set<string>>();
  for (const { path, notices } of prompts) {
    for (const notice of notices) pathsOf.set(notice, (pathsOf.get(notice) ?? new Set()).add(path));
  }
  return [...pathsOf].map(([notice, paths]) =>
    paths.size === prompts.length ? textOf(notice) : [...listed([...paths]), ': ', ...textOf(notice)],
  );
}

function listed(paths: readonly string[]): Text {
  const shown = paths
    .slice(0, MOST_PATHS)
    .flatMap((path, index) => [...(index > 0 ? [', '] : []), code(path)]);
  const unshown = paths.length - MOST_PATHS;
  return unshown > 0 ? [...shown, ` and ${unshown} more`] : shown;
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
