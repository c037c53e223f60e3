import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { answerOf, buildRegistryTeam, goodPrompt, policyWith } from '../../kit/registry-team.ts';
import { CONFIG, PROMPT, promptFile, SUITE } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const promotion = newKeyPair();
const pointer = newKeyPair();
const WORKFLOW = { PROMPT_PROMOTION_KEY: promotion.privateKey, PROMPT_POINTER_KEY: pointer.privateKey };
const ON_CALL = { PROMPT_POINTER_KEY: pointer.privateKey };
const BILLING = 'prompts/billing.prompt.yml';

const policy = (signing: string) => `prompts:
  - { path: ${PROMPT}, suite: ${SUITE} }
  - { path: ${BILLING}, suite: ${SUITE} }
registry:
  environments: { production: { promote: on-merge, pinned: false } }
${signing}`;
const SIGNING = `  signing: { promotion: ["${promotion.publicKey}"], pointer: ["${pointer.publicKey}"] }\n`;

/** Two prompts in a signed registry; billing 1.1.0 was taken back, and serves 1.0.0. */
async function signedTeam() {
  const team = await buildRegistryTeam({
    environment: models.environment,
    policy: policy(SIGNING),
    files: { [BILLING]: promptFile('Invoices.') },
  });
  const workflow = { environment: WORKFLOW, withoutKey: true };
  await team.run('record', workflow);
  await team.merge({ [PROMPT]: goodPrompt('Two.'), [BILLING]: promptFile('Refund everything.') });
  await team.run('record', workflow);
  const back = await team.run(rollback('billing'), { environment: ON_CALL });
  expect([back.code, back.messages]).toEqual([0, '']);
  return team;
}

const rollback = (prompt: string, ...words: string[]) => [
  ...['rollback', prompt, '--env', 'production', '--reason', 'wrong limits'],
  ...words,
];

const pointerOnBranch = (team: Awaited<ReturnType<typeof signedTeam>>) =>
  team.bare.git('show', 'prompt-registry:environments/production/pointer.json');

test('what was written without a key is never signed by somebody who takes another prompt back', async () => {
  await using team = await signedTeam();
  // Somebody who may push, in a clone whose main says nothing of keys and whose branch lists none.
  const forger = await team.another();
  await forger.write({ [CONFIG]: policy('') });
  await forger.commit('A main of my own');
  await forger.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  await forger.git('checkout', '--quiet', '-b', 'forged', 'origin/prompt-registry');
  const registry = JSON.parse(await forger.git('show', 'HEAD:registry.json'));
  await forger.write({
    'registry.json': JSON.stringify({ ...registry, keys: { promotion: [], pointer: [] } }),
  });
  await forger.commit('No keys');
  await forger.git('push', '--quiet', 'origin', 'HEAD:prompt-registry');
  expect(
    await team.run(['release', 'billing@1.1.0', '--env', 'production'], { clone: forger }),
  ).toMatchObject({
    code: 0,
  });
  expect(await team.run(rollback('billing', '--to', '1.1.0'), { clone: forger })).toMatchObject({ code: 0 });
  const forged = await pointerOnBranch(team);
  expect(JSON.parse(forged)).toMatchObject({
    signatures: [],
    prompts: { billing: { versions: { '1.1.0': {} } } },
  });

  const refused = await team.run(rollback('support'), { environment: ON_CALL });

  expect(refused.code).toBe(2);
  expect(refused.messages).toContain('billing: 1.0.0 was signed, and 1.1.0 serves by the branch.');
  expect(await pointerOnBranch(team)).toBe(forged);
  expect((await team.run('publish --out served', { environment: ON_CALL })).code).toBe(2);
  const verified = await team.json('verify');
  expect(verified.problems.map(({ problem }: { problem: string }) => problem)).toContain(
    'The pointer of production bears no signature of a pointer key.',
  );
});

test('an index that somebody edited decides nothing where pointers are signed', async () => {
  await using team = await signedTeam();
  const forger = await team.another();
  await forger.git('checkout', '--quiet', '-b', 'forged', 'origin/prompt-registry');
  const state = JSON.parse(await forger.git('show', 'HEAD:index/state.json'));
  await forger.write({
    'index/state.json': JSON.stringify({ ...state, serials: { production: 9_000_000 } }),
  });
  await forger.commit('A serial of my own');
  await forger.git('push', '--quiet', 'origin', 'HEAD:prompt-registry');
  const { serial } = JSON.parse(await pointerOnBranch(team));

  expect(await team.json(rollback('support'), { environment: ON_CALL })).toMatchObject({
    from: '1.1.0',
    to: '1.0.0',
    serial: serial + 1,
  });
});

test('what serves is changed by nobody without a key, whatever this clone knows of main', async () => {
  await using team = await signedTeam();
  const colleague = await team.another();
  await colleague.write({ [CONFIG]: policy('') });
  await colleague.commit('Main before it was signed');
  await colleague.git('update-ref', 'refs/remotes/origin/main', 'HEAD');

  const refused = await team.run(rollback('support'), { clone: colleague });
  expect([refused.code, refused.messages]).toEqual([2, expect.stringContaining('PROMPT_POINTER_KEY')]);

  await team.clone.git('rm', '--quiet', BILLING);
  await team.merge({
    [CONFIG]: policyWith(
      `registry:\n  environments: { production: { promote: on-merge, pinned: false } }\n${SIGNING}`,
    ),
  });
  await team.run('record', { environment: WORKFLOW, withoutKey: true });
  const archived = await team.run('archive billing');
  expect([archived.code, archived.messages]).toEqual([2, expect.stringContaining('PROMPT_POINTER_KEY')]);
  expect(await team.run('archive billing', { environment: ON_CALL })).toMatchObject({ code: 0 });
  expect(await team.json('verify')).toMatchObject({ ok: true, signed: true });
});
