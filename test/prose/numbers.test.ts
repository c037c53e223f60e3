import { expect, test } from 'vitest';
import { inertMarkdown } from '../../src/prose/inert.ts';
import {
  counted,
  formatChange,
  formatCount,
  formatDuration,
  formatMoney,
  formatMoneyChange,
  formatP,
  formatPoints,
  formatPointsInterval,
  formatPRelation,
  formatRate,
  formatRates,
  formatTraffic,
  formatZ,
} from '../../src/prose/numbers.ts';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

test('thousands are thin and do not break', () => {
  expect(formatCount(1204)).toBe('1,204');
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(formatCount(150)).toBe('150');
});

test('points carry their sign and a real minus', () => {
  expect(formatPoints(-0.16)).toBe('−16');
  expect(formatPoints(0.02)).toBe('+2');
  expect(formatPoints(-0.0463)).toBe('−4.6');
  expect(formatPoints(0)).toBe('±0');
  expect(formatPointsInterval([-0.2612, 0.0512])).toBe('−26 … +5.1');
});

test('a difference that is not nothing is not shown as nothing', () => {
  expect(formatPoints(-0.0002)).toBe('−0.02');
  expect(formatRate(0.9996)).toBe('99.9\u00a0%');
  expect(formatRate(0.0004)).toBe('0.1\u00a0%');
  expect(formatRate(1)).toBe('100\u00a0%');
});

test('two rates beside their difference differ by it', () => {
  expect(formatRates(0.875, 0.533).map(plain)).toEqual(['87.5 %', '53.3 %']);
  expect(formatRates(0.9167, 0.2333).map(plain)).toEqual(['91.7 %', '23.3 %']);
  expect(formatRates(1, 0.5).map(plain)).toEqual(['100 %', '50 %']);
});

test('p is never 0', () => {
  expect(plain(formatP(0))).toBe('< 0.0001');
  expect(plain(formatP(1e-9))).toBe('< 0.0001');
  expect(plain(formatPRelation(1e-9))).toBe('< 0.0001');
  expect(plain(formatPRelation(0.0061))).toBe('= 0.0061');
  expect(formatP(0.66)).toBe('0.66');
  expect(formatP(1)).toBe('1');
});

test('money has three digits at most', () => {
  expect(formatMoney(0.0031)).toBe('$0.0031');
  expect(formatMoney(0.62)).toBe('$0.62');
  expect(formatMoney(0.6)).toBe('$0.60');
  expect(formatMoney(0.00361234)).toBe('$0.00361');
  expect(plain(formatMoneyChange(15_234))).toBe('+$15,200');
  expect(formatMoneyChange(-120)).toBe('−$120');
  expect(formatMoneyChange(0)).toBe('±$0');
  expect(formatMoney(1.999)).toBe('$2.00');
  expect(formatMoney(60.3)).toBe('$60');
});

test('changes, times and traffic read as in a sentence', () => {
  expect(plain(formatChange(1.1711))).toBe('+17.1 %');
  expect(plain(formatChange(1.15, false))).toBe('+15.0');
  expect(plain(formatChange(0.9))).toBe('−10.0 %');
  expect(plain(formatChange(3.5))).toBe('+250 %');
  expect(plain(formatDuration(41_300))).toBe('41 s');
  expect(plain(formatDuration(200_000))).toBe('3 min 20 s');
  expect(plain(formatDuration(815))).toBe('0.8 s');
  expect(plain(formatTraffic(30_437_500))).toBe('1 M calls a day');
  expect(plain(formatTraffic(1_000_000))).toBe('1 M calls a month');
  expect(formatZ(-2.8284)).toBe('−2.83');
  expect(formatZ(-0.001)).toBe('0.00');
  expect(counted(1, 'case')).toBe('1 case');
});

test('what is not known is a dash', () => {
  for (const format of [formatCount, formatRate, formatPoints, formatChange, formatMoney, formatP, formatZ]) {
    expect(format(Number.NaN)).toBe('—');
  }
});

test('no invisible character gets between the digits of a figure in Markdown, so that it can be copied', () => {
  const sizes = Array.from({ length: 200 }, (_, index) => 10 ** (index / 10 - 9) * 1.2345678);
  for (const size of sizes) {
    for (const figure of [formatMoney(size), formatMoneyChange(-size), formatCount(size), formatChange(size)])
      expect(inertMarkdown(figure)).not.toMatch(/\u200b/);
  }
});
