/** Characters a filled-in template may have: more than any model's context holds. */
export const MAX_TEXT = 4_000_000;
/** Members of a list that a template builds. */
export const MAX_ITEMS = 100_000;
/** Steps of one rendering. */
export const MAX_STEPS = 1_000_000;
/** How long one template may take to compile or to render, ms. */
export const MAX_TIME = 3_000;
