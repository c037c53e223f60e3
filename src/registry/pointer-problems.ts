import type { Pointer } from '../domain/pointer.ts';
import { isPromotionSigned, isSigned } from './signatures.ts';

/**
 * Why a pointer may not be taken, as sentences: it needs a signature of a pointer key, and for each digest one of a
 * promotion key for this environment.
 */
export function pointerProblems(
  pointer: Pointer,
  keys: { pointer: readonly string[]; promotion: readonly string[] },
): string[] {
  const { signatures, ...content } = pointer;
  const { environment } = pointer;
  const problems: string[] = [];
  if (!signatures.some((signature) => isSigned(content, signature, keys.pointer))) {
    problems.push(`The pointer of ${environment} bears no signature of a pointer key.`);
  }
  for (const [prompt, { versions }] of Object.entries(pointer.prompts)) {
    for (const [version, { digest, promotion }] of Object.entries(versions)) {
      const subject = { environment, prompt, version, digest };
      if (promotion && isPromotionSigned(subject, promotion, keys.promotion)) continue;
      problems.push(`${prompt} ${version} bears no signature of a promotion key for ${environment}.`);
    }
  }
  return problems;
}
