import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.ts';
import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { NPX_COMMAND } from '../base/product.ts';
import { type Digest, PUBLIC_KEY, type Signature, type Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';

/** `publicKey`: `ed25519:<base64 of 32 bytes>`; `privateKey`: `ed25519-private:<base64 of the 32-byte seed>`. */
export type KeyPair = { publicKey: string; privateKey: string };

/** What a promotion signature says: this digest may serve in this environment. */
export type Promotion = { environment: string; prompt: string; version: Version; digest: Digest };

/** What the signature of an accepted drift says. */
export type Acceptance = Promotion & { look: string; evidence: string };

const PRIVATE_KEY = /^ed25519-private:([A-Za-z0-9+/]{43}=)$/;
/** What stands before the 32 bytes in DER: SubjectPublicKeyInfo and PKCS #8 of an Ed25519 key (RFC 8410). */
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;

/** A new key pair. */
export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES);
  return { publicKey: publicText(publicKey), privateKey: `ed25519-private:${seed.toString('base64')}` };
}

/**
 * The public half of a private key.
 * @throws ConfigurationError, which does not show the key, where it is none
 */
export function publicKeyOf(privateKey: string): string {
  return publicText(createPublicKey(readPrivateKey(privateKey)));
}

/**
 * Signs a value's canonical JSON.
 * @throws ConfigurationError, which does not show the key, where it is none
 */
export function signed(value: Json, privateKey: string): Signature {
  const key = readPrivateKey(privateKey);
  const signature = signBytes(null, Buffer.from(canonicalJson(value)), key).toString('base64');
  return { key: publicText(createPublicKey(key)), signature };
}

/** Whether a signature over a value's canonical JSON is good, and was made by one of these public keys. */
export function isSigned(value: Json, signature: Signature, publicKeys: readonly string[]): boolean {
  return someSigned(value, [signature], publicKeys);
}

/** As {@link isSigned}, of any of these signatures; the value, which may be large, is written as text only once. */
export function someSigned(
  value: Json,
  signatures: readonly Signature[],
  publicKeys: readonly string[],
): boolean {
  const ours = signatures.filter(({ key }) => publicKeys.includes(key));
  if (ours.length === 0) return false;
  const text = Buffer.from(canonicalJson(value));
  return ours.some((signature) => {
    const base64 = PUBLIC_KEY.test(signature.key) ? signature.key.split(':')[1] : undefined;
    const bytes = Buffer.from(signature.signature, 'base64');
    if (base64 === undefined || bytes.toString('base64') !== signature.signature) return false;
    const der = Buffer.concat([PUBLIC_DER, Buffer.from(base64, 'base64')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verifyBytes(null, text, key, bytes);
  });
}

/** The promotion key's word that a version may serve in an environment. */
export function signPromotion(promotion: Promotion, privateKey: string): Signature {
  return signed(promotionText(promotion), privateKey);
}

export function isPromotionSigned(
  promotion: Promotion,
  signature: Signature,
  publicKeys: readonly string[],
): boolean {
  return isSigned(promotionText(promotion), signature, publicKeys);
}

/** The promotion key's word that a version is held against the evidence of that look from now on, and of no other. */
export function signAcceptance(acceptance: Acceptance, privateKey: string): Signature {
  return signed(acceptanceText(acceptance), privateKey);
}

export function isAcceptanceSigned(
  acceptance: Acceptance,
  signature: Signature,
  publicKeys: readonly string[],
): boolean {
  return isSigned(acceptanceText(acceptance), signature, publicKeys);
}

/** The evidence with the promotion key's signature over all its other members. */
export function signEvidence(evidence: EvidenceFile, privateKey: string): EvidenceFile {
  const { signature: _, ...content } = evidence;
  return { ...content, signature: signed(content, privateKey) };
}

/** Whether evidence bears a good signature of one of these promotion keys. */
export function isEvidenceSigned(evidence: EvidenceFile, publicKeys: readonly string[]): boolean {
  const { signature, ...content } = evidence;
  return signature !== undefined && isSigned(content, signature, publicKeys);
}

function promotionText({ environment, prompt, version, digest }: Promotion): Json {
  return { environment, prompt, version, digest };
}

function acceptanceText({ environment, prompt, version, digest, look, evidence }: Acceptance): Json {
  return { accepted: evidence, look, environment, prompt, version, digest };
}

function readPrivateKey(text: string): KeyObject {
  const base64 = PRIVATE_KEY.exec(text.trim())?.[1];
  if (base64 === undefined) {
    const isPublic = PUBLIC_KEY.test(text.trim());
    throw new ConfigurationError(
      isPublic ? 'The signing key is a public one.' : 'The signing key is not a private key of ours.',
      { remedy: `It begins with \`ed25519-private:\`; \`${NPX_COMMAND} registry keys\` makes one.` },
    );
  }
  const der = Buffer.concat([PRIVATE_DER, Buffer.from(base64, 'base64')]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function publicText(key: KeyObject): string {
  const raw = key.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
  return `ed25519:${raw.toString('base64')}`;
}
