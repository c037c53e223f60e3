import { afterEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import type { Pointer } from '../../src/domain/pointer.ts';
import { signPointer } from '../../src/registry/pointer.ts';
import { pointerProblems } from '../../src/registry/pointer-problems.ts';
import type { OpenOptions, Prompts, Source } from '../../src/runtime/api.ts';
import { follow } from '../../src/runtime/follow.ts';
import { openPrompts } from '../../src/runtime/open.ts';
import { manualClock } from '../kit/manual-clock.ts';
import { greeting, newKeys, publicationIn, publicHalves, serving, type World } from '../kit/published.ts';

const keys = newKeys();
const publicKeys = publicHalves(keys);
const signedWorld = (serial: number) => serving(serial, { '1.0.0': greeting('1.0.0') }, { keys });

/** A source that serves this pointer's text, and the bundles of a world. */
function sourceOf(world: World): Source & { text: string | null } {
  const { pointer, objects } = publicationIn(world);
  const source: Source & { text: string | null } = {
    name: 'other',
    text: pointer,
    readPointer: async () => source.text,
    readObject: async (digest) => objects[digest] ?? null,
  };
  return source;
}

const opened: Prompts[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((prompts) => prompts.close()));
});

async function open(source: Source, options: Partial<OpenOptions> = {}): Promise<Prompts> {
  const prompts = await openPrompts({
    ...{ environment: 'production', intervalMs: 10, publicKeys, sources: [source] },
    ...options,
  });
  opened.push(prompts);
  return prompts;
}

/** A pointer without any prompt, signed. */
function withoutPrompts({ pointer: { signatures: _, ...pointer } }: World): World {
  return { pointer: signPointer({ ...pointer, prompts: {} }, [keys.pointer.privateKey]), bundles: [] };
}

const refused = (prompts: Prompts, reason: RegExp) =>
  expect.poll(() => prompts.state().lastRefusal?.reason, { timeout: 60_000 }).toMatch(reason);

describe('what costs much to read is refused for its shape, and what served goes on serving', () => {
  test.for<[string, (pointer: Pointer) => string, RegExp]>([
    [
      'a thousand signatures under the name of a known key',
      (pointer) =>
        canonicalJson({
          ...pointer,
          signatures: Array.from({ length: 1_000 }, () => ({
            key: keys.pointer.publicKey,
            signature: 'A'.repeat(86).concat('=='),
          })),
        }),
      /no pointer of format 1/,
    ],
    [
      'four million levels',
      (pointer) =>
        canonicalJson({ ...pointer, more: null }).replace(
          '"more":null',
          `"more":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`,
        ),
      /no pointer of format 1/,
    ],
    ['more than 5 MB, by any source', () => ' '.repeat(5_000_001), /answers more than 5 MB/],
  ])('%s', async ([, hostile, reason]) => {
    const world = signedWorld(3);
    const source = sourceOf(world);
    const prompts = await open(source);
    source.text = hostile(world.pointer);
    await expect.poll(() => prompts.state().sources[0]?.problem, { timeout: 60_000 }).toMatch(reason);
    expect(prompts.get('support').version).toBe('1.0.0');
    source.text = publicationIn(signedWorld(4)).pointer;
    await expect.poll(() => prompts.state().serial, { timeout: 60_000 }).toBe(4);
  });

  test('what is refused is not read again while the source goes on serving it', async () => {
    const source = sourceOf(serving(3, { '1.0.0': greeting('1.0.0') }));
    let checks = 0;
    const follower = follow({
      ...{ environment: 'production', sources: [source], clock: manualClock(), random: () => 0 },
      ...{ intervalMs: 10, timeoutMs: 10, minSerial: 0, onTaken: () => {} },
      signatureProblems(pointer) {
        checks += 1;
        return pointerProblems(pointer, publicKeys);
      },
    });
    for (let i = 0; i < 5; i += 1) expect(await follower.ask(source)).toBe(false);
    expect(checks).toBe(1);
    expect(follower.statesOf([source])[0]?.problem).toMatch(/no signature of a pointer key/);
    source.text = publicationIn(signedWorld(3)).pointer;
    expect(await follower.ask(source)).toBe(true);
    follower.close();
  });

  test('promotions are not looked at in a pointer that nobody signed', () => {
    const { pointer } = signedWorld(3);
    let looks = 0;
    const [version] = Object.values(pointer.prompts.support?.versions ?? {});
    if (!version) throw new Error('the pointer has no version');
    Object.defineProperty(version, 'promotion', {
      get() {
        looks += 1;
        return undefined;
      },
    });
    const [first] = pointerProblems({ ...pointer, signatures: [] }, publicKeys);
    expect([first, looks]).toEqual(['The pointer of production bears no signature of a pointer key.', 0]);
  });
});

describe('a stolen pointer key', () => {
  test('cannot take all prompts away', async () => {
    const source = sourceOf(signedWorld(3));
    const prompts = await open(source);
    source.text = publicationIn(withoutPrompts(signedWorld(4))).pointer;
    await refused(prompts, /serves serial 4 without any prompt/);
    expect(prompts.get('support').version).toBe('1.0.0');
  });

  test('cannot bar what is published next by a serial that nothing follows', async () => {
    const source = sourceOf(signedWorld(3));
    const prompts = await open(source);
    source.text = publicationIn(signedWorld(Number.MAX_SAFE_INTEGER)).pointer;
    await refused(prompts, /serves serial 9007199254740991, more than 10000 above 3/);
    source.text = publicationIn(signedWorld(1_003)).pointer;
    await expect.poll(() => prompts.state().serial, { timeout: 60_000 }).toBe(1_003);
  });

  test('cannot bring an old pointer to a process that knows the lowest serial', async () => {
    const source = sourceOf(signedWorld(3));
    await expect(open(source, { minSerial: 4, timeoutMs: 300 })).rejects.toThrow(
      /serves serial 3, lower than 4 \(minSerial\)/,
    );
    source.text = publicationIn(signedWorld(4)).pointer;
    expect((await open(source, { minSerial: 4 })).state().serial).toBe(4);
  });
});
