import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SigningPolicy } from '../../src/domain/registry-policy.ts';
import { fileText, textDigest } from '../../src/registry/files.ts';
import { newKeyPair, signEvidence, signPromotion } from '../../src/registry/signatures.ts';
import { type VerifyRequest, verifyRegistry } from '../../src/registry/verify.ts';
import {
  type Branch,
  digestFor,
  EMPTY,
  evaluate,
  everybody,
  evidenceOf,
  promote,
  register,
  rollBack,
  write,
} from '../kit/registry-log.ts';

const judgement = {
  ...{ verdict: 'pass' as const, against: null, evidence: 'first', suite: 'e'.repeat(64), cases: 1 },
  at: '2026-11-24T10:00:00.000Z',
};
const week = [
  [register('1.0.0'), evaluate('1.0.0', 'first'), promote('1.0.0', 1, { judgement })],
  [register('1.1.0'), promote('1.1.0', 2)],
  [rollBack('1.1.0', '1.0.0', 3)],
].reduce((branch, entries, index) => write(branch, index, entries), EMPTY);
const paths = Object.keys(week.files).sort();
const events = paths.filter((path) => path.startsWith('events/'));

async function problemsOf(files: Branch['files'], more: Partial<VerifyRequest> = {}): Promise<string[]> {
  const { problems, ok } = await verifyRegistry({ files, signing: null, ...more });
  expect(ok).toBe(problems.length === 0);
  return problems.map(({ problem }) => problem);
}

test('what the commands write is sound', async () => {
  expect(await verifyRegistry({ files: week.files, signing: null })).toEqual({
    ok: true,
    signed: false,
    events: 6,
    problems: [],
  });
});

test('an edited event is named by its id, and so is the last one, which no other event names', async () => {
  for (const [index, path] of events.entries()) {
    const text = (week.files[path] ?? '').replace('"name":"ada"', '"name":"eve"');
    const { problems } = await verifyRegistry({ files: { ...week.files, [path]: text }, signing: null });
    expect(problems[0]).toEqual({
      event: path.slice(-21, -5),
      problem: expect.stringMatching(
        index === events.length - 1
          ? /was edited: index\/state\.json names another content\.$/
          : /was edited: the next event, .*, names another content as its predecessor\.$/,
      ),
    });
  }
});

test('a removed event, a cut-off log and a lost index are found', async () => {
  const without = (path: string | undefined) =>
    Object.fromEntries(Object.entries(week.files).filter(([other]) => other !== path));
  expect((await problemsOf(without(events[4])))[0]).toMatch(/is missing: it was removed\.$/);
  expect((await problemsOf(without(events[0])))[0]).toMatch(/^The log is cut off: the event before/);
  expect(await problemsOf(without(events[5]))).toContainEqual(
    'The log is cut off: index/state.json counts 6 events, and there are 5.',
  );
  expect(await problemsOf(without('index/state.json'))).toEqual(['index/state.json is missing.']);
});

test('a changed bundle, changed evidence, another pointer and files that nobody wrote are found', async () => {
  const version = 'prompts/support/1.1.0.json';
  expect(await problemsOf(edited(version, 'support 1.1.0', 'obey'))).toEqual([
    `${version} was changed: its bundle does not have the digest ${digestFor('support', '1.1.0')} that was registered.`,
  ]);
  expect(await problemsOf(edited(version, '@acme/support-ai', '@eve'))).toEqual([
    `${version} was changed: it does not say what was registered.`,
  ]);
  const evidence = paths.find((path) => path.startsWith('evidence/')) ?? '';
  expect(await problemsOf(edited(evidence, '"passes":1', '"passes":2'))).toEqual([
    `${evidence} was changed since it was written.`,
  ]);
  const pointer = 'environments/production/pointer.json';
  expect(await problemsOf(edited(pointer, '"serial":3', '"serial":9'))).toEqual([
    `${pointer} serves something other (serial 9) than production does by the log; the log says serial 3.`,
  ]);
  expect(await problemsOf({ ...week.files, 'prompts/support/9.9.9.json': '{}' })).toEqual([
    'prompts/support/9.9.9.json is a file that no event of the log explains.',
  ]);
  expect(await problemsOf(edited('index/prompts/support.json', '"onMain":null', '"onMain":"1.1.0"'))).toEqual(
    ['index/prompts/support.json does not say what the log says.'],
  );
});

test('any byte that changes in any file of the log, of a bundle, evidence, pointer or index is found', async () => {
  const anyEdit = fc.record({
    path: fc.constantFrom(...paths.filter((path) => path !== 'registry.json')),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
    kind: fc.constantFrom('replace', 'insert', 'delete'),
  });
  await fc.assert(
    fc.asyncProperty(anyEdit, async ({ path, at, byte, kind }) => {
      const bytes = Buffer.from(week.files[path] ?? '');
      const index = Math.floor(at * bytes.length);
      const put = kind === 'delete' ? [] : [byte];
      const rest = bytes.subarray(kind === 'insert' ? index : index + 1);
      const text = Buffer.concat([bytes.subarray(0, index), Buffer.from(put), rest]).toString();
      fc.pre(text !== week.files[path]);
      expect(await problemsOf({ ...week.files, [path]: text })).not.toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('text that is no Unicode is a problem in any file, not a failure of the verification', async () => {
  for (const path of paths) {
    const text = (week.files[path] ?? '').replace(/:"[^"]+"/, ':"\\ud800"');
    expect(text).toContain('\\ud800');
    expect(await problemsOf({ ...week.files, [path]: text })).not.toEqual([]);
  }
});

test('events whose order was changed, with every digest made anew, are found by their times', async () => {
  const two = write(write(EMPTY, 1, [register('1.0.0')]), 2, [register('1.0.0', 'billing')]);
  const [first, second] = Object.keys(two.files)
    .filter((path) => path.startsWith('events/'))
    .sort();
  if (!first || !second) throw new Error('two events');
  const start = fileText({ ...JSON.parse(two.files[second] ?? ''), previous: null });
  const next = fileText({ ...JSON.parse(two.files[first] ?? ''), previous: textDigest(start) });
  expect((await problemsOf({ ...two.files, [second]: start, [first]: next }))[0]).toBe(
    `${first} is not later than ${second}, which stands before it: the log was reordered.`,
  );
});

test('a promotion against its own evidence, by evidence that is not there, and without what its policy asks', async () => {
  const start = write(EMPTY, 0, [register('1.0.0')]);
  const blocked = { ...judgement, evidence: null, verdict: 'block' as const };
  expect(await problemsOf(write(start, 1, [promote('1.0.0', 1, { judgement: blocked })]).files)).toEqual([
    'support 1.0.0 was promoted to production although its evidence said block.',
  ]);
  const overridden = promote('1.0.0', 1, { judgement: blocked, overridden: ['verdict'], reason: 'outage' });
  expect(await problemsOf(write(start, 1, [overridden]).files)).toEqual([]);
  expect(await problemsOf(write(start, 1, [promote('1.0.0', 1, { judgement })]).files)).toEqual([
    'support 1.0.0 was promoted by evidence first, which the log does not have.',
  ]);
  const asked: string[] = [];
  const examine: VerifyRequest['examine'] = async (promotion, before, evidenceOf) => {
    asked.push(`${promotion.version} after ${before.last?.count}`);
    const found = evidenceOf(promotion.digest);
    return { policy: [], missing: found ? [] : ['There is no evidence.'], signing: null };
  };
  expect(await problemsOf(week.files, { examine })).toEqual([
    'support 1.1.0 was promoted to production without what its policy asks for: There is no evidence.',
  ]);
  expect(asked).toEqual(['1.0.0 after 2', '1.1.0 after 4']);
});

const promotionKey = newKeyPair();
const pointerKey = newKeyPair();
const strangers = newKeyPair();
const signing: SigningPolicy = { promotion: [promotionKey.publicKey], pointer: [pointerKey.publicKey] };

function signature(version: string, key = promotionKey) {
  const digest = digestFor('support', version);
  return signPromotion({ environment: 'production', prompt: 'support', version, digest }, key.privateKey);
}

const signedWeek = [
  [register('1.0.0'), promote('1.0.0', 1)],
  [register('1.1.0'), promote('1.1.0', 2, { signature: signature('1.1.0') })],
  [promote('1.0.0', 3, { signature: signature('1.0.0') })],
].reduce(
  (branch, entries, index) => write(branch, index, entries, { pointerKeys: [pointerKey.privateKey] }),
  EMPTY,
);

test('a signed log is sound, also where it began without signatures', async () => {
  const verified = await verifyRegistry({ files: signedWeek.files, signing });
  expect(verified).toEqual({ ok: true, signed: true, events: 5, problems: [] });
});

test('any byte that changes in a signed pointer is found, also by who does not know the keys', async () => {
  const path = 'environments/production/pointer.json';
  const text = signedWeek.files[path] ?? '';
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: text.length - 1 }),
      fc.integer({ min: 32, max: 126 }),
      async (at, code) => {
        const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(await problemsOf({ ...signedWeek.files, [path]: changed })).not.toEqual([]);
      },
    ),
  );
});

test('what somebody without the keys adds is found, however well it is chained', async () => {
  const forged = write(signedWeek, 9, [register('1.2.0'), promote('1.2.0', 4)], {
    pointerKeys: [strangers.privateKey],
  });
  expect(await problemsOf(forged.files, { signing })).toEqual([
    'The promotion of support 1.2.0 to production bears no signature of a promotion key: it was forged.',
    'The pointer of production bears no signature of a pointer key.',
    'support 1.2.0 bears no signature of a promotion key for production.',
  ]);
  const own = promote('1.2.0', 4, { signature: signature('1.2.0', strangers) });
  const withOwnKey = write(signedWeek, 9, [register('1.2.0'), own], { pointerKeys: [pointerKey.privateKey] });
  expect((await problemsOf(withOwnKey.files, { signing }))[0]).toMatch(
    /no signature of a promotion key: it was forged/,
  );
});

test("a policy's own keys count for its promotions, and evidence has to be signed as well", async () => {
  const rotated: SigningPolicy = { promotion: [strangers.publicKey], pointer: [pointerKey.publicKey] };
  const examine: VerifyRequest['examine'] = async () => ({ policy: [], missing: [], signing });
  const evidence = signEvidence(evidenceOf('1.2.0'), promotionKey.privateKey);
  const more = (file: typeof evidence) =>
    write(
      EMPTY,
      9,
      [
        register('1.2.0'),
        evaluate('1.2.0', 'first', 'support', file),
        promote('1.2.0', 1, { judgement, signature: signature('1.2.0') }),
      ],
      { pointerKeys: [pointerKey.privateKey] },
    ).files;
  expect(await problemsOf(more(evidence), { signing: rotated, examine })).toEqual([
    'support 1.2.0 bears no signature of a promotion key for production.',
  ]);
  expect(await problemsOf(more(evidenceOf('1.2.0')), { signing, examine })).toEqual([
    'The promotion of support 1.2.0 to production rests on evidence first, which bears no signature of a promotion key.',
  ]);
});

test('a log of a later version says to update', async () => {
  const last = events.at(-1) ?? '';
  expect(await problemsOf(edited(last, '"format":1', '"format":2'))).toContainEqual(
    `${last} has format 2, and this version reads formats up to 1. Update prompt-eval-gate.`,
  );
});

test('a step that is not allowed is found in a log whose chain is whole', async () => {
  const start = write(EMPTY, 0, [register('1.0.0'), promote('1.0.0', 1)]);
  const path =
    Object.keys(start.files)
      .sort()
      .filter((one) => one.startsWith('events/'))[1] ?? '';
  const event = JSON.parse(start.files[path] ?? '');
  const archived = fileText({
    ...event,
    allocation: { '*': [...everybody('1.0.0'), ...everybody('1.0.0')] },
  });
  expect((await problemsOf({ ...start.files, [path]: archived })).join()).toContain(
    'the shares of segment * do not have every slot once.',
  );
});

function edited(path: string, from: string, to: string): Branch['files'] {
  const text = week.files[path] ?? '';
  expect(text).toContain(from);
  return { ...week.files, [path]: text.replace(from, to) };
}
