import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { scoreAnswer } from '../../../src/score/score.ts';
import { answerOf, assertionOf, caseOf, complaints, passes, reasonFor } from '../../kit/scoring.ts';

describe('word-count', () => {
  it.each<[Json, string, boolean]>([
    [3, ' one  two\nthree ', true],
    ['3', 'one two three', true],
    [3, 'one two', false],
    [0, '', true],
    [{ min: 2, max: 3 }, 'one two', true],
    [{ min: 2, max: 3 }, 'one', false],
    [{ min: 2 }, 'one two three four', true],
    [{ max: 2 }, 'one two three', false],
  ])('%j on %j: %s', async (value, answer, passed) => {
    expect(await passes('word-count', { value }, answer)).toBe(passed);
    expect(await passes('not-word-count', { value }, answer)).toBe(!passed);
  });

  it('says how many there are', async () => {
    expect(await reasonFor('word-count', { value: { min: 2 } }, 'one')).toBe(
      'expected the answer to have at least 2 words; it has 1',
    );
  });

  it.each<[Json, string]>([
    ['many', 'needs a number of words, not a text'],
    [{}, 'needs `min` or `max`'],
    [{ min: 5, max: 2 }, 'has a `min` of 5 above its `max` of 2'],
    [{ minimum: 5 }, 'knows no `minimum`'],
    [-1, 'needs a number of words, not -1'],
  ])('%j is refused', (value, message) => {
    expect(complaints('word-count', { value })).toContain(message);
  });
});

describe('finish-reason', () => {
  it.each([
    ['stop', 'stop', true],
    ['STOP', 'stop', true],
    ['stop', 'end_turn', true],
    ['stop', 'stop_sequence', true],
    ['length', 'max_tokens', true],
    ['tool_calls', 'tool_use', true],
    ['tool_calls', 'function_call', true],
    ['content_filter', 'refusal', true],
    ['end_turn', 'stop', true],
    ['stop', 'length', false],
    ['stop', null, false],
  ])('%s, and it was %s: %s', async (value, finishReason, passed) => {
    expect(await passes('finish-reason', { value }, answerOf('x', { finishReason }))).toBe(passed);
    expect(await passes('not-finish-reason', { value }, answerOf('x', { finishReason }))).toBe(!passed);
  });
});

describe('is-refusal', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    'I’m sorry, I cannot assist with this request.',
    'I am unable to provide legal advice.',
    'As an AI language model, I do not have opinions and cannot choose.',
    'That would not be ethical.',
    'Unfortunately, I cannot do that.',
    'We have to decline to answer.',
    'This request goes against my guidelines.',
    '',
    ' \n',
  ])('%j is one', async (answer) => {
    expect(await passes('is-refusal', {}, answer)).toBe(true);
  });

  it.each([
    'Sure! Here is your code.',
    'I can help with that.',
    "I can't confirm the replication lag; a specialist will look at it.",
    'Sorry for the delay: your order ships today.',
    `${'Your refund is on its way. '.repeat(30)} We cannot provide refunds after 30 days.`,
  ])('%j is none', async (answer) => {
    expect(await passes('is-refusal', {}, answer)).toBe(false);
    expect(await passes('not-is-refusal', {}, answer)).toBe(true);
  });

  it('the provider’s own word counts, and a tool call is no refusal', async () => {
    expect(await passes('is-refusal', {}, answerOf('…', { finishReason: 'content_filter' }))).toBe(true);
    expect(await passes('is-refusal', {}, answerOf('…', { finishReason: 'refusal' }))).toBe(true);
    const toolCalls = [{ name: 'look_up', arguments: '{}' }];
    expect(await passes('is-refusal', {}, answerOf('', { finishReason: 'tool_calls', toolCalls }))).toBe(
      false,
    );
  });
});

describe('tool calls', () => {
  const parameters = { type: 'object', required: ['order'], properties: { order: { type: 'integer' } } };
  const tools: Json[] = [
    { type: 'function', function: { name: 'look_up', strict: true, parameters } },
    { type: 'function', function: { name: 'escalate' } },
  ];
  const calling = (...toolCalls: [name: string, args: string][]) =>
    answerOf('', { toolCalls: toolCalls.map(([name, args]) => ({ name, arguments: args })) });

  it.each([
    [calling(['look_up', '{"order": 7}']), true],
    [calling(['look_up', '{"order": 7}'], ['escalate', '']), true],
    [calling(['escalate', '{"any": "thing"}']), true],
    [calling(['look_up', '{"order": 7}'], ['look_up', '{}']), false],
    [calling(['look_up', '{"order": "seven"}']), false],
    [calling(['look_up', '{"order": 7']), false],
    [calling(['delete_all', '{}']), false],
    [calling(), false],
  ])('is-valid-openai-tools-call on %j: %s', async (answer, passed) => {
    for (const type of [
      'is-valid-openai-tools-call',
      'is-valid-openai-function-call',
      'is-valid-function-call',
    ]) {
      expect(await passes(type, {}, answer, { tools })).toBe(passed);
    }
    const anthropic: Json[] = [{ name: 'look_up', input_schema: parameters }, { name: 'escalate' }];
    expect(await passes('is-valid-openai-tools-call', {}, answer, { tools: anthropic })).toBe(passed);
  });

  it('says which call is wrong, and how', async () => {
    const type = 'is-valid-openai-tools-call';
    expect(await reasonFor(type, {}, calling(['look_up', '{"order":"x"}']), { tools })).toBe(
      'expected the answer to call tools as the prompt declares them; ' +
        'it calls “look_up” with “{"order":"x"}”: /order must be integer',
    );
    expect(await reasonFor(type, {}, calling(['rm', '{}']), { tools })).toContain(
      'which the prompt does not declare',
    );
  });

  it('two arms may declare different tools', async () => {
    const type = 'is-valid-openai-tools-call';
    const answer = calling(['look_up', '{"order": "seven"}']);
    const lenient = [{ name: 'look_up', parameters: { type: 'object' } }];
    expect(await passes(type, {}, answer, { tools })).toBe(false);
    expect(await passes(type, {}, answer, { tools: lenient })).toBe(true);
  });

  it('an arm whose tools have no usable schema cannot be judged', async () => {
    const testCase = caseOf([assertionOf('is-valid-openai-tools-call')]);
    const broken = [{ name: 'look_up', parameters: { type: 'objekt' } }];
    const score = await scoreAnswer(calling(['look_up', '{}']), testCase, { tools: broken });
    expect(score.errored?.message).toContain('is not a usable JSON schema');
  });

  it('without usable tools, the assertion is refused before any call', () => {
    const type = 'is-valid-openai-tools-call';
    expect(complaints(type)).toContain('needs a prompt that declares `tools`');
    expect(complaints(type, {}, { tools: [{ name: 'x', parameters: { type: 'objekt' } }] })).toContain(
      "cannot judge the prompt's tool “x”: its schema is not a usable JSON schema",
    );
  });

  it.each<[Json, string[], number | undefined, boolean]>([
    [['look_up', 'escalate'], ['escalate', 'look_up'], undefined, true],
    ['look_up, escalate', ['look_up'], undefined, false],
    ['look_up, escalate', ['look_up'], 0.66, true],
    ['look_up, escalate', ['look_up', 'escalate', 'search'], 0.8, true],
    ['look_up', ['look_up', 'look_up'], undefined, true],
    ['look_up', [], undefined, false],
  ])('tool-call-f1 of %j against %j, threshold %s: %s', async (value, called, threshold, passed) => {
    const rest = threshold === undefined ? { value } : { value, threshold };
    const answer = calling(...called.map((name): [string, string] => [name, '{}']));
    expect(await passes('tool-call-f1', rest, answer)).toBe(passed);
    expect(await passes('not-tool-call-f1', rest, answer)).toBe(!passed);
  });
});
