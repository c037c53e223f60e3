import { test } from 'vitest';
import { refusals } from '../kit/fault-server.ts';
import { limiters } from '../kit/limiters.ts';
import { runAll, tally, trialsOf } from '../kit/trials.ts';
import { inVirtualTime, virtualProvider } from '../kit/virtual-provider.ts';
test('x', async () => {
  (globalThis as any).DBG = true;
  for (const name of ['a sliding window, silent', 'a window of fixed seconds, retry-after','a sliding window, retry-after-ms']) {
  console.error(name);
  const allow = limiters[name]!(100);
  let refused = 0;
  const { send } = virtualProvider(() => {
    const { allowed, headers } = allow(performance.now());
    if (allowed) return { kind: 'answer', latencyMs: 30, headers };
    refused += 1;
    return refusals.rateLimited(headers);
  });
  console.error(await inVirtualTime(async () => {
    const s = performance.now();
    const results = await runAll(trialsOf({ baseUrl: 'http://provider/v1', cases: 300 }), { send, maxConcurrency: 20 });
    return [tally(results), performance.now() - s, refused];
  }));
  }
});
