/** When the pull request gets a comment. An existing one is updated in every mode but `never`. */
export const COMMENT_MODES = ['always', 'on-change', 'never'] as const;

export type CommentMode = (typeof COMMENT_MODES)[number];
