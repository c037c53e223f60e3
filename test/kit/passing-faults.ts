import { type Behaviour, refusals } from './fault-server.ts';

const failing = (status: number): Behaviour => ({ kind: 'status', status });

const completion = (choice: object, top: object = {}): Behaviour => ({
  kind: 'answer',
  body: { choices: [{ index: 0, message: { role: 'assistant', content: null }, ...choice }], ...top },
});

/** Faults of one call that another call does not meet, by what they are. */
export const passingFaults: [string, Behaviour][] = [
  ['429 that asks to wait', refusals.rateLimited({ 'retry-after-ms': '20' })],
  ['429 that says nothing', refusals.rateLimited()],
  ['500', failing(500)],
  ['502 with a proxy’s page', { kind: 'html', status: 502 }],
  ['503', failing(503)],
  ['529', refusals.overloaded],
  ['a reset before the answer', { kind: 'reset' }],
  ['a reset within the answer', { kind: 'reset-mid-body' }],
  ['JSON that is cut off', { kind: 'truncated-json' }],
  ['a stream that is cut off', { kind: 'cut-stream' }],
  ['a web page with status 200', { kind: 'html', status: 200 }],
  ['a stream that nobody asked for', { kind: 'event-stream' }],
  ['no choice', { kind: 'answer', body: { choices: [] } }],
  ['a choice that says nothing', completion({ finish_reason: null })],
  ['an end by `error`', completion({ finish_reason: 'error' })],
  ['an error in a 200', completion({}, { error: { code: 502, message: 'ACME' } })],
];
