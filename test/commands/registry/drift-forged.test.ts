import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Drift, DriftSegment } from '../../../src/domain/drift.ts';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { type Provider, startProvider, usual } from '../../kit/drift-team.ts';
import { forgeEvent } from '../../kit/forged-event.ts';
import { buildRegistryTeam, policyWith, type RegistryTeam } from '../../kit/registry-team.ts';

let provider: Provider;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.models.stop());
beforeEach(() => {
  Object.assign(provider, usual);
});

const asGood = (row: DriftSegment): DriftSegment => ({
  ...row,
  ...{ now: 1, change: 0, interval: [0, 0], verdict: 'pass' },
});

test.each<[string, (drift: Drift) => Partial<Drift>, RegExp]>([
  [
    'rates that its evidence does not have',
    ({ overall, segments }) => ({ overall: asGood(overall), segments: segments.map(asGood) }),
    /says other rates than its evidence/,
  ],
  ['a verdict that its evidence does not give', () => ({}), /says clean, and its evidence says drifted/],
  ['no policy', () => ({ policy: undefined }), /names no policy, so nobody can tell/],
  [
    'a policy that is not of main',
    () => ({ policy: { commit: 'a'.repeat(40), path: '.github/prompt-eval-gate.yml' } }),
    /is of a policy that may not decide/,
  ],
  [
    'another cause, of a suite that no model judges',
    () => ({ verdict: 'drifted', cause: 'unknown', because: ['regression'] }),
    /says another cause than its evidence/,
  ],
  [
    'answers that were judged again, of a suite that no model judges',
    () => ({ control: { judged: 1, found: 1, worse: 0, better: 0, model: 0, judge: 0 } }),
    /says that answers were judged again/,
  ],
  [
    'production that nobody observed',
    () => ({
      traffic: [
        {
          segment: '*',
          metric: 'resolved',
          before: { n: 90, mean: 1 },
          now: { n: 90, mean: 0 },
          p: 0,
          isWorse: true,
        },
      ],
    }),
    /says otherwise of production than the observations before it show/,
  ],
])('verify finds a look for drift that somebody without a key wrote: %s', async (_what, forged, problem) => {
  await using team = await teamThatDrifted();
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
  await forgeEvent(team, (events) => {
    const last = events.findLast((event) => event.type === 'drift');
    if (!last) throw new Error('nobody looked for drift');
    const { policy, ...fact }: Drift = {
      ...last,
      ...{ verdict: 'clean', cause: null, because: [] },
      ...forged(last),
    };
    return { fact: policy === undefined ? fact : { ...fact, policy } };
  });
  const { ok, problems } = await team.json('verify');
  expect(ok).toBe(false);
  expect(problems.map((one: { problem: string }) => one.problem).join('\n')).toMatch(problem);
});

test('verify finds a drift that somebody without a key accepted', async () => {
  await using team = await teamThatDrifted();
  await forgeEvent(team, (events) => {
    const last = events.findLast((event) => event.type === 'drift');
    if (!last?.policy) throw new Error('nobody looked for drift');
    const { environment, prompt, version, digest, evidence, policy, id: look } = last;
    const of = { environment, prompt, version, digest, evidence, policy, look };
    return { reason: 'we keep it', fact: { type: 'drift-accepted', ...of } };
  });
  const { ok, problems } = await team.json('verify');
  expect(ok).toBe(false);
  expect(problems).toMatchObject([{ problem: expect.stringMatching(/accepted drift .* it was forged/) }]);
});

/** A signed registry, and a look at a version that answers one segment badly. */
async function teamThatDrifted(): Promise<RegistryTeam> {
  const [promotion, pointer] = [newKeyPair(), newKeyPair()];
  const team = await buildRegistryTeam({
    environment: {
      ...provider.models.environment,
      PROMPT_PROMOTION_KEY: promotion.privateKey,
      PROMPT_POINTER_KEY: pointer.privateKey,
    },
    policy: policyWith(`registry:
  environments: { production: { promote: on-pass } }
  signing: { promotion: ["${promotion.publicKey}"], pointer: ["${pointer.publicKey}"] }
`),
  });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  provider.isHelpful = (tier) => tier !== 'enterprise';
  expect(await team.run('drift')).toMatchObject({ code: 1 });
  return team;
}
