import type { PromptResult, Result } from '../../domain/result.ts';
import { stopsMerge } from '../../domain/stops-merge.ts';
import { atMost } from '../../prose/at-most.ts';
import { verbFor } from '../../prose/grammar.ts';
import { counted } from '../../prose/numbers.ts';
import { code, enumerate, type Text } from '../../prose/text.ts';
import { wasRun } from './order.ts';
import { promptSentences } from './sentences.ts';

const MOST_REMARKS = 10;

/** Remarks about prompts besides their verdict: new, deleted, renamed, changed through an included file. */
export function remarkTexts(result: Result): Text[] {
  const all = result.prompts
    .flatMap((prompt) => [remark(prompt, result), severeCases(prompt)])
    .filter((text) => text.length > 0);
  return atMost(all, MOST_REMARKS, (more): Text => [`${counted(more, 'more remark')} in the result JSON.`]);
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
    case 'policy':
      return [
        code(prompt.path),
        ' is asked otherwise by the policy (',
        ...enumerate(prompt.because.map(code)),
        ').',
      ];
    case 'include':
      return [code(prompt.path), ' changes through ', ...enumerate(prompt.because.map(code)), '.'];
    default:
      return [];
  }
}

/** Severe cases of a passing prompt: if nothing blocks, no list of cases names them. */
function severeCases({ path, verdict, newlyFailing }: PromptResult): Text {
  const severe = verdict === 'pass' ? newlyFailing.filter((changed) => changed.severe) : [];
  if (severe.length === 0) return [];
  const names = severe.map(({ id, description }) => code(description ?? id));
  return [
    code(path),
    ': ',
    ...enumerate(names),
    ` always passed and now always ${verbFor(severe.length, 'fail')}.`,
  ];
}
