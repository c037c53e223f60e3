import { counted, formatCount, formatMoney } from '../prose/numbers.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** A variable that keeps a provider from reusing what every call begins with. */
export const promptCacheRules: readonly Rule[] = [{ ids: ['prompt-cache-order'], find: cheaperOrder }];

function cheaperOrder({ promptCache: { order, tokens: kept } }: Subject): Draft[] {
  if (order === null) return [];
  const { variables, place, tokens, savedUsdPerDay: saved } = order;
  const names = variables.map((name) => `\`{{${name}}}\``).join(' and ');
  const money = saved === null ? '' : `, −${formatMoney(saved)} a day at the declared traffic`;
  return [
    {
      id: 'prompt-cache-order',
      place,
      message: `Calls are the same only for their first ${counted(kept, 'token')}: ${names} ${variables.length === 1 ? 'ends' : 'end'} what the provider's cache can reuse. Below it are fixed texts, with which it could be ${formatCount(tokens)}.`,
      remedy: `Move ${names} below the texts that never change${money}.`,
    },
  ];
}
