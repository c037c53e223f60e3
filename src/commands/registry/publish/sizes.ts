import type { Publication } from '../../../registry/publication.ts';
import { LARGEST_TEXT } from '../../../runtime/source.ts';

/** Why applications would refuse what is to be published: they read no text above a limit; null: they take it. */
export function sizeProblem({ environment, objects, pointer }: Publication): string | null {
  const tooLarge = [
    ...(isTooLarge(pointer) ? ['its pointer'] : []),
    ...Object.entries(objects).flatMap(([digest, text]) =>
      isTooLarge(text) ? [`the bundle ${digest}`] : [],
    ),
  ];
  if (tooLarge.length === 0) return null;
  return `${environment} is not published: applications read at most ${LARGEST_TEXT / 1e6} MB, and ${tooLarge.join(' and ')} has more.`;
}

function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > LARGEST_TEXT;
}
