import { expect, test } from 'vitest';
import type { Pointer } from '../../src/domain/pointer.ts';
import type { MainBranch } from '../../src/domain/registry.ts';
import type { Entry } from '../../src/registry/append.ts';
import { pointerProblems } from '../../src/registry/pointer-problems.ts';
import { newKeyPair, signPromotion } from '../../src/registry/signatures.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import {
  type Branch,
  digestFor,
  EMPTY,
  promote,
  register,
  rollBack,
  source,
  write,
} from '../kit/registry-log.ts';

const MAIN: MainBranch = { repository: 'https://github.com/acme/support', branch: 'main' };
const POINTER = 'environments/production/pointer.json';

function recorded(main?: MainBranch): Entry {
  return {
    fact: { type: 'recorded', commit: 'd'.repeat(40), prompts: { support: '1.0.0' }, ...(main && { main }) },
  };
}

function pointerIn({ files }: Branch): Pointer {
  return JSON.parse(files[POINTER] ?? '');
}

async function problemsOf({ files }: Branch): Promise<string[]> {
  const { problems } = await verifyRegistry({ files, signing: null });
  return problems.map(({ problem }) => problem);
}

test('a pointer names main, and the file and commit of each version', async () => {
  const branch = write(EMPTY, 0, [register('1.0.0'), recorded(MAIN), promote('1.0.0', 1)]);
  expect(pointerIn(branch)).toMatchObject({
    main: MAIN,
    prompts: { support: { versions: { '1.0.0': { source: `${source.commit}:${source.path}` } } } },
  });
  expect(JSON.parse(branch.files['registry.json'] ?? '')).toMatchObject({ repository: MAIN.repository });
  expect(await problemsOf(branch)).toEqual([]);
});

test('where main has no address, the pointer is what it was before there were any', async () => {
  const branch = write(EMPTY, 0, [register('1.0.0'), recorded(), promote('1.0.0', 1)]);
  expect(pointerIn(branch)).not.toHaveProperty('main');
  expect(pointerIn(branch).prompts.support?.versions).toEqual({
    '1.0.0': { digest: digestFor('support', '1.0.0') },
  });
  expect(await problemsOf(branch)).toEqual([]);
});

test('a pointer that was written before main had an address stays valid, and the next one has it', async () => {
  const old = write(EMPTY, 0, [register('1.0.0'), recorded(), promote('1.0.0', 1)]);
  const known = write(old, 1, [register('1.1.0'), recorded(MAIN)]);
  expect(known.files[POINTER]).toBe(old.files[POINTER]);
  expect(await problemsOf(known)).toEqual([]);

  const next = write(known, 2, [promote('1.1.0', 2)]);
  const moved = write(next, 3, [recorded({ ...MAIN, branch: 'trunk' })]);
  expect(pointerIn(moved).main).toEqual(MAIN);
  expect(await problemsOf(moved)).toEqual([]);

  const unsaid = write(moved, 4, [recorded()]);
  const back = write(unsaid, 5, [rollBack('1.1.0', '1.0.0', 3)]);
  expect(pointerIn(back).main).toEqual({ ...MAIN, branch: 'trunk' });
  expect(await problemsOf(back)).toEqual([]);
});

test('who changes where a file comes from is found, by the log and by the signature', async () => {
  const [pointer, promotion] = [newKeyPair(), newKeyPair()];
  const subject = { environment: 'production', prompt: 'support', version: '1.0.0' };
  const signature = signPromotion(
    { ...subject, digest: digestFor('support', '1.0.0') },
    promotion.privateKey,
  );
  const entries = [register('1.0.0'), recorded(MAIN), promote('1.0.0', 1, { signature })];
  const { files } = write(EMPTY, 0, entries, { pointerKeys: [pointer.privateKey] });
  const signing = { pointer: [pointer.publicKey], promotion: [promotion.publicKey] };
  expect(await verifyRegistry({ files, signing })).toMatchObject({ ok: true });
  for (const [said, forged] of [
    ['github.com/acme/support', 'github.com/evil/support'],
    [source.path, 'prompts/other.md'],
    ['"main","repository"', '"evil","repository"'],
  ] as const) {
    const edited = { ...files, [POINTER]: (files[POINTER] ?? '').replace(said, forged) };
    expect(edited[POINTER]).not.toBe(files[POINTER]);
    expect([...pointerProblems(pointerIn({ ...EMPTY, files: edited }), signing)]).toEqual([
      'The pointer of production bears no signature of a pointer key.',
    ]);
    const { problems } = await verifyRegistry({ files: edited, signing });
    expect(problems.map(({ problem }) => problem)).toEqual([
      expect.stringContaining(`${POINTER} serves something other (serial 1) than production does by the log`),
    ]);
  }
});
