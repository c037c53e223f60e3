import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CacheServer, startCacheServer } from '../kit/cache-server.ts';
import { setStage } from '../kit/stage.ts';
import { BASE, CASES, CONFIG, CONFIG_FILE, HARMFUL_RULE, PROMPT, promptFile, TIERS } from '../kit/support.ts';

const stage = setStage();
const MAIN = 'refs/heads/main';
/** Both arms of every case. */
const ALL_CALLS = CASES * TIERS.length * 2;

let cache: CacheServer;
beforeEach(async () => {
  cache = await startCacheServer();
});
afterEach(() => cache.close());

const pullRequest = (base?: Parameters<typeof stage.pullRequest>[1]) =>
  stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, base);
const ownRef = () => `refs/pull/${stage.number}/merge`;

describe('answers between runs', () => {
  test('a second run, on a fresh machine, asks nothing and says the same', async () => {
    const environment = cache.environment(ownRef(), MAIN);
    const first = await stage.judge(await pullRequest(), { environment, runId: 7 });
    expect(first.exitCode, first.log).toBe(1);
    expect(stage.models.calls()).toBe(ALL_CALLS);
    expect(cache.keys()).toEqual([expect.stringMatching(`pull/${stage.number}-7-1$`)]);

    const second = await stage.judge(await pullRequest(), { environment, runId: 8 });
    expect(stage.models.calls()).toBe(ALL_CALLS);
    expect(second.exitCode, second.log).toBe(1);
    expect(second.result?.usage).toMatchObject({ calls: 0, fromStore: ALL_CALLS });
    expect(second.result?.prompts[0]?.segments).toEqual(first.result?.prompts[0]?.segments);
    // Nothing was new, so nothing was kept again.
    expect(cache.keys()).toHaveLength(1);
  });

  test("what the base branch has kept serves every pull request; another pull request's is out of reach", async () => {
    await stage.judge(await pullRequest(), { environment: cache.environment('refs/pull/77/merge', MAIN) });
    expect(stage.models.calls()).toBe(ALL_CALLS);
    const environment = cache.environment(ownRef(), MAIN);
    const checkout = await pullRequest();
    const onMain = { base: checkout.base, head: checkout.merge };
    await stage.judge(
      { ...checkout, ...onMain },
      {
        event: { name: 'push', payload: { before: onMain.base, after: onMain.head, ref: MAIN } },
        ref: MAIN,
        environment: cache.environment(MAIN),
      },
    );
    expect(stage.models.calls()).toBe(2 * ALL_CALLS);
    await stage.judge(await pullRequest(), { environment });
    expect(stage.models.calls()).toBe(2 * ALL_CALLS);
  });

  test('`run: { cache: false }` leaves it to the user', async () => {
    const checkout = await pullRequest({
      ...BASE,
      [CONFIG]: `${CONFIG_FILE}run: { cache: false }\n`,
    });
    const run = await stage.judge(checkout, { environment: cache.environment(ownRef(), MAIN) });
    expect(run.exitCode, run.log).toBe(1);
    expect(cache.calls).toEqual([]);
  });

  test('a pull request without prompt changes asks nothing of the cache either', async () => {
    const checkout = await stage.pullRequest({ 'README.md': 'Better.\n' });
    const run = await stage.judge(checkout, { environment: cache.environment(ownRef(), MAIN) });
    expect(run.exitCode, run.log).toBe(0);
    expect(cache.calls).toEqual([]);
  });
});

describe('a cache that does not do its part changes nothing about the verdict', () => {
  test('one that may only be read', async () => {
    cache.refuse('cache write denied: the token is read-only');
    const run = await stage.judge(await pullRequest(), { environment: cache.environment(ownRef(), MAIN) });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('block');
    expect(cache.keys()).toEqual([]);
  });

  test('one that cannot be reached', async () => {
    const environment = cache.environment(ownRef(), MAIN);
    await cache.close();
    const run = await stage.judge(await pullRequest(), { environment });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('block');
  });

  test('an entry that is no archive', async () => {
    const environment = cache.environment(ownRef(), MAIN);
    cache.damage();
    const first = await stage.judge(await pullRequest(), { environment, runId: 7 });
    expect(first.outputs.verdict).toBe('block');
    const run = await stage.judge(await pullRequest(), { environment, runId: 8 });
    expect(run.exitCode, run.log).toBe(1);
    expect(run.outputs.verdict).toBe('block');
    expect(stage.models.calls()).toBe(2 * ALL_CALLS);
  });
});
