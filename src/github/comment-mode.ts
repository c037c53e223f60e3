/** When the pull request gets a comment. An existing one is brought up to date in any case but `never`. */
export const COMMENT_MODES = ['always', 'on-change', 'never'] as const;

export type CommentMode = (typeof COMMENT_MODES)[number];
