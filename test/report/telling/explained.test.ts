import { describe, expect, test } from 'vitest';
import type { PromptResult } from '../../../src/domain/result.ts';
import { failingGroups } from '../../../src/report/telling/case-list.ts';
import { headline } from '../../../src/report/telling/headline.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { newlyFailing, segment } from '../../kit/result-parts.ts';
import { blockedPrompt, blockedResult } from '../../kit/results.ts';

const row = (name: string, cases: number, losses: number) =>
  segment({
    name,
    verdict: 'regression',
    cases,
    baselinePasses: cases,
    losses,
    wins: 0,
    adjustedPValue: 0.001,
  });

/** A prompt whose cases newly fail in these segments each. */
function losing(rows: PromptResult['segments'], cases: string[][]): PromptResult {
  const text = {
    segment: 'x',
    question: 'q',
    before: 'a',
    after: 'b',
    reason: 'expected the answer to be a',
  };
  return {
    ...blockedPrompt(),
    segments: rows,
    overall: row('overall', 120, cases.length),
    reasons: rows.map(({ name }) => ({ kind: 'regression' as const, segment: name })),
    newlyFailing: cases.map((segments, index) => ({
      ...newlyFailing({ ...text, id: `case ${index}` }),
      segments,
    })),
  };
}
const told = (prompt: PromptResult) => headline({ ...blockedResult(), prompts: [prompt] });

describe('segments of two dimensions', () => {
  const rows = [row('enterprise', 40, 29), row('de', 60, 15), row('en', 60, 14)];
  const cases = Array.from({ length: 29 }, (_, index) => ['enterprise', index < 15 ? 'de' : 'en']);

  test('the one that has all newly failing cases comes first, and the others by it', () => {
    const prompt = losing(rows, cases);
    expect(told(prompt)).toBe(
      '🛑 prompts/support.md gets worse for enterprise (and so for de and en) — merge blocked',
    );
    const text = renderTerminal({ ...blockedResult(), prompts: [prompt] }, { width: 120, color: false });
    expect(text.replace(/\s+/g, ' ')).toContain(
      'All cases that newly fail in segments that get worse are in enterprise. de and en get worse too.',
    );
  });

  test('each case is listed once', () => {
    const groups = failingGroups(losing(rows, cases));
    expect(groups.map(({ cases: listed }) => listed.length)).toEqual([29]);
  });

  test('where none has all of them, all are named', () => {
    const apart = [...cases.slice(0, 20), ['de'], ['en']];
    expect(told(losing(rows, apart))).toContain('gets worse for enterprise, de and en');
    expect(failingGroups(losing(rows, apart)).flatMap(({ cases: listed }) => listed)).toHaveLength(22);
  });

  test('a segment of all cases explains nothing', () => {
    const all = [row('everybody', 120, 4), row('de', 60, 2), row('en', 60, 2)];
    expect(
      told(
        losing(
          all,
          Array.from({ length: 4 }, (_, at) => ['everybody', at < 2 ? 'de' : 'en']),
        ),
      ),
    ).toContain('for de and en (and so for everybody)');
  });
});
