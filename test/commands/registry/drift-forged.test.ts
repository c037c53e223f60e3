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
