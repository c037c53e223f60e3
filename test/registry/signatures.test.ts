import { expect, test } from 'vitest';
import { pointerOf, signPointer } from '../../src/registry/pointer.ts';
import { pointerProblems } from '../../src/registry/pointer-problems.ts';
import {
  isAcceptanceSigned,
  isEvidenceSigned,
  isPromotionSigned,
  isSigned,
  newKeyPair,
  publicKeyOf,
  signAcceptance,
  signEvidence,
  signed,
  signPromotion,
} from '../../src/registry/signatures.ts';
import { digestFor, EMPTY, evidenceOf, promote, register, write } from '../kit/registry-log.ts';

const promotion = newKeyPair();
const onCall = newKeyPair();

test("the published vector of RFC 8032's second test", () => {
  // 7.1, TEST 2: the message is the one byte 0x72; here only the pair of keys, since we sign JSON.
  const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
  const pub = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
  const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
  expect(publicKeyOf(`ed25519-private:${base64(seed)}`)).toBe(`ed25519:${base64(pub)}`);
});

test('a signature is of the value whatever the order of its members, and of no other value or key', () => {
  const signature = signed({ a: 1, b: [true, null] }, onCall.privateKey);
  expect(signature.key).toBe(onCall.publicKey);
  expect(isSigned({ b: [true, null], a: 1 }, signature, [promotion.publicKey, onCall.publicKey])).toBe(true);
  expect(isSigned({ b: [true, null], a: 2 }, signature, [onCall.publicKey])).toBe(false);
  expect(isSigned({ b: [true, null], a: 1 }, signature, [promotion.publicKey])).toBe(false);
  expect(isSigned({ a: 1 }, { ...signature, signature: 'AA' }, [onCall.publicKey])).toBe(false);
});

test('a wrong private key is refused without being shown', () => {
  expect(() => signed({}, onCall.publicKey)).toThrow('The signing key is a public one.');
  expect(() => signed({}, 'secret-text')).toThrow(
    /^The signing key is not a private key of ours\. It begins with/,
  );
  expect(() => signed({}, 'secret-text')).not.toThrow(/secret-text/);
});

test('evidence is signed over everything but the signature', () => {
  const evidence = signEvidence(signEvidence(evidenceOf('1.0.0'), onCall.privateKey), promotion.privateKey);
  expect(isEvidenceSigned(evidence, [promotion.publicKey])).toBe(true);
  expect(isEvidenceSigned({ ...evidence, trials: 7 }, [promotion.publicKey])).toBe(false);
  expect(isEvidenceSigned(evidenceOf('1.0.0'), [promotion.publicKey])).toBe(false);
});

test('a pointer needs a pointer key, and for every digest a promotion key that signed it for that environment', () => {
  const subject = {
    environment: 'production',
    prompt: 'support',
    version: '1.0.0',
    digest: digestFor('support', '1.0.0'),
  };
  const signature = signPromotion(subject, promotion.privateKey);
  const branch = write(EMPTY, 0, [register('1.0.0'), promote('1.0.0', 1, { signature })]);
  const pointer = pointerOf(branch.state, 'production');
  if (!pointer) throw new Error('production serves');
  expect(pointer).toEqual({
    ...{ format: 1, environment: 'production', serial: 1, at: '2026-11-24T10:00:00.001Z' },
    prompts: {
      support: {
        allocation: { '*': [['1.0.0', [0, 10_000]]] },
        versions: { '1.0.0': { digest: subject.digest, promotion: signature } },
      },
    },
  });
  const keys = { pointer: [onCall.publicKey], promotion: [promotion.publicKey] };
  const good = signPointer(pointer, [onCall.privateKey]);
  expect([...pointerProblems(good, keys)]).toEqual([]);
  expect([...pointerProblems(signPointer(pointer, []), keys)]).toEqual([
    'The pointer of production bears no signature of a pointer key.',
  ]);
  expect([...pointerProblems({ ...good, serial: 2 }, keys)]).toHaveLength(1);
  // With a pointer key alone nothing can serve that the promotion key did not sign, or signed for elsewhere.
  const elsewhere = signPromotion({ ...subject, environment: 'staging' }, promotion.privateKey);
  for (const promotion of [undefined, elsewhere, signPromotion(subject, onCall.privateKey)]) {
    const versions = { '1.0.0': { digest: subject.digest, ...(promotion ? { promotion } : {}) } };
    const forged = { ...pointer, prompts: { support: { allocation: {}, versions } } };
    expect([...pointerProblems(signPointer(forged, [onCall.privateKey]), keys)]).toEqual([
      'support 1.0.0 bears no signature of a promotion key for production.',
    ]);
  }
});

test('an acceptance is of one look and its evidence, and cannot be said again of another', () => {
  const { privateKey, publicKey } = newKeyPair();
  const look = { environment: 'production', prompt: 'support', version: '1.0.0', digest: 'd'.repeat(64) };
  const accepted = { ...look, look: 'a'.repeat(16), evidence: 'today' };
  const signature = signAcceptance(accepted, privateKey);
  expect(isAcceptanceSigned(accepted, signature, [publicKey])).toBe(true);
  expect(isAcceptanceSigned({ ...accepted, look: 'b'.repeat(16) }, signature, [publicKey])).toBe(false);
  expect(isAcceptanceSigned({ ...accepted, evidence: 'then' }, signature, [publicKey])).toBe(false);
  expect(isPromotionSigned(look, signature, [publicKey])).toBe(false);
});
