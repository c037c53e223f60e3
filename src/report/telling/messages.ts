import type { PromptResult, Result, ResultNotice } from '../../domain/result.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import { firstOfEachKind } from '../../prose/same-kind.ts';
import { clip, code, type Text, textOf } from '../../prose/text.ts';

/** Further messages are counted; the result JSON has them. */
const MOST_NOTICES = 8;
const MOST_ERRORS = 10;
const MOST_PATHS = 5;

/** Notices for a reviewer besides the verdict, alarms first: the policy was changed, cases were removed. */
export function noticeTexts(result: Result): Text[] {
  return shortened([...textsOf(result, 'alarm'), ...textsOf(result, 'notice')]);
}

/** Facts that are true of every run, such as a model that is not pinned: shown with the description of the run. */
export function factTexts(result: Result): Text[] {
  return shortened(textsOf(result, 'fact'));
}

function shortened(texts: readonly Text[]): Text[] {
  return atMost(texts, MOST_NOTICES, (more): Text => [`${counted(more, 'more notice')} in the result JSON.`]);
}

function textsOf({ notices, prompts }: Result, gravity: ResultNotice['gravity']): Text[] {
  const isMeant = (notice: ResultNotice) => notice.gravity === gravity;
  return [
    ...notices.filter(isMeant).map(({ text }) => textOf(text)),
    ...promptTexts(prompts.map(({ path, notices: own }) => ({ path, notices: own.filter(isMeant) }))),
  ];
}

/** A message that several prompts share is shown once, with their names unless it is all of them. */
function promptTexts(prompts: readonly Pick<PromptResult, 'path' | 'notices'>[]): Text[] {
  const pathsOf = new Map<string, Set<string>>();
  for (const { path, notices } of prompts) {
    for (const { text } of notices) pathsOf.set(text, (pathsOf.get(text) ?? new Set()).add(path));
  }
  return [...pathsOf].map(([text, paths]) =>
    paths.size === prompts.length ? textOf(text) : [...listed([...paths]), ': ', ...textOf(text)],
  );
}

function listed(paths: readonly string[]): Text {
  const shown = paths
    .slice(0, MOST_PATHS)
    .flatMap((path, index) => [...(index > 0 ? [', '] : []), code(path)]);
  const more = paths.length - MOST_PATHS;
  return more > 0 ? [...shown, ` and ${more} more`] : shown;
}

/** Why the gate could not decide: each with its place and remedy; the first `from` errors are left out. */
export function errorTexts({ errors }: Result, from = 0): Text[] {
  const problems = errors.slice(from).map(({ message, place, remedy }) => {
    const sentence = [message, remedy].filter(Boolean).join(' ');
    const text = textOf(clip(sentence, 500));
    return { sentence, text: place ? [code(place), ': ', ...text] : text };
  });
  const texts = firstOfEachKind(problems, {
    sentenceOf: ({ sentence }) => sentence,
    more: (leftOut) => ({
      sentence: '',
      text: [`${counted(leftOut, 'more problem')} of the same kind in the result JSON.`],
    }),
  }).map(({ text }) => text);
  return atMost(texts, MOST_ERRORS, (more): Text => [`${counted(more, 'more problem')} in the result JSON.`]);
}
