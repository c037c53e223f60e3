import { CASES } from '../telling/signs.ts';
import { CASE_SCRIPT } from './script/case.ts';
import { DIFFERENCE_SCRIPT } from './script/difference.ts';
import { LIST_SCRIPT } from './script/list.ts';

const LABELS = Object.fromEntries(
  Object.entries(CASES).map(([kind, { sign, words }]) => [kind, `${sign.page} ${words}`]),
);

/**
 * The page's only script: lists the cases, filters them, and fills one when it is opened. It inserts texts by
 * `textContent` alone, and loads nothing.
 */
export const SCRIPT = `'use strict';
(() => {
  const LABELS = ${JSON.stringify(LABELS)};
${LIST_SCRIPT}
${CASE_SCRIPT}
${DIFFERENCE_SCRIPT}
})();
`;
