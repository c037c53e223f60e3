import { describe, expect, test } from 'vitest';
import { byColumns, readColumns } from '../../src/observe/sources/columns.ts';
import { ATTRIBUTES, type Counting, countText, EARLIER, jsonLines, recorded } from '../kit/observations.ts';
import { digestFor } from '../kit/registry-log.ts';

/** What was counted, as `version segment metric n sum serial`. */
async function counted(text: string, counting: Counting & { name?: string } = {}) {
  const { rows, parts } = await countText(text, counting);
  const windows = parts.flatMap((part) =>
    part.windows.map(({ version, segment, metric, n, sum, serial }) => {
      return `${part.environment} ${version} ${segment} ${metric} ${n} ${sum} ${serial}`;
    }),
  );
  return { rows, windows: windows.filter((window) => !window.includes(' calls ')), all: windows };
}

const nano = `${BigInt(Date.parse(EARLIER)) * 1_000_000n}`;
const otlpAttributes = (attributes: Record<string, string | number>) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { doubleValue: value } : { stringValue: value },
  }));

/** The collector's file exporter writes one such request a line. */
const logs = (...logRecords: unknown[]) => ({
  resourceLogs: [{ resource: {}, scopeLogs: [{ logRecords }] }],
});

function evaluation(spanId: string, rest: Record<string, string | number>) {
  return {
    ...{ timeUnixNano: nano, traceId: 'aa', spanId, eventName: 'gen_ai.evaluation.result' },
    attributes: otlpAttributes({ ...ATTRIBUTES, 'gen_ai.evaluation.name': 'resolved', ...rest }),
  };
}

test('the runtime’s own lines are read, and a table with the same columns', async () => {
  const lines = await counted(jsonLines([recorded('1'), recorded('2', { metrics: { resolved: false } })]));
  expect(lines.windows).toEqual(['production 1.1.0 standard resolved 2 1 2']);
  const table = [
    'id,at,environment,prompt,version,segment,unit,serial,resolved,metrics.cost_usd',
    `1,${EARLIER},production,support,1.0.0,enterprise,u1,1,true,0.25`,
    `2,${EARLIER},production,support,1.0.0,enterprise,u2,1,false,`,
  ];
  expect((await counted(`${table.join('\r\n')}\r\n`, { name: 'a.csv' })).windows).toEqual([
    'production 1.0.0 enterprise resolved 2 1 1',
    'production 1.0.0 enterprise cost_usd 1 0.25 1',
  ]);
});

describe('OTLP', () => {
  test('evaluations are judgements, by their score or a label that says yes or no; evaluations of flags are calls', async () => {
    const request = logs(
      evaluation('b1', { 'gen_ai.evaluation.score.value': 1 }),
      evaluation('b2', { 'gen_ai.evaluation.score.label': 'fail' }),
      // The same event, sent twice.
      evaluation('b2', { 'gen_ai.evaluation.score.label': 'fail' }),
      // The evaluation itself failed, and a label that is neither yes nor no.
      evaluation('b3', { 'gen_ai.evaluation.score.value': 0, 'error.type': 'timeout' }),
      evaluation('b4', { 'gen_ai.evaluation.score.label': 'mostly relevant' }),
      { timeUnixNano: nano, eventName: 'something.else', attributes: [] },
    );
    const flag = {
      ...{ observedTimeUnixNano: nano, timeUnixNano: '0', traceId: 'aa', spanId: 'c1' },
      attributes: otlpAttributes({ ...ATTRIBUTES, 'event.name': 'feature_flag.evaluation' }),
    };
    const { all, rows } = await counted(jsonLines([request, logs(flag)]), { name: 'otlp.jsonl' });
    expect(all).toEqual([
      'production 1.1.0 enterprise resolved 2 1 2',
      'production 1.1.0 enterprise calls 1 1 2',
    ]);
    expect(rows).toMatchObject({ counted: 3, repeated: 1, unreadable: 0 });
  });

  test('events of spans take what their span says, in a file that is one document too', async () => {
    const span = {
      ...{ traceId: 'aa', spanId: 'd1', attributes: otlpAttributes(ATTRIBUTES) },
      events: [
        {
          ...{ name: 'gen_ai.evaluation.result', timeUnixNano: nano },
          attributes: otlpAttributes({
            'gen_ai.evaluation.name': 'csat',
            'gen_ai.evaluation.score.value': 4,
          }),
        },
      ],
    };
    const request = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
    const text = JSON.stringify(request, null, 2);
    expect((await counted(text, { name: 'traces.json' })).windows).toEqual([
      'production 1.1.0 enterprise csat 1 4 2',
    ]);
  });
});

describe('Langfuse', () => {
  const score = (id: string, rest: Record<string, unknown>) => ({
    ...{ id, timestamp: '2026-11-29 11:00:00.000000', project_id: 'p', environment: 'default' },
    ...{ trace_id: 't', source: 'EVAL', string_value: null, metadata: ATTRIBUTES, ...rest },
  });

  test('scores are counted where they are numbers, or yes and no, and say in their metadata what they judged', async () => {
    const rows = [
      score('1', { name: 'resolved', data_type: 'BOOLEAN', value: 1 }),
      score('2', { name: 'csat', data_type: 'NUMERIC', value: 3.5 }),
      score('3', { name: 'mood', data_type: 'CATEGORICAL', value: 2, string_value: 'positive' }),
      score('4', { name: 'note', data_type: 'TEXT', value: 0, string_value: 'Call me at …' }),
      score('5', { name: 'resolved', data_type: 'BOOLEAN', value: 1, metadata: {} }),
    ];
    const expected = [
      'production 1.1.0 enterprise resolved 1 1 2',
      'production 1.1.0 enterprise csat 1 3.5 2',
    ];
    const lines = await counted(jsonLines(rows));
    expect(lines.windows).toEqual(expected);
    expect(lines.rows).toMatchObject({ counted: 2, ignored: 3 });
    expect((await counted(JSON.stringify({ data: rows }), { name: 'scores.json' })).windows).toEqual(
      expected,
    );
  });

  test('a table has the metadata as JSON in a text', async () => {
    const metadata = JSON.stringify(ATTRIBUTES).replaceAll('"', '""');
    const table = `id,timestamp,environment,name,value,data_type,metadata\n1,2026-11-29 11:00:00.000000,default,csat,4,NUMERIC,"${metadata}"\n`;
    expect((await counted(table, { name: 'scores.csv' })).windows).toEqual([
      'production 1.1.0 enterprise csat 1 4 2',
    ]);
  });
});

test('PostHog: metrics and generations are read, whatever else a person did is not', async () => {
  const event = (uuid: string, name: string, properties: Record<string, unknown>) => ({
    ...{ uuid, event: name, timestamp: '2026-11-29T11:00:00.123000+00:00', distinct_id: 'user-1' },
    properties: { ...ATTRIBUTES, ...properties },
  });
  const rows = [
    event('1', '$ai_metric', { $ai_metric_name: 'resolved', $ai_metric_value: 'true' }),
    event('2', '$ai_generation', { $ai_is_error: false, $ai_latency: 1.5, $ai_total_cost_usd: 0.002 }),
    event('3', '$pageview', {}),
  ];
  const { windows, rows: counts } = await counted(jsonLines(rows));
  expect(windows).toEqual([
    'production 1.1.0 enterprise resolved 1 1 2',
    'production 1.1.0 enterprise error 1 0 2',
    'production 1.1.0 enterprise latency_s 1 1.5 2',
    'production 1.1.0 enterprise cost_usd 1 0.002 2',
  ]);
  expect(counts).toMatchObject({ counted: 2, ignored: 1 });
});

test('LangSmith: feedback, errors, time and cost of runs are read', async () => {
  const run = (id: string, rest: Record<string, unknown>) => ({
    ...{ id, name: 'answer', run_type: 'llm', start_time: '2026-11-29T11:00:00.000000' },
    ...{ end_time: '2026-11-29T11:00:02.500000', error: null, extra: { metadata: ATTRIBUTES }, ...rest },
  });
  const rows = [
    run('1', { feedback_stats: { resolved: { n: 1, avg: 1 } }, total_cost: 0.01 }),
    run('2', { error: 'RateLimitError()', feedback_stats: null }),
    run('3', { extra: {} }),
  ];
  const { windows, rows: counts } = await counted(JSON.stringify(rows), { name: 'runs.json' });
  expect(windows).toEqual([
    'production 1.1.0 enterprise resolved 1 1 2',
    'production 1.1.0 enterprise error 2 1 2',
    'production 1.1.0 enterprise latency_s 2 5 2',
    'production 1.1.0 enterprise cost_usd 1 0.01 2',
  ]);
  expect(counts).toMatchObject({ counted: 2, ignored: 1 });
});

describe('other files', () => {
  test('columns name the fields, also inside of objects and with dots in their names', async () => {
    const columns = readColumns(
      'id=request,at=ts,prompt=about.prompt,digest=about.sha,segment=tier,metrics.resolved=ok,metrics.cost_usd=usage.cost.usd',
    );
    const row = {
      ...{ request: 'r1', ts: Date.parse(EARLIER) / 1000, tier: 'enterprise', ok: 1, 'usage.cost.usd': 0.5 },
      about: { prompt: 'support', sha: digestFor('support', '1.0.0') },
    };
    const { windows } = await counted(jsonLines([row]), { source: byColumns(columns) });
    expect(windows).toEqual([
      'production 1.0.0 enterprise resolved 1 1 null',
      'production 1.0.0 enterprise cost_usd 1 0.5 null',
    ]);
  });

  test.each([
    ['at=ts,prompt=p,versoin=v', /"versoin=v", which is no field and its column\. Did you mean "version"\?/],
    ['at=ts,version=v', /does not say enough\. .*`at`, of `prompt`, and of one of `version`/],
    ['at=ts,prompt=p,version=v,metrics.a b=x', /"metrics\.a b=x", which is no field/],
  ])('%s is refused with what would be right', (text, message) => {
    expect(() => readColumns(text)).toThrow(message);
  });
});

test('a version is known by its number, its digest or the variant of a flag, and what is stated has to agree', async () => {
  const [older, newer] = [digestFor('support', '1.0.0'), digestFor('support', '1.1.0')];
  const rows = [
    recorded('1', { version: null, digest: older }),
    recorded('2', { version: null, variant: '1.0.0' }),
    recorded('3', { version: null, variant: 'support@1.0.0' }),
    recorded('4', { version: null, variant: older }),
    recorded('5', { version: null, prompt: null, digest: older }),
    recorded('6', { version: '1.0.0', digest: newer }),
    recorded('7', { version: '9.9.9' }),
  ];
  const { rows: counts, unknown } = await countText(jsonLines(rows));
  expect(counts).toMatchObject({ counted: 5, unknown: 2 });
  expect(unknown).toEqual([
    { what: 'version', name: 'support 1.0.0', rows: 1 },
    { what: 'version', name: 'support 9.9.9', rows: 1 },
  ]);
});
