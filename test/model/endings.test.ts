import { describe, expect, test } from 'vitest';
import { ask, completion, ok } from '../kit/ask-once.ts';
import type { Behaviour } from '../kit/fault-server.ts';

const noAnswer = { ok: false, failure: { transient: true, fatal: false } };

/** A chat completion with this message. */
const saying = (message: object, ending = 'stop') =>
  completion({ message: { role: 'assistant', ...message }, finish_reason: ending });
const weather = { name: 'weather', arguments: '{"city":"Rome"}' };

describe('what ended', () => {
  test.each(['stop', 'STOP', 'eos', 'eos_token', 'end_turn', 'stop_sequence', 'length', 'model_length'])(
    'an empty text is an answer that ended by %s',
    async (ending) => {
      const answer = { text: '', finishReason: ending };
      expect(await ask(saying({ content: '' }, ending))).toMatchObject({ ok: true, answer });
    },
  );

  test.each([
    ...[
      'failed',
      'timeout',
      'max_time',
      'server_error',
      'engine_overloaded',
      'ERROR',
      'canceled',
      'interrupted',
    ],
    ...['incomplete', 'MALFORMED_FUNCTION_CALL', 'load_shedding', 'abort_error', 'guardrail_timeout'],
  ])('an end by %s is no answer', async (ending) => {
    expect(await ask(saying({ content: '' }, ending))).toMatchObject(noAnswer);
    expect(await ask(saying({ content: 'Half an' }, ending))).toMatchObject(noAnswer);
  });

  test.each(['unknown', 'other', 'load', 'finish_reason_unspecified'])(
    'by %s, which says nothing, ended an answer if there is one',
    async (ending) => {
      expect(await ask(saying({ content: '' }, ending))).toMatchObject(noAnswer);
      expect(await ask(saying({ content: 'Good.' }, ending))).toMatchObject({ ok: true });
    },
  );

  test.each([
    ...['SAFETY', 'RECITATION', 'content-filter', 'content_filtered', 'guardrail_intervened', 'moderation'],
    ...['image_safety', 'LANGUAGE', 'content_filter: PROHIBITED_CONTENT'],
  ])('by %s was filtered', async (ending) => {
    const { wasFiltered } = await import('../../src/score/finish-reason.ts');
    for (const content of ['', null, 'It begins']) {
      const result = await ask(saying({ content }, ending));
      expect(result.ok && wasFiltered(result.answer)).toBe(true);
    }
  });
});

describe('what is no text', () => {
  test.each<[string, object]>([
    ['content null', { content: null }],
    ['no content', {}],
    ['an empty list', { content: [] }],
    ['a number', { content: 42 }],
    ['an object', { content: { text: 'Good.' } }],
    ['parts of another kind', { content: [{ type: 'image_url', image_url: { url: 'x' } }] }],
    [
      'text in a part that nobody knows',
      {
        content: [
          { type: 'text', text: 'a' },
          { type: 'memo', text: 'b' },
        ],
      },
    ],
    ['thoughts only', { content: null, reasoning_content: 'Well …' }],
    ['thoughts in its only part', { content: [{ type: 'thinking', text: 'Well …' }] }],
    ['the role of the user', { role: 'user', content: 'Hello, you!' }],
    ['a call without a name', { content: 'Good.', tool_calls: [{ function: {} }] }],
    ['calls that are no list', { content: 'Good.', tool_calls: { function: weather } }],
  ])('a message with %s is no answer', async (_, message) => {
    expect(await ask(saying(message))).toMatchObject(noAnswer);
  });

  test('calls that are not there are none', async () => {
    expect(await ask(saying({ content: null }, 'tool_calls'))).toMatchObject(noAnswer);
    expect(await ask(saying({ content: '', tool_calls: [] }, 'tool_calls'))).toMatchObject(noAnswer);
  });

  test.each([null, ''])('a refusal in its own field is the text beside %j', async (content) => {
    const answer = { text: 'I cannot.', finishReason: 'content_filter' };
    expect(await ask(saying({ content, refusal: 'I cannot.' }))).toMatchObject({ ok: true, answer });
    expect(await ask(saying({ content: 'Good.', refusal: '' }))).toMatchObject({ answer: { text: 'Good.' } });
  });

  test('thoughts are left out, and all that is text is read', async () => {
    const content = [{ type: 'reasoning', text: 'Well …' }, 'Go', { type: 'text', text: 'od.' }];
    expect(await ask(saying({ content }))).toMatchObject({ ok: true, answer: { text: 'Good.' } });
  });

  test.each<[string, object]>([
    ['a function', { tool_calls: [{ type: 'function', function: weather }] }],
    [
      'a function, with an object',
      { tool_calls: [{ function: { ...weather, arguments: { city: 'Rome' } } }] },
    ],
    [
      'a custom tool',
      { tool_calls: [{ type: 'custom', custom: { name: 'weather', input: '{"city":"Rome"}' } }] },
    ],
    ['a function, as they were once', { function_call: weather }],
  ])('a call of %s is an answer', async (_, calls) => {
    const answer = { text: '', toolCalls: [weather] };
    expect(await ask(saying({ content: null, ...calls }, 'stop'))).toMatchObject({ ok: true, answer });
  });

  test.each<[string, object]>([
    ['nothing but thoughts', { content: [{ type: 'thinking', thinking: 'Well …' }] }],
    ['the role of the user', { role: 'user', content: [{ type: 'text', text: 'Hello, you!' }] }],
    ['a call announced and left out', { content: [], stop_reason: 'tool_use' }],
  ])('nor is one of Anthropic with %s', async (_, message) => {
    const body = { type: 'message', role: 'assistant', stop_reason: 'end_turn', ...message };
    expect(await ask(ok(body), 'messages')).toMatchObject(noAnswer);
  });

  test('a turn that Claude ends at once is an empty answer', async () => {
    const body = { type: 'message', role: 'assistant', content: [], stop_reason: 'end_turn' };
    expect(await ask(ok(body), 'messages')).toMatchObject({ ok: true, answer: { text: '' } });
  });

  test.each<[string, object]>([
    ['nothing but thoughts', { output: [{ type: 'reasoning', summary: [] }] }],
    ['no output', { output: [] }],
    ['no end', { status: 'incomplete', output: [{ type: 'message', content: 'Half an' }] }],
    ['an echo', { output: [{ type: 'message', role: 'user', content: 'Hello, you!' }] }],
  ])('nor a response with %s', async (_, differs) => {
    expect(await ask(ok({ status: 'completed', ...differs }), 'responses')).toMatchObject(noAnswer);
  });
});

describe('a failure beside an answer', () => {
  test.each<[string, object, object]>([
    ['`errors`', { errors: [{ message: 'ACME' }] }, { kind: 'server' }],
    ['`errors` with a code', { errors: [{ code: 429, message: 'ACME' }] }, { kind: 'rate-limit' }],
    ['a state', { status: 'failed' }, { kind: 'server' }],
    ['a status', { status: 503 }, { kind: 'overloaded' }],
    ['MiniMax’s status', { base_resp: { status_code: 1002, status_msg: 'ACME' } }, { kind: 'server' }],
    ['a code', { code: 500, msg: 'ACME' }, { kind: 'server' }],
  ])('%s: it is none', async (_, top, failure) => {
    expect(await ask(completion({}, top))).toMatchObject({ ok: false, failure });
  });

  test('a gateway’s own code is one where there is no answer, and may mean success where there is', async () => {
    const empty = { message: { role: 'assistant', content: '' } };
    expect(await ask(completion(empty, { code: 50001 }))).toMatchObject(noAnswer);
    expect(await ask(completion({}, { code: 10000, msg: 'success' }))).toMatchObject({ ok: true });
  });

  test('states and codes of success are none', async () => {
    const well = { errors: [], status: 'completed', code: 0, base_resp: { status_code: 0, status_msg: '' } };
    expect(await ask(completion({}, well))).toMatchObject({ ok: true, answer: { text: 'Good.' } });
  });
});

test.each([202, 206])('status %i brings no answer', async (status) => {
  const good = completion({});
  const body = good.kind === 'answer' ? good.body : undefined;
  expect(await ask({ kind: 'status', status, body })).toMatchObject(noAnswer);
});

test('bytes that are no text are no answer', async () => {
  const body = '{"choices":[{"message":{"content":"Gr\u00fc\u00dfe"},"finish_reason":"stop"}]}';
  const sent = (encoding: BufferEncoding): Behaviour => ({
    kind: 'bytes',
    bytes: Buffer.from(body, encoding),
  });
  expect(await ask(sent('utf8'))).toMatchObject({ ok: true, answer: { text: 'Grüße' } });
  expect(await ask(sent('latin1'))).toMatchObject({ ok: false, failure: { kind: 'unreadable' } });
});
