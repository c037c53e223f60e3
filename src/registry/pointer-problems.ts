import type { Pointer } from '../domain/pointer.ts';
import { isPromotionSigned, someSigned } from './signatures.ts';

/**
 * Why a pointer may not be taken, as sentences: it needs a signature of a pointer key, and for each digest one of a
 * promotion key for this environment. They are found one after the other: whoever takes only the first checks little of
 * what has no good signature.
 */
export function* pointerProblems(
  pointer: Pointer,
  keys: { pointer: readonly string[]; promotion: readonly string[] },
): Generator<string, void> {
  const { signatures, ...content } = pointer;
  const { environment } = pointer;
  if (!someSigned(content, signatures, keys.pointer)) {
    yield `The pointer of ${environment} bears no signature of a pointer key.`;
  }
  for (const [prompt, { versions }] of Object.entries(pointer.prompts)) {
    for (const [version, { digest, promotion }] of Object.entries(versions)) {
      const subject = { environment, prompt, version, digest };
      if (promotion && isPromotionSigned(subject, promotion, keys.promotion)) continue;
      yield `${prompt} ${version} bears no signature of a promotion key for ${environment}.`;
    }
  }
}
