import { expect, test } from 'vitest';
import type { Text } from '../../../src/prose/text.ts';
import { runText, sourceTexts } from '../../../src/report/telling/run-text.ts';
import { blockedResult } from '../../kit/results.ts';

/** Without marks. */
const said = (text: Text) =>
  text.map((span) => (typeof span === 'string' ? span : 'code' in span ? span.code : span.strong)).join('');

test('the usage of judging is reported beside that of answering', () => {
  const result = blockedResult();
  const judge = { calls: 288, fromStore: 12, inputTokens: 200_000, outputTokens: 20_000, usd: 0.21 };
  const judged = { ...result, usage: { ...result.usage, judge } };
  expect(said(runText(judged))).toContain('$0.62, judged in 288 calls (12 more from the store) for $0.21; ');
  const unpriced = { ...judge, fromStore: 0, usd: null };
  expect(said(runText({ ...result, usage: { ...result.usage, judge: unpriced } }))).toContain(
    'judged in 288 calls, price not known; ',
  );
});

test('the judge is named beside the model under test', () => {
  const [prompt, ...others] = blockedResult().prompts;
  if (!prompt) throw new Error('no prompt');
  const judges = ['anthropic:claude-haiku-4-5-20251001'];
  const [source] = sourceTexts({ ...blockedResult(), prompts: [{ ...prompt, judges }, ...others] });
  expect(said(source ?? [])).toContain(', judged by anthropic:claude-haiku-4-5-20251001');
});

test('the command that repeats a run has its policy, and is offline where the run was', () => {
  const known = blockedResult();
  const command = (parts: Partial<typeof known>) =>
    / npx .*(?= repeats it\.)/.exec(said(runText({ ...known, ...parts })))?.[0];
  const at = (path: string) => ({ policySource: { ...known.policySource, path } });
  expect(command({})).not.toMatch(/--config|--offline/);
  expect(command({ offline: true })).toMatch(/ --offline$/);
  expect(command(at('.gate/policy.yml'))).toMatch(/ --config \.gate\/policy\.yml$/);
  expect(command(at("it's $(mine).yml"))).toMatch(/ --config 'it'\\''s \$\(mine\)\.yml'$/);
});
