import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../../src/commands/gate.ts';
import { NO_KEYS } from '../../../src/commands/registry/keys.ts';
import { record } from '../../../src/commands/registry/record/record.ts';
import type { Result } from '../../../src/domain/result.ts';
import { renderComment } from '../../../src/report/markdown/comment.ts';
import { buildCloneOfBare, type Team } from '../../kit/bare.ts';
import { type FaultServer, startFaultServer } from '../../kit/fault-server.ts';
import type { Files } from '../../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const PINNED = 'openai:gpt-4.1-2025-04-14';
const OTHER_PINNED = 'openai:gpt-4.1-mini-2025-04-14';
const KEY = 'sk-test-123456789012345';

const ENVIRONMENTS = `
    staging: { promote: on-merge }
    production: { promote: on-pass, soak: { in: staging, for: 24h } }
    archive: { promote: by-hand, pinned: false }`;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type PolicyParts = { environments?: string; more?: string; model?: string; name?: string };

function policy({ environments = ENVIRONMENTS, more = '', model = PINNED, name }: PolicyParts = {}): string {
  const named = name === undefined ? '' : `, name: ${name}`;
  return `registry:${more}
  environments:${environments}
gate: { min-pass-rate: 50% }
prompts:
  - { path: prompts/support.md, model: "${model}", suite: suite.yml${named} }
`;
}

const prompt = (rule: string, head = 'parameters: { temperature: 0 }') =>
  `---\n${head}\n---\n${rule}\n{{question}}\n`;
const suite = (cases: number) =>
  `tests:\n${Array.from({ length: cases }, (_, index) => `  - { id: c${index}, vars: { question: "number ${index}" }, assert: [{ type: contains, value: ok }] }\n`).join('')}`;

const BASE: Files = {
  [POLICY]: policy(),
  'prompts/support.md': prompt('Help them.'),
  'suite.yml': suite(12),
};

/** A team whose main has these files, pushed to a bare remote, and a model that always answers well. */
async function startTeam(files: Files = BASE): Promise<Team & { server: FaultServer }> {
  const [server, team] = await Promise.all([
    startFaultServer(() => ({ kind: 'answer', text: 'ok' })),
    buildCloneOfBare({ ...BASE, ...files }),
  ]);
  cleanUps.push(server.close, () => team[Symbol.asyncDispose]());
  return { ...team, server };
}

function credentialsFor({ openai }: FaultServer) {
  return {
    providers: {
      openai: { apiKey: KEY, baseUrl: openai },
      anthropic: { apiKey: undefined, baseUrl: undefined },
    },
  };
}

async function recordMain({ clone, server }: Team & { server: FaultServer }, adopt = false): Promise<void> {
  await record({
    ...{ directory: clone.root, configPath: POLICY, remote: undefined, base: undefined },
    ...{
      adopt,
      wholeHistory: false,
      dryRun: false,
      environment: {},
      keys: NO_KEYS,
      runsNodeScripts: false,
      runsPrograms: false,
    },
    ...{ credentials: credentialsFor(server), log: () => {} },
  });
}

/** Main as it is after a merge of these files. */
async function merge({ clone }: Team, files: Files): Promise<void> {
  await clone.write(files);
  await clone.commit('merge');
  await clone.git('push', '--quiet', 'origin', 'main');
}

/** The gate on a pull request that makes this edit. */
async function judge({ clone, server }: Team & { server: FaultServer }, edit: Files): Promise<Result> {
  await clone.branch('edit');
  await clone.write(edit);
  await clone.commit('edit');
  return await gate({
    ...{ directory: clone.root, base: 'origin/main', head: { kind: 'revision', ref: 'edit' } },
    ...{ configPath: POLICY, credentials: credentialsFor(server), offline: false, version: '0.0.0' },
    log: () => {},
  });
}

/** The lines of the comment about the registry. */
function linesOf(result: Result): string[] {
  const [, section = ''] = renderComment(result).split('**Once this is merged**\n\n');
  return section
    .split('\n\n')[0]
    ?.split('\n')
    .map((line) => line.replaceAll(/\u00a0/g, ' ')) as string[];
}

describe('the version that a prompt becomes', () => {
  test('is told with what the environments will do with it', async () => {
    const team = await startTeam();
    await recordMain(team, true);
    const result = await judge(team, { [POLICY]: policy({ model: OTHER_PINNED }) });
    expect(result.prompts[0]?.becomes).toEqual({
      ...{ name: 'support', version: '1.1.0', part: 'minor', because: ['model changed'] },
      ...{ known: false, onMain: '1.0.0' },
      environments: [
        { name: 'staging', serves: ['1.0.0'], needs: [] },
        {
          name: 'production',
          serves: ['1.0.0'],
          needs: [{ kind: 'soak', in: 'staging', forMs: 86_400_000 }, { kind: 'evidence' }],
        },
        { name: 'archive', serves: ['1.0.0'], needs: [{ kind: 'evidence' }, { kind: 'by-hand' }] },
      ],
    });
    expect(linesOf(result)).toEqual([
      '- `prompts/support.md` becomes `support` 1.1.0 (minor: model changed). `staging` (1.0.0 now) serves it with the next `record`. `production` (1.0.0 now) serves it once it served `staging` for 24 hours and its answers on main are enough. `archive` (1.0.0 now) is given it by hand once its answers on main are enough: `promote support@1.1.0 --to archive`.',
    ]);
  });

  test('is the old one where the old content comes back', async () => {
    const team = await startTeam();
    await recordMain(team, true);
    await merge(team, { 'prompts/support.md': prompt('Help them well.') });
    await recordMain(team);
    const result = await judge(team, { 'prompts/support.md': prompt('Help them.') });
    expect(result.prompts[0]?.becomes).toMatchObject({
      ...{ version: '1.0.0', part: null, because: [], known: true, onMain: '1.1.0' },
    });
    expect(linesOf(result)[0]).toContain('`prompts/support.md` is `support` 1.0.0 again.');
    expect(result.prompts[0]?.becomes?.passRates).toMatchObject({
      ...{ versions: ['1.0.0', '1.1.0'], overall: [1, 1] },
    });
    expect(renderComment(result).replaceAll('\u00a0', ' ')).toContain(
      'Pass rate of the last 2 versions on main',
    );
  });

  test('stays where nothing is asked otherwise', async () => {
    const team = await startTeam();
    await recordMain(team);
    const described = prompt('Help them.', 'description: Kind\nparameters: { temperature: 0 }');
    const result = await judge(team, { 'prompts/support.md': described });
    expect(linesOf(result)).toEqual([
      '- `prompts/support.md` stays `support` 1.0.0: what is asked is the same.',
    ]);
  });

  test('follows the one that main has, though that is not recorded yet', async () => {
    const team = await startTeam();
    await recordMain(team);
    await merge(team, { 'prompts/support.md': prompt('Help them well.') });
    const result = await judge(team, {
      'prompts/support.md': prompt('Help them well. {{tier}}'),
      'suite.yml': suite(12).replaceAll('vars: {', 'vars: { tier: gold,'),
    });
    expect(result.prompts[0]?.becomes).toMatchObject({ version: '2.0.0', part: 'major', onMain: '1.1.0' });
  });

  test('is 1.0.0 for a prompt that takes another name, and for a new one', async () => {
    const team = await startTeam();
    await recordMain(team);
    const result = await judge(team, {
      [POLICY]: `${policy({ name: 'help' })}  - { path: prompts/new.md, model: "${PINNED}", suite: suite.yml }\n`,
      'prompts/support.md': prompt('Help them all.'),
      'prompts/new.md': prompt('Hi.'),
    });
    expect(result.prompts.map(({ becomes }) => becomes)).toMatchObject([
      { name: 'new', version: '1.0.0', part: null, known: false, onMain: null },
      { name: 'help', version: '1.0.0', part: null, known: false, onMain: null },
    ]);
    expect(linesOf(result)[0]).toContain('becomes `new` 1.0.0 (the first version). `staging` (nothing now)');
  });

  test('is what `record` gives it after the merge', async () => {
    const team = await startTeam();
    await recordMain(team);
    const edit = { 'prompts/support.md': prompt('Help them well.', 'parameters: { temperature: 1 }') };
    const { prompts } = await judge(team, edit);
    await team.clone.switch('main');
    await merge(team, edit);
    await recordMain(team);
    const log = await team.bare.git('ls-tree', '-r', '--name-only', 'prompt-registry', 'prompts/support/');
    expect(log.split('\n')).toEqual(['prompts/support/1.0.0.json', 'prompts/support/1.1.0.json']);
    expect(prompts[0]?.becomes?.version).toBe('1.1.0');
    const stored = JSON.parse(await team.bare.git('show', 'prompt-registry:prompts/support/1.1.0.json'));
    expect(stored.digest).toBe(prompts[0]?.candidate?.digest);
  });

  test('goes nowhere by its own pass rate where the policy has no least one', async () => {
    const base = policy().replace('gate: { min-pass-rate: 50% }\n', '');
    const team = await startTeam({ ...BASE, [POLICY]: base });
    await recordMain(team);
    const { prompts } = await judge(team, { 'prompts/support.md': prompt('Help them well.') });
    expect(prompts[0]?.becomes?.environments).toMatchObject([
      { name: 'staging', serves: ['1.0.0'], needs: [] },
      { name: 'production', serves: [], needs: [{ kind: 'min-pass-rate' }, { kind: 'soak' }, {}] },
      { name: 'archive' },
    ]);
  });

  test('goes nowhere where a segment of its suite is held against no rate', async () => {
    const base = policy()
      .replace('gate: { min-pass-rate: 50% }\n', '')
      .replace('suite: suite.yml', 'suite: suite.yml, segments: { pro: { min-pass-rate: 50% } }');
    const segmented = suite(24).replaceAll(/id: c(\d+)/g, (id, number) => {
      return `${id}, segment: ${Number(number) < 12 ? 'pro' : 'free'}`;
    });
    const team = await startTeam({ ...BASE, [POLICY]: base, 'suite.yml': segmented });
    await recordMain(team);
    const { prompts } = await judge(team, { 'prompts/support.md': prompt('Help them well.') });
    const production = prompts[0]?.becomes?.environments.find(({ name }) => name === 'production');
    expect(production?.needs).toContainEqual({ kind: 'min-pass-rate' });
  });

  test('does not go where a condition forbids it', async () => {
    const environments = '\n    production: { promote: on-pass, evidence: { min-cases: 100 } }';
    const team = await startTeam({ ...BASE, [POLICY]: policy({ environments }) });
    await recordMain(team);
    const model = 'openai:gpt-4.1';
    const result = await judge(team, { [POLICY]: policy({ environments, model }) });
    expect(linesOf(result)).toEqual([
      '- `prompts/support.md` becomes `support` 1.1.0 (minor: model changed). `production` (nothing now) does not take it: its model is not pinned to a dated snapshot and its suite has 12 cases, and 100 are asked for.',
    ]);
  });
});

describe('a name that is gone', () => {
  const notice = expect.objectContaining({
    code: 'prompt-goes-on-serving',
    name: 'support',
    serving: [
      { environment: 'staging', versions: ['1.0.0'] },
      { environment: 'production', versions: ['1.0.0'] },
      { environment: 'archive', versions: ['1.0.0'] },
    ],
  });
  const codes = ({ notices }: Result) => notices.map(({ code }) => code);

  test('goes on serving, and the pull request that deletes the prompt is told', async () => {
    const team = await startTeam();
    await recordMain(team, true);
    const result = await judge(team, { 'prompts/support.md': null });
    expect(result.notices).toContainEqual(notice);
  });

  test('so is one that names it otherwise', async () => {
    const team = await startTeam();
    await recordMain(team, true);
    expect((await judge(team, { [POLICY]: policy({ name: 'help' }) })).notices).toContainEqual(notice);
  });

  test('a file that moves keeps its name', async () => {
    const team = await startTeam();
    await recordMain(team, true);
    const moved = policy().replaceAll('prompts/support.md', 'eu/support.md');
    const edit = { [POLICY]: moved, 'prompts/support.md': null, 'eu/support.md': prompt('Help them.') };
    const result = await judge(team, edit);
    expect(codes(result)).not.toContain('prompt-goes-on-serving');
    expect(result.prompts[0]?.becomes).toMatchObject({ version: '1.0.0', known: true });
  });
});

describe('where nothing can be told', () => {
  const EDIT = { 'prompts/support.md': prompt('Help them well.') };

  test('there is no branch yet: not a word', async () => {
    const result = await judge(await startTeam(), EDIT);
    expect(result).toMatchObject({ verdict: 'pass', notices: [] });
    expect(result.prompts[0]).not.toHaveProperty('becomes');
    expect(result).not.toHaveProperty('registryPlan');
  });

  test('the remote is down: a fact, and the verdict is what it was', async () => {
    const team = await startTeam();
    await team.clone.git('remote', 'set-url', 'origin', `${team.bare.root}-gone`);
    const result = await judge(team, EDIT);
    expect(result.verdict).toBe('pass');
    expect(result.notices).toMatchObject([{ code: 'registry-not-read', gravity: 'fact' }]);
  });

  test('the branch is no registry', async () => {
    const team = await startTeam();
    await team.clone.git('push', '--quiet', 'origin', 'main:prompt-registry');
    const result = await judge(team, EDIT);
    expect(result.verdict).toBe('pass');
    expect(result.notices).toMatchObject([
      { code: 'registry-not-read', problem: expect.stringContaining('no prompt registry') },
    ]);
  });

  test('the branch holds nonsense in the place of its index', async () => {
    const team = await startTeam();
    await recordMain(team);
    await spoilIndex(team);
    const result = await judge(team, EDIT);
    expect(result).toMatchObject({ verdict: 'pass', errors: [], notices: [{ code: 'registry-not-read' }] });
  });

  test('there is no `registry:`', async () => {
    const plain = policy().replace(/^registry:[\s\S]*?(?=gate:)/, '');
    const result = await judge(await startTeam({ ...BASE, [POLICY]: plain }), EDIT);
    expect(result).toMatchObject({ verdict: 'pass', notices: [] });
    expect(result.prompts[0]).not.toHaveProperty('becomes');
  });
});

/** Replaces a prompt's index, with digests that fit, by something that is none. */
async function spoilIndex({ another }: Team): Promise<void> {
  const clone = await another();
  await clone.git('switch', '--quiet', 'prompt-registry');
  const state = JSON.parse(await clone.git('show', 'HEAD:index/state.json'));
  const { createHash } = await import('node:crypto');
  const text = '{"versions":[null],"environments":7}';
  state.prompts.support = createHash('sha256').update(text).digest('hex');
  await clone.write({ 'index/prompts/support.json': text, 'index/state.json': JSON.stringify(state) });
  await clone.commit('spoil');
  await clone.git('push', '--quiet', 'origin', 'prompt-registry');
}

describe('the plan of an edited `registry:`', () => {
  test('is told though no prompt changes', async () => {
    const team = await startTeam();
    await recordMain(team, true);
    const environments = `
    canary: { promote: on-pass, evidence: { min-cases: 50 } }
    production: { promote: on-merge, evidence: { max-age: 30d } }`;
    const result = await judge(team, { [POLICY]: policy({ environments }) });
    expect(result).toMatchObject({
      ...{ verdict: 'pass', prompts: [] },
      registryPlan: {
        ...{ change: 'edited', place: null },
        environments: {
          added: [{ name: 'canary' }],
          removed: [
            { name: 'staging', serves: [{ prompt: 'support', versions: ['1.0.0'] }] },
            { name: 'archive' },
          ],
          last: { from: 'archive', to: 'production' },
        },
        tooFewCases: [{ environment: 'canary', asked: 50, prompt: 'support', has: 12 }],
      },
    });
    expect(linesOf(result)).toEqual([
      '- `canary` is a new environment: `promote: on-pass`, `evidence: asked for`, `evidence.min-cases: 50`, `pinned: false`.',
      '- `staging` is no environment any more: nothing is promoted there, and it goes on serving `support 1.0.0`.',
      '- `archive` is no environment any more: nothing is promoted there, and it goes on serving `support 1.0.0`.',
      '- `production`: `promote` from `on-pass` to `on-merge`, `soak` from `24h in staging` to `not set`, `pinned` from `false` to `true` and `evidence.max-age` from `not set` to `30d`.',
      '- The last environment, by which versions are called active, is `production` instead of `archive`.',
      '- `support` 1.0.0 is not promoted to `canary`: The evidence of support 1.0.0 has 12 answered cases, and canary asks for 50.',
      '- `canary` asks for 50 cases, and the suite of `support` has 12 cases: its versions would be refused there.',
    ]);
  });

  test('says what is promoted at once, and by which evidence', async () => {
    const team = await startTeam();
    await recordMain(team);
    const environments = `${ENVIRONMENTS}\n    canary: { promote: on-pass }`;
    const result = await judge(team, { [POLICY]: policy({ environments }) });
    expect(result.registryPlan?.promotions).toMatchObject([
      {
        ...{ environment: 'canary', prompt: 'support', version: '1.0.0', outcome: 'promoted', missing: [] },
        evidence: { verdict: 'pass', against: null, cases: 12 },
      },
    ]);
    expect(linesOf(result).at(-1)).toMatch(
      /^- `support` 1\.0\.0 will serve `canary` \(pass on 12 cases by its own pass rate, of \d{4}-\d\d-\d\d\)\.$/,
    );
  });

  test('names the keys that come and go', async () => {
    const keys = ['A', 'B', 'C'].map((letter) => `ed25519:${letter.repeat(43)}=`);
    const signing = (promotion: string | undefined) =>
      `\n  signing: { promotion: ["${promotion}"], pointer: ["${keys[2]}"] }`;
    const team = await startTeam({ ...BASE, [POLICY]: policy({ more: signing(keys[0]) }) });
    const result = await judge(team, { [POLICY]: policy({ more: signing(keys[1]) }) });
    expect(result.registryPlan?.keys).toEqual({
      promotion: { added: [keys[1]], removed: [keys[0]] },
      pointer: { added: [], removed: [] },
    });
    expect(linesOf(result)).toEqual([
      '- 1 promotion key added: `ed25519:BBBBBBBBBBBB`.',
      '- 1 promotion key removed: `ed25519:AAAAAAAAAAAA`.',
    ]);
  });

  test('raises an alarm where the log is kept elsewhere', async () => {
    const team = await startTeam();
    await recordMain(team);
    const edit = { 'prompts/support.md': prompt('Help them well.') };
    const result = await judge(team, { ...edit, [POLICY]: policy({ more: '\n  branch: prompts-2' }) });
    expect(result.prompts).toHaveLength(1);
    expect(result.prompts[0]).not.toHaveProperty('becomes');
    expect(result.registryPlan?.place).toEqual({
      from: 'prompt-registry at origin',
      to: 'prompts-2 at origin',
    });
    expect(result.notices).toContainEqual(
      expect.objectContaining({ code: 'registry-starts-anew', gravity: 'alarm' }),
    );
  });

  test('raises an alarm where no registry is kept any more', async () => {
    const plain = policy().replace(/^registry:[\s\S]*?(?=gate:)/, '');
    const result = await judge(await startTeam(), { [POLICY]: plain });
    expect(result.registryPlan?.change).toBe('removed');
    expect(result.notices).toContainEqual(
      expect.objectContaining({ code: 'registry-ends', gravity: 'alarm' }),
    );
  });

  test('tells the first registry, and asks no remote that only the pull request names', async () => {
    const plain = policy().replace(/^registry:[\s\S]*?(?=gate:)/, '');
    const team = await startTeam({ ...BASE, [POLICY]: plain });
    const remote = `\n  remote: ${team.server.openai}/registry.git`;
    const result = await judge(team, { [POLICY]: policy({ more: remote }) });
    expect(result).toMatchObject({ verdict: 'pass', registryPlan: { change: 'added' } });
    expect(linesOf(result)[0]).toMatch(/^- The registry begins: /);
    expect(team.server.seen).toEqual([]);
  });

  test('tells nothing that main changed since the branch began', async () => {
    const team = await startTeam();
    await team.clone.git('branch', 'old');
    await merge(team, { [POLICY]: policy({ environments: '\n    staging: { promote: on-merge }' }) });
    await team.clone.switch('old');
    const edited = policy().replace('min-pass-rate: 50%', 'min-pass-rate: 40%');
    expect(await judge(team, { [POLICY]: edited })).not.toHaveProperty('registryPlan');
  });
});
