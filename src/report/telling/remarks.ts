import type { PromptResult, Result } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { counted } from '../../prose/numbers.ts';
import { code, enumerate, type Text } from '../../prose/text.ts';
import { wasRun } from './order.ts';
import { promptSentences } from './sentences.ts';

const MOST_REMARKS = 10;
const MOST_NAMES = 5;

/** Prompts about which there is something to say beside their verdict: new, deleted, renamed, changed through a file. */
export function remarkTexts(result: Result): Text[] {
  const all = result.prompts
    .flatMap((prompt) => [remark(prompt, result), severeCases(prompt)])
    .filter((text) => text.length > 0);
  const unshown = all.length - MOST_REMARKS;
  return unshown > 0
    ? [...all.slice(0, MOST_REMARKS), [`${counted(unshown, 'more remark')} in the result JSON.`]]
    : all;
}

function remark(prompt: PromptResult, result: Result): Text {
  if (wasRun(prompt) && !prompt.baseline) {
    return !stopsMerge(prompt) ? promptSentences(prompt, result.policy) : [];
  }
  switch (prompt.change) {
    case 'deleted':
    case 'suite':
      return !stopsMerge(prompt) && !wasRun(prompt) && result.prompts.length > 1
        ? promptSentences(prompt, result.policy)
        : [];
    case 'renamed':
      return prompt.baseline ? [code(prompt.path), ' was ', code(prompt.baseline.path), '.'] : [];
    case 'include':
      return [code(prompt.path), ' changes through ', ...enumerate(prompt.because.map(code)), '.'];
    default:
      return [];
  }
}

/** Where nothing blocks, no list of cases names them. */
function severeCases({ path, verdict, newlyFailing }: PromptResult): Text {
  const severe = verdict === 'pass' ? newlyFailing.filter((changed) => changed.severe) : [];
  if (severe.length === 0) return [];
  const names = severe.slice(0, MOST_NAMES).map(({ id, description }) => code(description ?? id));
  const more = severe.length - names.length;
  return [
    code(path),
    ': ',
    ...enumerate(more > 0 ? [...names, counted(more, 'more case')] : names),
    ' always passed and now always ',
    severe.length === 1 ? 'fails.' : 'fail.',
  ];
}
