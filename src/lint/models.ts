import type { Json } from '../base/json.ts';
import type { Case } from '../domain/suite.ts';
import { nameOf } from '../model/names.ts';
import { contextWindow } from '../model/prices.ts';
import { isRetired, retirementOf } from '../model/retirements.ts';
import { isPinned } from '../model/target.ts';
import { approximateTokens } from '../model/tokens.ts';
import { renderMessages } from '../prompt/render.ts';
import { wholeText } from '../prompt/tool-calls.ts';
import { formatCount } from '../prose/numbers.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** What the model that a prompt names does to it. */
export const modelRules: readonly Rule[] = [
  { ids: ['floating-model-alias'], find: floatingAliases },
  { ids: ['retired-model', 'retiring-model'], find: retirements },
  { ids: ['over-context-window'], find: overContextWindow },
];

function floatingAliases({ models }: Subject): Draft[] {
  return models
    .filter(({ target }) => !isPinned(target))
    .map(({ target, place }) => ({
      id: 'floating-model-alias',
      place,
      message: `The model \`${target.model}\` is an alias: its provider can change what it means without a pull request.`,
      remedy: 'Name a dated snapshot.',
    }));
}

function retirements({ models, today }: Subject): Draft[] {
  return models.flatMap(({ target, place }): Draft[] => {
    const retirement = retirementOf(target);
    if (retirement === null) return [];
    const { on, source, asOf } = retirement;
    const remedy = `Move to another model in a pull request of its own, so that the gate compares both. Source: ${source}, as of ${asOf}.`;
    return isRetired(retirement, today)
      ? [{ id: 'retired-model', place, message: `\`${nameOf(target)}\` was retired on ${on}.`, remedy }]
      : [{ id: 'retiring-model', place, message: `\`${nameOf(target)}\` retires on ${on}.`, remedy }];
  });
}

function overContextWindow({ prompt, models, suite }: Subject): Draft[] {
  const testCase = longestCase(suite.cases);
  if (testCase === undefined) return [];
  const text = renderMessages(prompt, testCase.vars).map(wholeText).join('\n');
  const input = approximateTokens(text);
  const output = prompt.parameters.maxTokens ?? 0;
  return models.flatMap(({ target }): Draft[] => {
    const most = contextWindow(target);
    if (most === null || input + output <= most) return [];
    const answer = output === 0 ? '' : `, and ${formatCount(output)} for the answer`;
    return [
      {
        id: 'over-context-window',
        place: testCase.place,
        message: `With this case the prompt has about ${formatCount(input)} tokens${answer}; \`${nameOf(target)}\` takes ${formatCount(most)}.`,
        remedy:
          'Bound the variables with `max-length`, shorten the prompt, or ask a model with a larger window.',
      },
    ];
  });
}

/** The case whose values have the most characters. */
function longestCase(cases: readonly Case[]): Case | undefined {
  let longest: Case | undefined;
  let most = -1;
  for (const testCase of cases) {
    const size = Object.values(testCase.vars).reduce<number>((sum, value) => sum + lengthOf(value), 0);
    if (size > most) [longest, most] = [testCase, size];
  }
  return longest;
}

function lengthOf(value: Json): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}
