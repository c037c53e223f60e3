import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { blockedResult, manySegmentsResult } from '../../kit/results.ts';
import { readMarkdown } from '../github-markdown.ts';

/** With ordinary spaces, as a test is written. */
function comment(result: Result): string {
  return renderComment(result).replace(/\u00a0/g, ' ');
}

describe('the comment on a phone', () => {
  test('names are cut in the middle to 30 characters, and no plot is wider than 40', () => {
    const [prompt] = blockedResult().prompts;
    if (!prompt) throw new Error('no prompt');
    const segments = prompt.segments.map((segment) => ({ ...segment, name: `${segment.name} `.repeat(9) }));
    const text = comment({ ...blockedResult(), prompts: [{ ...prompt, segments }] });
    expect(text).toContain('| 🛑 `enterprise…terprise enterprise` | −16');
    const [, plot = ''] = /```\n([^`]*)```/.exec(text) ?? [];
    expect(Math.max(...plot.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test('all plots have one scale', () => {
    const [prompt] = blockedResult().prompts;
    if (!prompt?.overall) throw new Error('no prompt');
    const segments = prompt.segments.map((segment) => ({
      ...segment,
      interval: [-0.9, -0.7] satisfies [number, number],
    }));
    const text = comment({
      ...blockedResult(),
      prompts: [prompt, { ...prompt, path: 'prompts/other.md', segments }],
    });
    const axes = [...text.matchAll(/^points .*$/gm)].map(([axis]) => axis);
    expect(axes).toHaveLength(2);
    expect(new Set(axes).size).toBe(1);
  });
});

describe('where everything gets worse', () => {
  test('the comment says all segments, and names the worst', () => {
    const result = manySegmentsResult(12);
    const prompts = result.prompts.map((prompt) => {
      const segments = prompt.segments.map((part) => ({ ...part, verdict: 'regression' as const }));
      const reasons = segments.map(({ name }) => ({ kind: 'regression' as const, segment: name }));
      return { ...prompt, segments, reasons };
    });
    const text = comment({ ...result, prompts });
    expect(text).toContain('gets worse for **all 12 segments**');
    expect(text).toContain('All 12 segments get worse; the worst are these. `region-04` passes');
    expect(text).not.toMatch(/and \d+ more get worse/);
  });
});

describe('links', () => {
  const source = { repository: 'https://github.com/o/r', sha: 'b'.repeat(40) };
  const places = {
    source,
    resultLocation: 'the job summary',
    resultUrl: 'https://github.com/o/r/actions/runs/1',
  };

  test('lead to the lines of the prompt and of the suite at the head, to the run and to the page', () => {
    const html = readMarkdown(
      renderComment(blockedResult(), { ...places, pageUrl: `${places.resultUrl}#artifacts` }),
    );
    const file = `https://github.com/o/r/blob/${source.sha}`;
    expect(html).toContain(`<a href="${file}/prompts/support.md#L2"><code>prompts/support.md:2</code></a>`);
    expect(html).toContain(`<a href="${file}/prompts/support.md#L11-L13"><code>11–13</code></a>`);
    expect(html).toContain(`<a href="${file}/evals/support.yml">`);
    expect(html).toContain(`<a href="${places.resultUrl}">the job summary</a>`);
    expect(html).toContain(`<a href="${places.resultUrl}#artifacts">`);
  });

  test('a path cannot end one, and does not leave the repository', () => {
    const [prompt] = blockedResult().prompts;
    if (!prompt) throw new Error('no prompt');
    const at = (path: string) => {
      const hostile = { ...prompt, path, changedLines: [{ start: 1, end: 1 }] };
      return readMarkdown(renderComment({ ...blockedResult(), prompts: [hostile] }, places));
    };
    expect(at('a](https:evil.example) (b.md')).toContain(
      `/blob/${source.sha}/a%5D%28https%3Aevil.example%29%20%28b.md#L1`,
    );
    expect(at('a](https:evil.example) (b.md')).not.toContain('href="https:evil');
    expect(at('../../issues')).not.toMatch(/href="[^"]*issues/);
  });
});

describe('cases that fail for one reason', () => {
  test('are told once: one with its answers, the others folded below it', () => {
    const [prompt] = blockedResult().prompts;
    if (!prompt) throw new Error('no prompt');
    const ids = prompt.newlyFailing
      .filter(({ segments }) => segments.includes('enterprise'))
      .map(({ id }) => id);
    const [first = '', second = '', third = ''] = ids;
    const cluster = {
      failures: [{ type: 'icontains', expected: 'contain “Abrechnung”', place: null }],
      alike: true,
      size: 3,
      representative: second,
      members: [first, second, third],
    };
    const clusters = { newlyFailing: [cluster], failing: [] };
    const text = comment({ ...blockedResult(), prompts: [{ ...prompt, clusters }] });
    const title = text.indexOf('**3 of 8** `icontains`: contain “Abrechnung” — nearly the same answers');
    const order = [second, first, third].map((id) => text.indexOf(`**${id}**`));
    expect(title).toBeGreaterThan(0);
    expect([title, ...order]).toEqual([title, ...order].sort((a, b) => a - b));
    expect(text.slice(order[0], order[1])).toContain('<details><summary>2 more cases like it</summary>');
    for (const id of ids) expect(text.split(`**${id}**`)).toHaveLength(2);
  });
});
