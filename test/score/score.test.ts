import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/json.ts';
import type { Assertion } from '../../src/domain/suite.ts';
import { checkAssertions } from '../../src/score/check-assertions.ts';
import type { ScoringContext } from '../../src/score/kind.ts';
import { assertionKinds } from '../../src/score/kinds.ts';
import { scoreAnswer } from '../../src/score/score.ts';
import { answerOf, assertionOf, caseOf, passes, reasonFor } from '../kit/scoring.ts';

const has = (value: string, rest: Partial<Assertion> = {}) => assertionOf('contains', { value, ...rest });

describe('an answer that the provider’s filter stopped', () => {
  const stopped = answerOf('', { finishReason: 'content_filter' });

  it.each(['is-refusal', 'finish-reason'])('is judged by %s', async (type) => {
    const stated = type === 'finish-reason' ? { value: 'content_filter' } : {};
    expect(await passes(type, stated, stopped)).toBe(true);
    expect(await passes(`not-${type}`, stated, stopped)).toBe(false);
  });

  it.each<[string, Partial<Assertion>]>([
    ['contains', { value: 'a' }],
    ['not-contains', { value: 'a' }],
    ['not-regex', { value: 'a' }],
    ['latency', { threshold: 5000 }],
    ['cost', { threshold: 5 }],
  ])('fails by %s, and says why', async (type, stated) => {
    expect(await reasonFor(type, stated, stopped)).toMatch(/it was filtered by the provider$/);
  });

  it('fails with what there was of it, by whatever word the provider has for that', async () => {
    const begun = answerOf('It begins', { finishReason: 'SAFETY' });
    expect(await passes('contains', { value: 'begins' }, begun)).toBe(false);
    expect(await passes('contains', { value: 'no' }, answerOf('I say no', { finishReason: 'refusal' }))).toBe(
      true,
    );
  });
});

describe('what a judge says', () => {
  const judge = (pass: boolean): ScoringContext => ({
    ask: async () => ({
      ok: true,
      text: JSON.stringify({ reason: 'Because.', pass, score: pass ? 0.9 : 0.2 }),
    }),
  });
  const rubric = assertionOf('llm-rubric', { value: 'is polite' });

  it('is kept where it passes, apart from what fails', async () => {
    const score = await scoreAnswer(answerOf('a'), caseOf([rubric, has('b')]), judge(true));
    expect(score.failures.map(({ type }) => type)).toEqual(['contains']);
    expect(score.judged).toMatchObject([
      { type: 'llm-rubric', passed: true, score: 0.9, reason: expect.stringContaining('Because.') },
    ]);
  });

  it('is kept where it fails and what it belongs to passes', async () => {
    const set = assertionOf('assert-set', { threshold: 0.5, assertions: [rubric, has('a')] });
    const inCase = { ...caseOf([rubric, has('a')]), threshold: 0.5 };
    for (const testCase of [caseOf([set]), inCase]) {
      const score = await scoreAnswer(answerOf('a'), testCase, judge(false));
      expect(score).toMatchObject({ passed: true, judged: [{ passed: false, score: 0.2 }] });
    }
  });
});

describe('scoreAnswer', () => {
  it('passes when all assertions pass, and lists the failed ones in order', async () => {
    const testCase = caseOf([has('a'), has('b', { metric: 'tone' }), has('c'), has('d')]);
    expect(await scoreAnswer(answerOf('a b c d'), testCase)).toEqual({
      passed: true,
      score: 1,
      failures: [],
    });
    const score = await scoreAnswer(answerOf('a c'), testCase);
    expect(score).toMatchObject({ passed: false, score: 0.5 });
    expect(score.failures).toEqual([
      {
        type: 'contains',
        passed: false,
        score: 0,
        reason: 'expected the answer to contain “b”; it was “a c”',
        metric: 'tone',
        weight: 1,
        place: { path: 'evals/support.yml', line: 7, column: 9 },
      },
      expect.objectContaining({ reason: 'expected the answer to contain “d”; it was “a c”' }),
    ]);
  });

  it('the score is the mean by weight', async () => {
    const testCase = caseOf([has('a', { weight: 3 }), has('b')]);
    expect((await scoreAnswer(answerOf('a'), testCase)).score).toBe(0.75);
    expect((await scoreAnswer(answerOf('b'), testCase)).score).toBe(0.25);
  });

  it('a threshold decides by the mean instead of by every assertion', async () => {
    const testCase = caseOf([has('a', { weight: 3 }), has('b')], 0.75);
    const passed = await scoreAnswer(answerOf('a'), testCase);
    expect(passed).toMatchObject({ passed: true, score: 0.75 });
    expect(passed.failures.map(({ type }) => type)).toEqual(['contains']);
    const failed = await scoreAnswer(answerOf('b'), testCase);
    expect(failed.passed).toBe(false);
    expect(failed.failures[0]).toMatchObject({
      type: 'threshold',
      reason: 'expected a mean score of at least 0.75 in this case; it was 0.25',
    });
  });

  it('threshold 0 never fails, and thirds reach their own sum', async () => {
    expect((await scoreAnswer(answerOf('x'), caseOf([has('a')], 0))).passed).toBe(true);
    const thirds = caseOf(
      [has('a', { weight: 0.1 }), has('b', { weight: 0.2 }), has('z', { weight: 0.7 })],
      0.3,
    );
    expect((await scoreAnswer(answerOf('a b'), thirds)).passed).toBe(true);
  });

  it('weight 0 counts for nothing, even where it would fail or could not be judged', async () => {
    const testCase = caseOf([
      has('a'),
      has('b', { weight: 0 }),
      assertionOf('cost', { threshold: 1, weight: 0 }),
    ]);
    const score = await scoreAnswer(answerOf('a', { costUsd: null }), testCase);
    expect(score).toEqual({ passed: true, score: 1, failures: [] });
  });

  it('a set counts as one assertion, with the mean of its members as score', async () => {
    const set = assertionOf('assert-set', { assertions: [has('a'), has('b'), has('c')], weight: 2 });
    const score = await scoreAnswer(answerOf('a z'), caseOf([set, has('z')]));
    expect(score.passed).toBe(false);
    expect(score.score).toBeCloseTo((2 * (1 / 3) + 1) / 3);
    expect(score.failures.map(({ reason }) => reason)).toEqual([
      'expected the answer to contain “b”; it was “a z”',
      'expected the answer to contain “c”; it was “a z”',
    ]);
  });

  it('a set with a threshold passes when enough of it passes', async () => {
    const set = assertionOf('assert-set', {
      threshold: 0.5,
      assertions: [has('a'), has('b')],
      metric: 'tone',
    });
    expect(await scoreAnswer(answerOf('a'), caseOf([set]))).toEqual({
      passed: true,
      score: 0.5,
      failures: [],
    });
    const failed = await scoreAnswer(answerOf('x'), caseOf([set]));
    expect(failed.failures.map(({ type, metric }) => [type, metric])).toEqual([
      ['assert-set', 'tone'],
      ['contains', undefined],
      ['contains', undefined],
    ]);
  });

  it('what cannot be judged makes the whole trial errored', async () => {
    const set = assertionOf('assert-set', { assertions: [has('a'), assertionOf('cost', { threshold: 1 })] });
    const score = await scoreAnswer(answerOf('a', { costUsd: null }), caseOf([has('b'), set]));
    expect(score.errored?.message).toContain('no price is known');
  });

  it('others have a turn while many answers are scored', async () => {
    const testCase = caseOf([has('a')]);
    let turns = 0;
    setImmediate(() => turns++);
    for (let answers = 0; answers < 1e6 && turns === 0; answers++) await scoreAnswer(answerOf('a'), testCase);
    expect(turns).toBe(1);
  });
});

/** One assertion of every kind, rightly stated. */
const examples: Record<string, { value?: Json; threshold?: number; options?: Record<string, Json> }[]> = {
  factuality: [{ value: 'a' }],
  'g-eval': [{ value: 'a' }],
  'llm-choice': [{ options: { prompt: '{{completion}}?', choices: [{ choice: 'yes', score: 0.4 }] } }],
  'llm-rubric': [{ value: 'a' }],
  'model-graded-closedqa': [{ value: 'a' }],
  'model-graded-factuality': [{ value: 'a' }],
  similar: [{ value: ['a', 'b'] }],
  'similar:cosine': [{ value: 'a' }],
  bleu: [{ value: 'a b', threshold: 0.4 }, { value: ['a', 'b a b a'] }],
  gleu: [{ value: 'a b' }],
  'contains-html': [{}],
  'contains-xml': [{}, { value: 'a' }],
  'finish-reason': [{ value: 'stop' }],
  'is-html': [{}],
  'is-refusal': [{}],
  'is-valid-function-call': [{}],
  'is-valid-openai-function-call': [{}],
  'is-valid-openai-tools-call': [{}],
  'is-xml': [{}, { value: ['a.b'] }],
  levenshtein: [{ value: 'ab', threshold: 2 }],
  'rouge-n': [{ value: 'a b', threshold: 0.3 }],
  'tool-call-f1': [{ value: 'look_up, escalate', threshold: 0.6 }],
  'word-count': [{ value: { min: 1, max: 3 } }],
  contains: [{ value: 'a' }],
  'contains-all': [{ value: ['a', 'b'] }],
  'contains-any': [{ value: ['a', 'b'] }],
  'contains-json': [{}, { value: { type: 'array' } }],
  cost: [{ threshold: 0.001 }],
  'ends-with': [{ value: 'a' }],
  equals: [{ value: 'a' }, { value: { a: [1] } }],
  icontains: [{ value: 'a' }],
  'icontains-all': [{ value: ['a', 'b'] }],
  'icontains-any': [{ value: ['a', 'b'] }],
  'iends-with': [{ value: 'a' }],
  'is-json': [{}, { value: { type: 'object', required: ['a'] } }],
  'istarts-with': [{ value: 'a' }],
  latency: [{ threshold: 500 }],
  regex: [{ value: '(?i)^[a-z]+$' }],
  javascript: [{ value: 'output.length > 3' }],
  script: [{ value: 'check.mjs' }],
  'starts-with': [{ value: 'a' }],
};

const texts = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        'b',
        '<a>',
        '</a>',
        '<p>',
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '<',
        '>',
        '/',
        '1',
        ' ',
        '\n',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('')),
  fc.json(),
);
const answers = fc.record({
  text: texts,
  latencyMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
  costUsd: fc.double({ min: 0, max: 1, noNaN: true }),
  finishReason: fc.constantFrom('stop', 'length', 'end_turn', null),
  toolCalls: fc.array(
    fc.record({
      name: fc.constantFrom('look_up', 'escalate', 'other'),
      arguments: fc.oneof(fc.json(), texts),
    }),
    { maxLength: 3 },
  ),
});

/** A judge that finds everything middling, and embeddings of two dimensions. */
const context: ScoringContext = {
  tools: [{ type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } }],
  ask: async ({ replySchema }) => {
    const known = Object.keys(Object(replySchema?.schema.properties));
    const everything = { steps: [], reason: 'So so.', pass: true, score: known.includes('steps') ? 7 : 0.7 };
    const reply = Object.entries({ ...everything, decision: 'N', category: 'A' });
    const wanted = Object.fromEntries(reply.filter(([key]) => known.includes(key)));
    return { ok: true, text: replySchema === null ? 'I say yes.' : JSON.stringify(wanted) };
  },
  script: async ({ name }) => ({
    ok: true,
    json: name === 'javascript' ? '{ "kind": "value", "value": true }' : '0.7',
  }),
  embed: async ({ texts }) => ({ ok: true, vectors: texts.map((text) => [1, text.length]) }),
};

describe('every kind of assertion', () => {
  it('has an example here', () => {
    const ofOneAnswer = [...assertionKinds].filter(([, { compares }]) => !compares).map(([type]) => type);
    expect(Object.keys(examples).sort()).toEqual(ofOneAnswer.sort());
  });

  const rows = Object.entries(examples).flatMap(([type, list]) => list.map((rest) => [type, rest] as const));

  it.each(rows)('%s %j says yes or no to any answer, and its negation the opposite', async (type, rest) => {
    const [plainCase, negatedCase] = [
      caseOf([assertionOf(type, rest)]),
      caseOf([assertionOf(`not-${type}`, rest)]),
    ];
    expect(checkAssertions(plainCase, context)).toEqual([]);
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const plain = await scoreAnswer(answerOf(answer.text, answer), plainCase, context);
        const negated = await scoreAnswer(answerOf(answer.text, answer), negatedCase, context);
        expect(plain.errored).toBeUndefined();
        expect(plain.score).toBeGreaterThanOrEqual(0);
        expect(plain.score).toBeLessThanOrEqual(1);
        expect(negated.passed).toBe(!plain.passed);
        expect(negated.score).toBeCloseTo(1 - plain.score);
        expect(plain.failures.length + negated.failures.length).toBe(1);
        const reason = [...plain.failures, ...negated.failures].map((failure) => failure.reason).join('');
        expect(reason.length).toBeLessThan(1500);
        expect(reason).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
      }),
      { numRuns: 60 },
    );
  });
});
