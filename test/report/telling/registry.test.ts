import { describe, expect, test } from 'vitest';
import type { Becomes, EnvironmentNeed, RegistryPlan } from '../../../src/domain/registry-plan.ts';
import { plainOf } from '../../../src/prose/text.ts';
import { renderHtml } from '../../../src/report/html/page.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { registryTexts } from '../../../src/report/telling/registry.ts';
import { renderTerminal } from '../../../src/report/terminal/terminal.ts';
import { becomes, registryPlan } from '../../kit/registry-plans.ts';
import { promptResult, result } from '../../kit/result-parts.ts';
import { blockedPrompt, passingPrompt } from '../../kit/results.ts';

function tell(version: Partial<Becomes>): string {
  const prompt = promptResult('prompts/support.md', { becomes: becomes(version) });
  return registryTexts(result('pass', { prompts: [prompt] }))
    .map(plainOf)
    .join('\n');
}

function tellPlan(plan: Partial<RegistryPlan>): string[] {
  return registryTexts(result('pass', { prompts: [], registryPlan: registryPlan(plan) })).map(plainOf);
}

describe('the version that a prompt becomes', () => {
  test('with the part that it raises, and each environment', () => {
    expect(tell({})).toBe(
      'prompts/support.md becomes support 1.4.0 (minor: model changed). staging (1.3.2 now) serves it with the next record. production (1.3.2, 1.3.1 now) serves it once it served staging for 24 hours and its answers on main are enough.',
    );
  });

  test('that serves already', () => {
    const environments = [{ name: 'staging', serves: ['1.2.0'], needs: [] }];
    expect(tell({ version: '1.2.0', part: null, known: true, environments })).toBe(
      'prompts/support.md is support 1.2.0 again. staging serves it already.',
    );
  });

  test.each<[string, EnvironmentNeed, string]>([
    ['held', { kind: 'held', version: null, until: null }, 'the prompt is held there'],
    [
      'held until',
      { kind: 'held', version: '1.4.0', until: '2026-12-01T00:00:00.000Z' },
      'it is held there until 2026-12-01T00:00:00.000Z',
    ],
    ['archived', { kind: 'archived' }, 'it is archived'],
    [
      'nothing to compare with',
      { kind: 'min-pass-rate' },
      'nothing serves there to compare it with, and gate.min-pass-rate is off',
    ],
    ['not pinned', { kind: 'pinned-model' }, 'its model is not pinned to a dated snapshot'],
    ['few cases', { kind: 'cases', has: 1, asked: 100 }, 'its suite has 1 case, and 100 are asked for'],
  ])('that an environment does not take: %s', (_, need, words) => {
    const environments = [
      { name: 'production', serves: ['1.3.2'], needs: [need, { kind: 'evidence' } as const] },
    ];
    expect(tell({ environments })).toContain(` production (1.3.2 now) does not take it: ${words}.`);
  });

  test('is left out where only the suite changed', () => {
    const same = becomes({ version: '1.3.2', part: null, known: true });
    const prompt = promptResult('prompts/support.md', { change: 'suite', becomes: same });
    expect(registryTexts(result('pass', { prompts: [prompt] }))).toEqual([]);
  });
});

describe('the plan', () => {
  test('waits and refusals say what is missing', () => {
    const due = { environment: 'production', prompt: 'support', version: '1.4.0', evidence: null };
    const promotions = [
      { ...due, outcome: 'waits' as const, missing: ['support 1.4.0 soaks in staging until Monday.'] },
      { ...due, outcome: 'refused' as const, missing: ['There is no evidence of support 1.4.0.'] },
    ];
    expect(tellPlan({ promotions })).toEqual([
      'support 1.4.0 waits for production: support 1.4.0 soaks in staging until Monday.',
      'support 1.4.0 is not promoted to production: There is no evidence of support 1.4.0.',
    ]);
  });

  test('a long one ends with the number of lines that are left out', () => {
    const tooFewCases = Array.from({ length: 30 }, (_, index) => {
      return { environment: 'production', asked: 100, prompt: `prompt-${index}`, has: 3 };
    });
    const lines = tellPlan({ tooFewCases });
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('10 more lines in the result JSON.');
  });
});

describe('every rendering has it', () => {
  const outlooks = [
    ['a passing pull request', result('pass', { prompts: [{ ...passingPrompt(), becomes: becomes() }] })],
    ['a blocked one', result('block', { prompts: [{ ...blockedPrompt(), becomes: becomes() }] })],
  ] as const;

  test.each(outlooks)('%s', (_, shown) => {
    const page = renderHtml(shown);
    const texts = [renderComment(shown), renderTerminal(shown, { width: 100, color: false }), page];
    for (const text of texts) {
      expect(text).toContain('Once this is merged');
      expect(text.replaceAll(/<[^>]+>|`/g, '').replaceAll(/\s+/g, ' ')).toContain(
        'support 1.4.0 (minor: model changed)',
      );
    }
  });

  test('none, where there is no registry', () => {
    const shown = result('pass', { prompts: [passingPrompt()] });
    expect(renderComment(shown) + renderHtml(shown)).not.toContain('Once this is merged');
  });
});
