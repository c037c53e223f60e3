import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CONFIG, PROMPT } from '../../kit/support.ts';

const promotion = newKeyPair();
const pointer = newKeyPair();
const KEYS = { PROMPT_PROMOTION_KEY: promotion.privateKey, PROMPT_POINTER_KEY: pointer.privateKey };
const REGISTRY = `registry:
  environments: { production: { promote: on-merge, pinned: false } }
`;
const PUBLISHING = policyWith(`${REGISTRY}  publish: [{ directory: published }]
`);
const SIGNED = policyWith(`${REGISTRY}  publish: [{ directory: published }]
  signing: { promotion: ["${promotion.publicKey}"], pointer: ["${pointer.publicKey}"] }
`);
const BROKEN = policyWith(`${REGISTRY}  publish: [{ redsi: PROMPTS_REDIS_URL }]
`);
const ROLLBACK = ['rollback', 'support', '--env', 'production', '--reason', 'wrong limits'];

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

/** A team whose production served 1.0.0, then 1.1.0. */
async function servingTeam(policy: string, environment: Record<string, string> = {}): Promise<RegistryTeam> {
  const team = await buildRegistryTeam({ environment: { ...models.environment, ...environment }, policy });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  return team;
}

async function published({ clone }: RegistryTeam) {
  return JSON.parse(await readFile(join(clone.root, 'published/production/pointer.json'), 'utf8'));
}

test('where main’s policy is invalid, a rollback signs and publishes by the newest valid one, and says so', async () => {
  await using team = await servingTeam(SIGNED, KEYS);
  const valid = (await team.clone.git('rev-parse', 'HEAD~1')).trim();
  await team.merge({ [CONFIG]: BROKEN });
  const keyless = await team.run(ROLLBACK, { environment: { PROMPT_POINTER_KEY: '' } });
  expect(keyless.code).toBe(2);
  expect(keyless.messages).toContain('there is no pointer key here');

  const back = await team.run(ROLLBACK);
  expect(back.code).toBe(0);
  expect(back.output).toContain('\nPublished to published/.\n');
  expect(back.output).toContain(`The policy on main is invalid (${CONFIG}:6:13: \`registry.publish[0]\`: `);
  expect(back.output).toContain(`\`registry:\` is read in ${valid.slice(0, 12)}, the newest commit`);
  const serving = await published(team);
  expect(serving.serial).toBe(3);
  expect(serving.signatures).toMatchObject([{ key: pointer.publicKey }]);
  const { ok, signed, notes } = await team.json('verify');
  expect({ ok, signed }).toEqual({ ok: true, signed: true });
  expect(notes[0]).toMatch(/^The policy on main is invalid/);
  for (const line of ['status', 'publish', 'release support@1.1.0 --env production']) {
    const { code, output } = await team.run(line);
    expect(output).toContain('The policy on main is invalid');
    expect(code).toBe(0);
  }
});

test('where no policy of main is valid, a rollback says that it is published nowhere, and publish lists what is wrong', async () => {
  await using team = await servingTeam(PUBLISHING);
  // Main as somebody rewrote it: no commit of it has a valid policy.
  await team.clone.git('checkout', '--quiet', '--orphan', 'rewritten');
  await team.clone.write({ [CONFIG]: BROKEN });
  await team.clone.commit('Begin anew');
  await team.clone.git('push', '--quiet', '--force', 'origin', 'HEAD:main');
  const back = await team.run(ROLLBACK);
  expect(back.output).toMatch(
    /^support in production: 1\.1\.0 → 1\.0\.0 \(serial 3\): recorded, published NOWHERE: the policy on main is invalid \(.*`registry\.publish\[0\]`.*\), and no earlier commit has a valid one\. Repair the policy/,
  );
  expect(back.code).toBe(2);
  expect((await published(team)).serial).toBe(2);
  const publish = await team.run('publish');
  expect(publish.code).toBe(2);
  expect(publish.messages).toContain(`${CONFIG}:6:13: \`registry.publish[0]\``);
  expect(publish.messages).not.toContain('names nothing to publish to');
});

test('a clone whose main is older than the signing of the registry writes no unsigned pointer', async () => {
  await using team = await servingTeam(PUBLISHING);
  const other = await team.another();
  await team.merge({ [CONFIG]: SIGNED }, 'Sign the registry');
  await team.merge({ [PROMPT]: goodPrompt('Three.') });
  const signed = await team.run('record', { withoutKey: true, environment: KEYS });
  expect(signed.output).toContain('support 1.2.0  promoted to production');
  const keyless = await team.run(ROLLBACK, { clone: other });
  expect(keyless.code).toBe(2);
  expect(keyless.messages).toContain('there is no pointer key here');
});

test('a rollback to a version that was never signed says that applications with keys refuse it, and which to name', async () => {
  await using team = await servingTeam(PUBLISHING);
  await team.merge({ [CONFIG]: SIGNED, [PROMPT]: goodPrompt('Three.') }, 'Sign the registry');
  await team.run('record', { withoutKey: true, environment: KEYS });
  await team.merge({ [PROMPT]: goodPrompt('Four.') });
  await team.run('record', { withoutKey: true, environment: KEYS });
  const to = (...words: string[]) => team.run([...ROLLBACK, ...words], { environment: KEYS });
  const unsigned = await to('--to', '1.1.0', '--dry-run');
  expect(unsigned.code).toBe(2);
  expect(unsigned.output).toMatch(
    /Applications with `publicKeys` refuse this: support 1\.1\.0 bears no promotion signature .*\(--to 1\.2\.0\), or promote it once more with the promotion key: `promote support@1\.1\.0 --to production/,
  );
  const back = await to();
  expect([back.code, back.output]).toEqual([0, expect.stringContaining('1.3.0 → 1.2.0')]);
  const again = await team.json(ROLLBACK, { environment: KEYS });
  expect(again).toMatchObject({ to: '1.1.0', recorded: true, unsigned: ['support 1.1.0'] });
});
