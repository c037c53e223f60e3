import { expect, test } from 'vitest';
import { standingText } from '../../src/commands/registry/guard/words.ts';
import type { GuardPolicy } from '../../src/domain/portfolio.ts';
import type { ServingState } from '../../src/domain/registry-state.ts';
import { standingGuards } from '../../src/experiment/standing.ts';
import { allocationOf, NEW, OLD, portfolioOf } from '../kit/portfolios.ts';

const MONEY: GuardPolicy = {
  ...{ metric: 'cost_usd', better: 'lower', alpha: 0.01, action: 'alert' },
  worseBy: { kind: 'share', value: 0.15 },
};

test('guards are counted as their files list them, and money that nothing is compared with is told apart', () => {
  const weights = { '*': { [OLD]: 9000, [NEW]: 1000 }, enterprise: { [OLD]: 10_000 } };
  const portfolio = portfolioOf({ weights, guards: [...portfolioOf().guards, MONEY] });
  const served: ServingState['served'] = [
    {
      ...{ at: '2026-11-20T00:00:00.000Z', serial: 1, allocation: allocationOf(weights) },
      event: { id: 'e', type: 'allocated', actor: { name: 'ada', source: 'terminal' }, reason: null },
    },
  ];
  const { guards } = standingGuards(
    portfolio,
    { served, held: [] },
    {
      metrics: [
        { name: 'resolved', kind: 'binary', better: 'higher' },
        { name: 'cost_usd', kind: 'money', better: 'lower' },
      ],
      now: Date.parse('2026-11-21T00:00:00Z'),
    },
  );
  expect(standingText(guards, 'calls.jsonl')).toBe(
    '2 guards watch calls.jsonl. Counted by version and segment, 5 are judged, 1 not (money or duration, and no other version has 5 %).',
  );
  const rates = guards.filter(({ metric }) => metric === 'resolved');
  expect(standingText(rates, 'calls.jsonl')).toBe(
    '1 guard watches calls.jsonl. Counted by version and segment, 3 are judged.',
  );
});
