import { isMapping, type Json, ownMember } from '../base/json.ts';
import type { Signature } from '../domain/registry.ts';
import type { SigningPolicy } from '../domain/registry-policy.ts';
import { parseJson } from './events.ts';
import { fileText, fileTextOfAny } from './files.ts';
import type { UnsignedPointer } from './pointer.ts';
import { isSigned } from './signatures.ts';

/**
 * The keys in force: the policy's, and where it lists none, those that the branch's `registry.json` lists.
 * @param registryText `registry.json` of the branch; undefined: there is none
 * @returns null: nothing is signed
 */
export function signingInForce(
  policy: SigningPolicy | null,
  registryText: string | undefined,
): SigningPolicy | null {
  if (policy !== null) return policy;
  const value = parseJson(registryText ?? '');
  const keys = isMapping(value) ? value.keys : undefined;
  if (!isMapping(keys)) return null;
  const pointer = textsIn(keys.pointer);
  const promotion = textsIn(keys.promotion);
  return pointer.length === 0 && promotion.length === 0 ? null : { promotion, pointer };
}

/** Whether a pointer's text bears a good signature of one of these pointer keys. */
export function isPointerSigned(text: string, pointerKeys: readonly string[]): boolean {
  return trustedIn(text, pointerKeys) !== null;
}

export type TrustQuestion = {
  environment: string;
  /** What the log says that serves; null: nothing ever served there. */
  expected: UnsignedPointer | null;
  /** The pointer on the branch; undefined: there is none. */
  text: string | undefined;
  /** Every pointer that the environment ever had on the branch, in any order. */
  history: readonly string[];
  /** Public halves of the pointer keys in force. */
  pointerKeys: readonly string[];
};

/**
 * Why nothing may be signed on top of what an environment serves by the branch: whoever signs the next pointer also
 * signs what it says of all other prompts. What serves has to be what a key signed last. Before the first signature of
 * all, there is nothing to compare with.
 * @returns sentences; none: it may
 */
export function trustProblems(question: TrustQuestion): string[] {
  const { environment, expected, text, history, pointerKeys } = question;
  const last = newestTrusted(history, pointerKeys);
  if (last === null) {
    return history.some(isSignedByAnybody)
      ? [`What ${environment} serves was signed before, and by none of the pointer keys that are listed.`]
      : [];
  }
  const now = text === undefined ? null : trustedIn(text, pointerKeys);
  const isSame = now !== null && expected !== null && fileText(now) === fileText(expected);
  if (isSame && expected.serial >= serialOf(last)) return [];
  const differences = differencesBetween(last, expected);
  const others =
    differences.length === 0
      ? ['The pointer on the branch bears no signature of a pointer key.']
      : differences;
  return [
    `What ${environment} serves by the branch is not what a pointer key signed last (serial ${serialOf(last)}).`,
    ...others,
  ];
}

/** A pointer without its signatures, where one of them is good; null otherwise. */
function trustedIn(text: string, pointerKeys: readonly string[]): PointerContent | null {
  const value = parseJson(text);
  if (!isMapping(value)) return null;
  const { signatures, ...content } = value;
  if (fileTextOfAny(content) === undefined) return null;
  return signaturesIn(signatures).some((one) => isSigned(content, one, pointerKeys)) ? content : null;
}

type PointerContent = { [key: string]: Json };

function newestTrusted(history: readonly string[], pointerKeys: readonly string[]): PointerContent | null {
  const bySerial = history
    .map((text) => ({ text, serial: serialOf(parseJson(text)) }))
    .sort((a, b) => b.serial - a.serial);
  for (const { text } of bySerial) {
    const content = trustedIn(text, pointerKeys);
    if (content !== null) return content;
  }
  return null;
}

function isSignedByAnybody(text: string): boolean {
  const value = parseJson(text);
  return isMapping(value) && signaturesIn(value.signatures).length > 0;
}

/** Each prompt that serves otherwise than before, as a sentence. */
function differencesBetween(before: PointerContent, after: UnsignedPointer | null): string[] {
  const [was, is] = [promptsIn(before.prompts), promptsIn(after?.prompts)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.flatMap((name) => {
    const [signed, now] = [ownMember(was, name), ownMember(is, name)];
    if (signed !== undefined && now !== undefined && fileTextOfAny(signed) === fileTextOfAny(now)) return [];
    return [`${name}: ${versionsOf(signed)} was signed, and ${versionsOf(now)} serves by the branch.`];
  });
}

function promptsIn(value: Json | undefined): { [key: string]: Json } {
  return isMapping(value) ? value : {};
}

function versionsOf(prompt: Json | undefined): string {
  const versions = isMapping(prompt) && isMapping(prompt.versions) ? Object.keys(prompt.versions) : [];
  return versions.length === 0 ? 'nothing' : versions.join(' and ');
}

function serialOf(value: Json | undefined): number {
  return isMapping(value) && typeof value.serial === 'number' ? value.serial : 0;
}

function signaturesIn(value: Json | undefined): Signature[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    if (!isMapping(one)) return [];
    const { key, signature } = one;
    return typeof key === 'string' && typeof signature === 'string' ? [{ key, signature }] : [];
  });
}

function textsIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
