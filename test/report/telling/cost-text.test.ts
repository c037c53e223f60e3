import { describe, expect, test } from 'vitest';
import type { PromptResult, Result } from '../../../src/domain/result.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderJUnit } from '../../../src/report/junit.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { headline } from '../../../src/report/telling/headline.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { costComparison } from '../../kit/result-parts.ts';
import { dearerModelResult, paidForResult, passingResult } from '../../kit/results.ts';

type Cost = NonNullable<PromptResult['cost']>;

/** A passing result whose first prompt costs this. */
function costing(cost: Partial<Cost>): Result {
  const result = passingResult();
  const [prompt, ...others] = result.prompts;
  if (!prompt?.cost) throw new Error('no cost');
  return { ...result, prompts: [{ ...prompt, cost: { ...prompt.cost, ...cost } }, ...others] };
}

/** The same where so few cases were compared, and takes so many tokens instead of 1,000. */
function fewCases(tokens: number, size: { cases: number; families?: number }): Result {
  const comparison = costComparison([1000, tokens], null);
  const result = costing({ label: 'unknown', tooFew: true, comparison });
  const [prompt, ...others] = result.prompts;
  if (!prompt?.overall) throw new Error('not run');
  return { ...result, prompts: [{ ...prompt, overall: { ...prompt.overall, ...size } }, ...others] };
}

const told = {
  comment: (result: Result) => renderComment(result).replace(/\u00a0/g, ' '),
  terminal: (result: Result) => renderTerminal(result, { width: 100, color: false }).replace(/\s+/g, ' '),
};

describe('a rise above the limit that is not shown to be above it', () => {
  const result = costing({ label: 'unknown', comparison: costComparison([1000, 1103], null) });
  const words =
    'limit +10 %), above the limit but not surely: the interval reaches below it, so that it does not block.';

  test('is not called within the limit, in the comment and in the terminal', () => {
    expect(told.comment(result)).toContain(`CI +8.2 to +12.4; ${words}`);
    expect(told.comment(result)).toContain('**Cost** of `prompts/triage.prompt.yml` ➖');
    expect(told.terminal(result)).toContain(words);
  });

  test('has no sign of approval on the page', () => {
    const page = renderHtml(result);
    expect(page).toContain('not shown to keep the limit</span>');
    expect(page.match(/within the limit<\/span>/g)).toHaveLength(1);
  });
});

test('what too few cases show to be above the limit says why it does not block', () => {
  const few = fewCases(1500, { cases: 2 });
  const words = 'limit +10 %), above the limit, but 2 cases are too few to block: it takes 30.';
  expect(told.comment(few)).toContain(words);
  expect(told.terminal(few)).toContain(words);
});

test('where cases are of few families, it is the families that are too few, in the first line too', () => {
  const few = fewCases(1500, { cases: 80, families: 10 });
  const words = ', above the limit, but 10 families of cases are too few to block';
  expect(told.comment(few)).toContain(`limit +10 %)${words}: it takes 30.`);
  expect(told.terminal(few)).toContain(`limit +10 %)${words}: it takes 30.`);
  expect(headline(few).replace(/\u00a0/g, ' ')).toContain(`+50.0 % tokens${words}`);
  expect(renderJUnit(few).replace(/\u00a0/g, ' ')).toContain(
    `name="tokens">\n      <skipped message="${words.slice(2)}: it takes 30"`,
  );
});

test('so few cases are not within the limit either', () => {
  const few = fewCases(1000, { cases: 12 });
  const words = 'limit +10 %), not held against the limit: 12 cases, and it takes 30.';
  expect(told.comment(few)).toContain(words);
  expect(told.comment(few)).toContain('**Cost** of `prompts/triage.prompt.yml` ➖');
  expect(renderHtml(few)).toContain('not held against its limit</span>');
  expect(headline(few)).not.toContain('limit');
});

test('a rise below the limit whose interval reaches above it is not shown to be within it', () => {
  const comparison = { ...costComparison([1000, 1080], null), ratio: { ratio: 1.08, low: 1.01, high: 1.16 } };
  const result = costing({ label: 'unknown', comparison });
  const words = 'limit +10 %), not shown to be within the limit: the interval reaches above it.';
  expect(told.comment(result)).toContain(words);
  expect(told.terminal(result)).toContain(words);
  expect(renderHtml(result)).toContain('not shown to keep the limit</span>');
  expect(renderJUnit(result)).toMatch(/name="tokens">\s*<skipped message="not shown to be within the limit/);
  expect(headline(result)).not.toContain('limit');
});

test('without a limit nothing is called within it', () => {
  const result = costing({ limit: null });
  expect(told.comment(result)).toContain('no limit).');
  expect(renderHtml(result).match(/within the limit<\/span>/g)).toHaveLength(1);
});

describe('money beside tokens', () => {
  const result = dearerModelResult();
  const words =
    '648 → 656 tokens a call (+1.2 %, CI −0.9 to +3.3; limit +10 %), within the limit. $0.90 → $4.50 per 1,000 calls (+400 %, CI +390 to +410; limit +10 %) and no segment improved to pay for it, +$110,000 a month';

  test('each is told with its own limit, where they disagree', () => {
    expect(told.comment(result).replace(/\*\*/g, '')).toContain(`Cost 🛑 ${words}`);
    expect(told.terminal(result)).toContain(words);
    expect(renderHtml(result)).toContain('over the limit</span>');
  });

  test('a changed model is an alarm under the first line', () => {
    expect(told.comment(result).split('\n\n')[1]).toBe(
      '> ⚠️ This pull request changes the model from `openai:gpt-4.1-mini-2025-04-14` to `openai:gpt-4.1-2025-04-14`: $0.90 → $4.50 per 1,000 calls.',
    );
  });

  test('JUnit fails the one and passes the other', () => {
    const xml = renderJUnit(result);
    expect(xml).toContain('name="tokens"/>');
    expect(xml).toMatch(/name="money">\s*<failure message="more money than the limit" type="cost">/);
  });

  test('what the cache of the provider hides is named', () => {
    const cached = costing({
      labels: { tokens: 'within', money: 'within' },
      comparison: {
        ...costComparison([648, 656], [0.0009, 0.0004]),
        moneyRatio: { ratio: 1.02, low: 1.01, high: 1.03 },
      },
      moneyLimit: 0.1,
    });
    expect(told.terminal(cached)).toContain(
      '$0.90 → $0.40 per 1,000 calls (+2.0 % at the full price, CI +1.0 to +3.0',
    );
  });
});

test('what pays for a cost is named', () => {
  expect(told.terminal(paidForResult())).toContain('limit +10 %), paid for by the improvement of outage.');
});

test('a price that is not known is never within the limit', () => {
  const result = costing({
    label: 'unknown',
    labels: { tokens: 'within', money: 'unknown' },
    comparison: { ...costComparison([648, 656], null), moneyRatio: null },
    moneyLimit: 0.1,
  });
  expect(told.comment(result)).toContain(
    'within the limit. The limit of money judges nothing: the price of `openai:gpt-4.1-mini-2025-04-14` is not known.',
  );
  expect(told.comment(result)).toContain('**Cost** of `prompts/triage.prompt.yml` ➖');
  expect(renderHtml(result)).toContain('price not known</span>');
  expect(renderHtml(result).match(/within the limit<\/span>/g)).toHaveLength(1);
});

test('the tokens of a single case or family have no interval', () => {
  const comparison = costComparison([1000, 1010], null);
  const ratio = { ratio: 1.01, low: 0, high: Number.MAX_VALUE };
  const text = told.terminal(costing({ label: 'within', comparison: { ...comparison, ratio } }));
  expect(text).toContain('tokens a call (+1.0 %; limit +10 %)');
});
