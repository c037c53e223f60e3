import { expect, test } from 'vitest';
import type { Source } from '../../src/observe/reported.ts';
import { resolver } from '../../src/observe/resolve.ts';
import { readRows } from '../../src/observe/rows.ts';
import { type Sample, sampling } from '../../src/observe/sampled.ts';
import { byColumns, readColumns } from '../../src/observe/sources/columns.ts';
import {
  ATTRIBUTES,
  countText,
  EARLIER,
  jsonLines,
  NOW,
  recorded,
  servingState,
} from '../kit/observations.ts';

type Sampling = { name?: string; source?: Source; shares?: Record<string, number>; done?: string[] };

async function sampled(
  text: string,
  { name = 'a.jsonl', source, shares, done = [] }: Sampling = {},
): Promise<Sample> {
  const rows = sampling({
    resolve: resolver(servingState, { option: undefined, segmentsOf: () => new Set(['standard']) }),
    metrics: Object.entries(shares ?? { on_topic: 1 }).map(([metric, sample]) => ({ name: metric, sample })),
    source: source ?? null,
    wants: ({ id }) => !done.includes(id),
    now: NOW,
  });
  async function* bytes() {
    yield Buffer.from(text);
  }
  await readRows({ name, open: bytes }, name.endsWith('.csv'), rows);
  return rows.sample();
}

const read = async (text: string, how?: Sampling) =>
  (await sampled(text, how)).chosen.map(({ answer, input, by }) => ({ answer, input, id: by[0]?.id }));

const message = (role: string, content: unknown) => ({ role, content });
const asked = [message('system', 'You are 1.1.0.'), message('user', 'Where?')];

test('answers stand in the runtime’s lines, in tables and in columns of any name', async () => {
  const lines = [
    recorded('1', { answer: 'There.', input: 'Where?' }),
    recorded('2', { output: message('assistant', 'There.'), messages: asked }),
    recorded('3', { output: { choices: [{ message: message('assistant', 'There.') }] } }),
    recorded('4', { answer: '{"content": "is JSON"}' }),
    recorded('5', { answer: '' }),
    recorded('7', { answer: 'There.', variables: { tier: 'pro' } }),
    recorded('6'),
  ];
  expect(await read(jsonLines(lines))).toEqual([
    { answer: 'There.', input: 'Where?', id: '1#on_topic' },
    { answer: 'There.', input: [message('user', 'Where?')], id: '2#on_topic' },
    { answer: 'There.', input: null, id: '3#on_topic' },
    { answer: '{"content": "is JSON"}', input: null, id: '4#on_topic' },
    { answer: 'There.', input: { tier: 'pro' }, id: '7#on_topic' },
  ]);
  const table = `id,at,prompt,version,answer,input,resolved\n1,${EARLIER},support,1.1.0,"There, here.",Where?,true\n`;
  expect(await read(table, { name: 'a.csv' })).toEqual([
    { answer: 'There, here.', input: 'Where?', id: '1#on_topic' },
  ]);
  // The texts are no metrics.
  expect(await countText(table, { name: 'a.csv' })).toMatchObject({
    ...{ rows: { counted: 1, unreadable: 0 }, undeclared: [] },
  });
  const columns = readColumns('at=t,prompt=p,version=v,answer=reply.text,input=q');
  const row = { t: EARLIER, p: 'support', v: '1.1.0', q: 'Where?', reply: { text: 'There.' } };
  expect(await read(jsonLines([row]), { source: byColumns(columns) })).toMatchObject([
    { answer: 'There.', input: 'Where?' },
  ]);
});

test('answers stand in the exports of Langfuse, PostHog, LangSmith and OpenTelemetry', async () => {
  const nano = `${BigInt(Date.parse(EARLIER)) * 1_000_000n}`;
  const attributes = {
    ...ATTRIBUTES,
    'gen_ai.input.messages': JSON.stringify([
      { role: 'system', parts: [{ type: 'text', content: 'You are 1.1.0.' }] },
      { role: 'user', parts: [{ type: 'text', content: 'Where?' }] },
    ]),
    'gen_ai.output.messages': JSON.stringify([
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: 'Hm.' },
          { type: 'text', content: 'There.' },
        ],
      },
    ]),
  };
  const span = {
    ...{ traceId: 'aa', spanId: 'bb', startTimeUnixNano: nano },
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  };
  const event = { ...span, timeUnixNano: nano, eventName: 'gen_ai.client.inference.operation.details' };
  const rows = {
    langfuse: {
      ...{ id: 'x', trace_id: 't', type: 'GENERATION', start_time: EARLIER, metadata: ATTRIBUTES },
      ...{ input: JSON.stringify(asked), output: JSON.stringify(message('assistant', 'There.')) },
    },
    posthog: {
      ...{ uuid: 'x', event: '$ai_generation', timestamp: EARLIER },
      properties: {
        ...ATTRIBUTES,
        $ai_input: asked,
        $ai_output_choices: [message('assistant', [{ type: 'text', text: 'There.' }])],
      },
    },
    langsmith: {
      ...{ id: 'x', run_type: 'llm', start_time: EARLIER, extra: { metadata: ATTRIBUTES } },
      inputs: { messages: asked },
      outputs: { generations: [[{ text: 'There.' }]] },
    },
    otlp: { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] },
  };
  for (const [name, row] of Object.entries(rows)) {
    const found = await sampled(jsonLines([row]));
    expect([name, found.chosen.map(({ answer }) => answer)]).toEqual([name, ['There.']]);
    expect(JSON.stringify(found.chosen[0]?.input)).toContain('Where?');
    expect(JSON.stringify(found.chosen[0]?.input)).not.toContain('You are');
    expect(found.chosen[0]?.of).toMatchObject({ prompt: 'support', version: '1.1.0' });
  }
  // The same answer in a span and in its event is one.
  const both = jsonLines([rows.otlp, { resourceLogs: [{ scopeLogs: [{ logRecords: [event] }] }] }]);
  expect((await sampled(both)).chosen).toHaveLength(1);
});

test('a sample is a share of the calls, the same whenever they are read, and none twice', async () => {
  const lines = Array.from({ length: 4000 }, (_, index) => recorded(`call ${index}`, { answer: 'Yes.' }));
  const shares = { small: 0.05, large: 0.1 };
  const first = await sampled(jsonLines(lines), { shares });
  const idsOf = ({ chosen }: Sample) => chosen.flatMap(({ by }) => by.map(({ id }) => id));
  const count = (sample: Sample, metric: string) =>
    idsOf(sample).filter((id) => id.endsWith(`#${metric}`)).length;
  // Four standard deviations of a binomial on both sides.
  expect(Math.abs(count(first, 'large') - 400)).toBeLessThan(76);
  expect(Math.abs(count(first, 'small') - 200)).toBeLessThan(56);
  expect(first.chosen.every(({ by }) => by.some(({ metric }) => metric === 'large'))).toBe(true);
  const again = await sampled(jsonLines([...lines.toReversed(), ...lines]), { shares });
  expect(new Set(idsOf(again))).toEqual(new Set(idsOf(first)));
  expect(idsOf(again)).toHaveLength(idsOf(first).length);
  const rest = await sampled(jsonLines(lines), { shares, done: idsOf(first) });
  expect(rest).toMatchObject({ answers: 4000, known: idsOf(first).length, chosen: [] });
});

test('answers of versions that were forced, or that nobody knows, are not judged', async () => {
  const lines = [
    recorded('1', { answer: 'Yes.', forced: true }),
    recorded('2', { answer: 'Yes.', version: '9.0.0' }),
    recorded('3', { answer: 'Yes.', at: 'yesterday' }),
  ];
  expect((await sampled(jsonLines(lines))).chosen).toEqual([]);
  const judgement = recorded('4#on_topic', { judged: true, metrics: { on_topic: true } });
  const { parts } = await countText(jsonLines([judgement]));
  expect(parts[0]?.windows.map(({ metric }) => metric)).toEqual(['on_topic']);
});

test('messages that lie too deep in a text stay a text, and end nothing', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const input = `[{"role": "user", "content": ${deep}}]`;
  expect(await read(jsonLines([recorded('1', { answer: 'There.', input })]))).toEqual([
    { answer: 'There.', input, id: '1#on_topic' },
  ]);
  const row = JSON.stringify({ ...recorded('2', { answer: 'There.' }), deep: 0 });
  expect(await read(`[${row.replace('"deep":0', `"deep":${deep}`)}]\n`)).toEqual([]);
});
