import { formatCount, formatMoney, formatMoneyChange } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import type { Telling } from './telling.ts';

type CostCode =
  | 'cacheable-prefix-shrinks'
  | 'cacheable-prefix-grows'
  | 'prompt-cache-refill'
  | 'prompt-cache-order'
  | 'fixed-tokens-rise';

/** The notices about why the cost changed. */
export const COST_TELLINGS: { [Code in CostCode]: Telling<Code> } = {
  'cacheable-prefix-shrinks': {
    gravity: 'alarm',
    sentence: ({ before, after, variable, place, usdPerDay }) => {
      const where = variable === undefined ? '' : `, at ${braces(variable)}${place ? ` (${place})` : ''}`;
      const money = usdPerDay === undefined ? '' : `, ${formatMoneyChange(usdPerDay)} a day`;
      return `The cases' messages part earlier than before${where}: the cacheable prefix shrinks from about ${formatCount(before)} tokens to ${formatCount(after)}${money}.`;
    },
  },
  'cacheable-prefix-grows': {
    gravity: 'notice',
    sentence: ({ before, after, usdPerDay }) => {
      const money = usdPerDay === undefined ? '' : `, ${formatMoneyChange(usdPerDay)} a day`;
      return `The cases' messages are the same for longer than before: the cacheable prefix grows from about ${formatCount(before)} tokens to ${formatCount(after)}${money}.`;
    },
  },
  'prompt-cache-refill': {
    gravity: 'notice',
    sentence: ({ tokens, usd }) =>
      `The edit changes what all calls begin with, about ${formatCount(tokens)} tokens: it takes ${formatMoney(usd.least)} to ${formatMoney(usd.most)} until the provider's cache holds them again.`,
  },
  'prompt-cache-order': {
    gravity: 'notice',
    sentence: ({ variables, place, tokens, savedUsdPerDay: saved }) => {
      const money = saved === null ? '' : `: ${formatMoneyChange(-saved)} a day`;
      return `With ${variables.map(braces).join(' and ')} (${place}) below the texts that never change, the cacheable prefix would be about ${formatCount(tokens)} tokens${money}.`;
    },
  },
  'fixed-tokens-rise': {
    gravity: 'notice',
    sentence: ({ before, after }) =>
      `The prompt's own text grows from about ${formatCount(before)} tokens to ${formatCount(after)}, which every call pays.`,
  },
};

function braces(variable: string): string {
  return `\`{{${clip(variable.replaceAll('`', '’'), 60)}}}\``;
}
