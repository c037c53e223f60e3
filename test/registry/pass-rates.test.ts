import { expect, test } from 'vitest';
import type { EvidenceCase, EvidenceFile } from '../../src/domain/registry-files.ts';
import { passRatesOf } from '../../src/registry/pass-rates.ts';

function evidence(version: string, cases: [segment: string, passes: number, trials: number][]) {
  const file: EvidenceFile = {
    ...{
      format: 1,
      prompt: 'support',
      version,
      digest: `sha256:${'a'.repeat(64)}`,
      at: '2026-11-28T00:00:00Z',
    },
    ...{
      tool: 'test',
      suite: { digest: `sha256:${'b'.repeat(64)}`, path: 'suite.yml', cases: cases.length },
    },
    ...{ judges: [], trials: 2, traffic: {} },
    cases: Object.fromEntries(
      cases.map(([segment, passes, trials], order): [string, EvidenceCase] => [
        String(order),
        {
          ...{
            order,
            content: '',
            segments: [segment],
            critical: false,
            trials,
            passes,
            errored: 0,
            score: 0,
          },
          ...{ inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, costUsd: null },
        },
      ]),
    ),
  };
  return { version, file };
}

test('a version counts each case once, a case without an answer not at all, and lacks segments that it had not', () => {
  const rates = passRatesOf([
    evidence('1.0.0', [
      ['de', 2, 2],
      ['de', 0, 0],
    ]),
    evidence('1.1.0', [
      ['de', 1, 2],
      ['en', 0, 1],
    ]),
  ]);
  expect(rates).toEqual({
    versions: ['1.0.0', '1.1.0'],
    segments: [
      { segment: 'de', rates: [1, 0.5] },
      { segment: 'en', rates: [null, 0] },
    ],
    overall: [1, 0.25],
  });
});

test('one version is no past', () => {
  expect(passRatesOf([evidence('1.0.0', [['de', 1, 1]])])).toBeNull();
});
