import { counted } from './numbers.ts';
import { wasRun } from './order.ts';
import type { PromptResult, Result } from './result.ts';
import { promptSentences } from './sentences.ts';
import { code, enumerate, type Text } from './text.ts';

const MOST_REMARKS = 10;

/** Prompts about which there is something to say beside their verdict: new, deleted, renamed, changed through a file. */
export function remarkTexts(result: Result): Text[] {
  const all = result.prompts.map((prompt) => remark(prompt, result)).filter((text) => text.length > 0);
  const unshown = all.length - MOST_REMARKS;
  return unshown > 0
    ? [...all.slice(0, MOST_REMARKS), [`${counted(unshown, 'more prompt')} in the result JSON.`]]
    : all;
}

function remark(prompt: PromptResult, result: Result): Text {
  switch (prompt.change) {
    case 'added':
      return prompt.verdict === 'pass' && wasRun(prompt) ? promptSentences(prompt) : [];
    case 'deleted':
    case 'suite':
      return prompt.verdict === 'pass' && !wasRun(prompt) && result.prompts.length > 1
        ? promptSentences(prompt)
        : [];
    case 'renamed':
      return prompt.baseline ? [code(prompt.path), ' was ', code(prompt.baseline.path), '.'] : [];
    case 'include':
      return [code(prompt.path), ' changes through ', ...enumerate(prompt.because.map(code)), '.'];
    default:
      return [];
  }
}
