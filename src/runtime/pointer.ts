import { canonicalJson } from '../base/canonical-json.ts';
import { isMapping, type Json, ownMember } from '../base/json.ts';
import type { Pointer } from '../domain/pointer.ts';
import { SLOT_COUNT } from '../domain/registry.ts';

/** What is asked of a pointer. */
export type Expected = {
  environment: string;
  /** Why its signatures do not suffice, as sentences; only the first one is asked for. */
  signatureProblems: (pointer: Pointer) => Iterable<string>;
};

/** More than a pointer needs, so that nobody has to be trusted for what it costs to read one. */
const DEEPEST = 20;
const MOST_SIGNATURES = 20;

/**
 * Reads a pointer as a source answered it.
 * @returns the pointer and its canonical JSON, by which two are compared; or why it is refused, as the end of a sentence
 */
export function readPointer(
  text: string,
  { environment, signatureProblems }: Expected,
): { pointer: Pointer; canonical: string } | { problem: string } {
  const noPointer = { problem: 'serves something that is no pointer of format 1' };
  if (isDeeperThan(DEEPEST, text)) return noPointer;
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'serves a pointer that is no JSON' };
  }
  if (!isPointer(value)) return noPointer;
  if (value.environment !== environment) {
    return { problem: `serves a pointer of ${JSON.stringify(value.environment.slice(0, 64))}` };
  }
  try {
    const [problem] = signatureProblems(value);
    if (problem !== undefined) return { problem: `is refused: ${problem}` };
    return { pointer: value, canonical: canonicalJson(value) };
  } catch {
    return { problem: 'serves a pointer that is no JSON' };
  }
}

/** Whether lists and objects lie in each other deeper than that. Far quicker than to parse what does. */
function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') isInString = !isInString;
    else if (isInString && character === '\\') index += 1;
    else if (!isInString && (character === '[' || character === '{')) depth += 1;
    else if (!isInString && (character === ']' || character === '}')) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

const DIGEST = /^[0-9a-f]{64}$/;

function isPointer(value: Json): value is Pointer {
  if (!isMapping(value)) return false;
  const { format, environment, serial, at, main, prompts, signatures } = value;
  return (
    format === 1 &&
    typeof environment === 'string' &&
    Number.isSafeInteger(serial) &&
    typeof at === 'string' &&
    (main === undefined || isMain(main)) &&
    Array.isArray(signatures) &&
    signatures.length <= MOST_SIGNATURES &&
    signatures.every(isSignature) &&
    isMapping(prompts) &&
    Object.values(prompts).every(isPrompt)
  );
}

function isPrompt(value: Json): boolean {
  if (!isMapping(value)) return false;
  const { segmentBy, allocation, versions } = value;
  if (
    !isTextIfThere(segmentBy) ||
    !isMapping(allocation) ||
    !isMapping(versions) ||
    !Object.hasOwn(allocation, '*')
  )
    return false;
  return Object.values(versions).every(isVersion) && Object.values(allocation).every(hasEverySlotOnce);

  function hasEverySlotOnce(shares: Json): boolean {
    if (!Array.isArray(shares)) return false;
    const ranges: [from: number, to: number][] = [];
    for (const share of shares) {
      const [version, ...slots] = Array.isArray(share) ? share : [];
      if (typeof version !== 'string' || !isMapping(versions) || !ownMember(versions, version)) return false;
      for (const range of slots) {
        const [from, to, ...more] = Array.isArray(range) ? range : [];
        if (!isSlot(from) || !isSlot(to) || from >= to || more.length > 0) return false;
        ranges.push([from, to]);
      }
    }
    ranges.sort(([a], [b]) => a - b);
    return ranges.reduce((next, [from, to]) => (from === next ? to : Number.NaN), 0) === SLOT_COUNT;
  }
}

function isSlot(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= SLOT_COUNT;
}

function isVersion(value: Json): boolean {
  if (!isMapping(value)) return false;
  const { digest, promotion, source } = value;
  if (typeof digest !== 'string' || !DIGEST.test(digest) || !isTextIfThere(source)) return false;
  return promotion === undefined || isSignature(promotion);
}

function isMain(value: Json): boolean {
  return isMapping(value) && typeof value.repository === 'string' && typeof value.branch === 'string';
}

function isTextIfThere(value: Json | undefined): boolean {
  return value === undefined || typeof value === 'string';
}

function isSignature(value: Json): boolean {
  return isMapping(value) && typeof value.key === 'string' && typeof value.signature === 'string';
}
