import { assertionRules } from './assertions.ts';
import { caseRules } from './cases.ts';
import { edgeCaseRules } from './edge-cases.ts';
import { exampleRules } from './examples.ts';
import { modelRules } from './models.ts';
import { promptCacheRules } from './prompt-cache.ts';
import type { Rule } from './subject.ts';
import { templateTextRules } from './template-text.ts';
import { userTextRules } from './user-text.ts';
import { variableRules } from './variables.ts';

/** Everything that is looked for in a prompt and its suite, in the order in which it is told. */
export const RULES: readonly Rule[] = [
  ...modelRules,
  ...variableRules,
  ...templateTextRules,
  ...userTextRules,
  ...exampleRules,
  ...promptCacheRules,
  ...assertionRules,
  ...edgeCaseRules,
  ...caseRules,
];
