import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/base/errors.ts';
import { parseConfig } from '../../../src/config/schema.ts';
import type { Credentials } from '../../../src/domain/answer.ts';
import type { Assertion } from '../../../src/domain/suite.ts';
import { priceOf } from '../../../src/model/prices.ts';
import { isPinned, resolveTarget } from '../../../src/model/target.ts';
import { chooseJudges } from '../../../src/score/judge/choose.ts';
import { assertionOf, caseOf } from '../../kit/scoring.ts';

const key = { apiKey: 'sk-key', baseUrl: undefined };
const none = { apiKey: undefined, baseUrl: undefined };
const rubric = assertionOf('llm-rubric', { value: 'Is kind.' });

type Given = {
  assertions?: Assertion[];
  config?: string;
  underTest?: string;
  credentials?: Credentials;
  needsKeys?: boolean;
};

function choose({
  assertions = [rubric],
  config = '',
  underTest = 'openai:gpt-4.1-mini-2025-04-14',
  ...rest
}: Given) {
  const credentials = rest.credentials ?? { providers: { openai: key, anthropic: key } };
  const read = parseConfig(config, 'c.yml');
  const { judges, notices } = chooseJudges([caseOf(assertions)], {
    config: read,
    credentials,
    underTest: resolveTarget(underTest, { models: read.models, credentials }),
    needsKeys: rest.needsKeys ?? true,
  });
  const name = (target: typeof judges.judge) => target && `${target.provider}:${target.model}`;
  return { judge: name(judges.judge), embedder: name(judges.embedder), notices, judges };
}

function complaint(given: Given): string {
  try {
    choose(given);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return '';
}

describe('who judges', () => {
  it('nobody where no assertion asks a model, so that no key is needed', () => {
    const plain = assertionOf('contains', { value: 'x' });
    const uncounted = { ...rubric, weight: 0 };
    const chosen = choose({
      assertions: [plain, uncounted],
      credentials: { providers: { openai: none, anthropic: none } },
    });
    expect(chosen).toMatchObject({ judge: null, embedder: null, notices: [] });
  });

  it.each([
    ['openai:gpt-4.1-mini-2025-04-14', 'anthropic:claude-haiku-4-5-20251001'],
    ['anthropic:claude-sonnet-4-5-20250929', 'openai:gpt-4.1-2025-04-14'],
    ['local', 'anthropic:claude-haiku-4-5-20251001'],
    ['routed', 'openai:gpt-4.1-2025-04-14'],
  ])('of %s by default %s: another vendor’s model, pinned, with a known price', (underTest, judge) => {
    const config = `models:
  local: { provider: openai, model: llama3, base-url: "http://localhost:1/v1" }
  routed: { provider: openai, model: anthropic/claude-sonnet-4-5-20250929, base-url: "https://openrouter.ai/api/v1" }`;
    const chosen = choose({ underTest, config });
    expect(chosen).toMatchObject({ judge, notices: [] });
    const target = chosen.judges.judge;
    expect(target && isPinned(target)).toBe(true);
    expect(
      target && priceOf(target, { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 }),
    ).toBeGreaterThan(0);
  });

  it('whom the policy names, by any name that models have', () => {
    const config = 'models: { grader: openai:gpt-4.1-2025-04-14 }\njudge: { model: grader }';
    expect(choose({ config }).judge).toBe('openai:gpt-4.1-2025-04-14');
    expect(complaint({ config: 'judge: { model: nobody }' })).toMatch(
      /^c\.yml:1:8: no provider is known .*"nobody"/,
    );
  });

  it('and nobody else: a suite’s wish is told, not followed', () => {
    const wish = (provider: string) => ({ ...rubric, options: { provider } });
    const config = 'judge: { model: openai:gpt-4.1-2025-04-14 }';
    const chosen = choose({
      config,
      assertions: [wish('openai:gpt-4o'), wish('openai:gpt-4o'), wish('a\u202eb')],
    });
    expect(chosen.judge).toBe('openai:gpt-4.1-2025-04-14');
    expect(chosen.notices).toEqual([
      {
        code: 'judge-of-suite-not-used',
        role: 'judge',
        named: ['openai:gpt-4o', 'a\u202eb'],
        model: 'openai:gpt-4.1-2025-04-14',
      },
    ]);
    expect(choose({ config, assertions: [wish('gpt-4.1-2025-04-14')] }).notices).toEqual([]);
  });

  it('also where only a set inside asks', () => {
    const set = assertionOf('assert-set', { assertions: [rubric] });
    expect(choose({ assertions: [set] }).judge).not.toBeNull();
  });
});

describe('who makes embeddings', () => {
  const similar = assertionOf('similar', { value: 'Paris' });

  it('promptfoo’s model by default, else the policy’s', () => {
    expect(choose({ assertions: [similar] })).toMatchObject({
      judge: null,
      embedder: 'openai:text-embedding-3-large',
      notices: [],
    });
    const config = 'judge: { embedding-model: openai:text-embedding-3-small }';
    expect(choose({ assertions: [similar], config }).embedder).toBe('openai:text-embedding-3-small');
  });

  it('not a model of Anthropic, which has none', () => {
    const config = 'judge: { embedding-model: anthropic:claude-haiku-4-5-20251001 }';
    expect(complaint({ assertions: [similar], config })).toMatch(/^c\.yml:1:8: .*makes no embeddings/);
  });
});

describe('before a token is spent', () => {
  const onlyOpenAi = { providers: { openai: key, anthropic: none } };

  it('a judge without a key is an error that names the key and the line of config that would do', () => {
    expect(complaint({ credentials: onlyOpenAi })).toBe(
      'evals/support.yml:7:9: This assertion asks a judge. There is no key for anthropic:claude-haiku-4-5-20251001: ' +
        "set ANTHROPIC_API_KEY, or the Action's input anthropic-api-key. " +
        'Or name a judge in the config: `judge: { model: openai:gpt-4.1-2025-04-14 }`.',
    );
    const similar = assertionOf('similar', { value: 'Paris' });
    expect(
      complaint({ assertions: [similar], credentials: { providers: { openai: none, anthropic: key } } }),
    ).toContain('OPENAI_API_KEY');
  });

  it('but not where nobody will be asked', () => {
    expect(
      choose({ credentials: { providers: { openai: none, anthropic: none } }, needsKeys: false }).judge,
    ).not.toBeNull();
  });

  it('a judge that can change its mind is told, or refused where the policy wants snapshots', () => {
    const config = 'judge: { model: openai:gpt-4.1 }';
    expect(choose({ config }).notices).toEqual([{ code: 'judge-not-pinned', model: 'openai:gpt-4.1' }]);
    expect(complaint({ config: `${config}\nrequire-pinned-models: true` })).toMatch(
      /^c\.yml:1:8: .*not pinned/,
    );
  });
});
