import { diffArrays } from 'diff';
import { visible } from '../../prose/inert.ts';

/** A line of an inline diff of two answers. */
export type DiffLine = { kind: 'same' | 'removed' | 'added'; text: string };

/** Sentences of both answers together; beyond, they are not compared and stand one after the other. */
const LONGEST_COMPARED = 400;

/**
 * Two answers as one text: sentence by sentence what stayed, what went and what came.
 *
 * @param length characters of each answer that are shown; a line at the end counts what is cut.
 */
export function diffAnswers(baseline: string, candidate: string, length = 1500): DiffLine[] {
  const [before, after] = [sentencesOf(baseline, length), sentencesOf(candidate, length)];
  if (before.length + after.length > LONGEST_COMPARED) {
    return [...before.map((text) => line('removed', text)), ...after.map((text) => line('added', text))];
  }
  return diffArrays(before, after).flatMap(({ value, added, removed }) =>
    value.map((text) => line(added ? 'added' : removed ? 'removed' : 'same', text)),
  );
}

function line(kind: DiffLine['kind'], text: string): DiffLine {
  return { kind, text };
}

function sentencesOf(answer: string, length: number): string[] {
  const text = visible(answer.slice(0, length));
  const sentences = text.split('\n').flatMap((paragraph) => paragraph.split(/(?<=[.!?。！？])[ \t]+/u));
  const shown = sentences.filter((sentence) => sentence.trim() !== '');
  const unshown = answer.length - length;
  if (unshown > 0) shown.push(`… (${unshown} more characters)`);
  return shown.length > 0 ? shown : ['(an empty answer)'];
}

/** Breaks a line at spaces where it is longer than `width` characters; a longer word is cut. */
export function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text.trimEnd();
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const cut = space > width / 2 ? space : safeCut(rest, width);
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

/** Not between the halves of a character. */
function safeCut(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}
