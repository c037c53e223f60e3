import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { startModels } from '../../kit/models.ts';
import { answerOf, buildRegistryTeam, policyWith, REGISTRY_POLICY } from '../../kit/registry-team.ts';
import { CONFIG } from '../../kit/support.ts';

const promotion = newKeyPair();
const pointer = newKeyPair();
const KEYS = { PROMPT_PROMOTION_KEY: promotion.privateKey, PROMPT_POINTER_KEY: pointer.privateKey };
const SIGNED_POLICY = `${REGISTRY_POLICY}  signing:
    promotion: ["${promotion.publicKey}"]
    pointer: ["${pointer.publicKey}"]
`;

let models: Awaited<ReturnType<typeof startModels>>;

beforeAll(async () => {
  models = await startModels(answerOf);
});

afterAll(() => models.stop());

test('what was promoted unsigned is signed by promoting it again, with a reason for its unsigned evidence', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  await team.merge({ [CONFIG]: policyWith(SIGNED_POLICY) }, 'Sign the registry');

  const before = await team.json('verify', { environment: KEYS });
  expect(before.problems).toHaveLength(4);

  const refused = await team.run('promote support --to production', { environment: KEYS });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(
    'The evidence of support 1.0.0 bears no signature of a promotion key of the policy.',
  );

  const again = ['promote', 'support', '--to', 'production', '--reason', 'the registry is signed now'];
  expect(await team.run(again, { environment: KEYS })).toMatchObject({ code: 0 });
  expect(await team.run('promote support --to staging', { environment: KEYS })).toMatchObject({ code: 0 });
  expect(await team.json('verify', { environment: KEYS })).toMatchObject({ ok: true, signed: true });

  const third = await team.run('promote support --to staging', { environment: KEYS });
  expect(third.output).toContain('serves everybody in staging already');
  const back = await team.run('rollback support --env production --reason none', { environment: KEYS });
  expect(back.code).toBe(1);
});
