import { ConfigurationError } from '../base/errors.ts';

/** When the pull request gets a comment. An existing one is updated in every mode but `never`. */
export const COMMENT_MODES = ['always', 'on-change', 'never'] as const;

export type CommentMode = (typeof COMMENT_MODES)[number];

export function isCommentMode(mode: string): mode is CommentMode {
  return COMMENT_MODES.some((known) => known === mode);
}

/** @throws ConfigurationError: the Action's input is none of them. */
export async function checkCommentMode(mode: string): Promise<void> {
  if (isCommentMode(mode)) return;
  const { didYouMean } = await import('../document/suggest.ts');
  const known = COMMENT_MODES.join(', ');
  throw new ConfigurationError(`The input \`comment\` is "${mode}", not one of ${known}.`, {
    remedy: didYouMean(mode, COMMENT_MODES).trim(),
  });
}
