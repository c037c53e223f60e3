import type { PromptEntry } from '../domain/policy.ts';
import { isSkill, SKILL_CASES } from '../prompt/formats/skill.ts';

const KINDS = ['suite', 'tests'];
const ENDINGS = ['yml', 'yaml', 'json', 'jsonl', 'csv'];

const SUITE_NAME = new RegExp(`\\.(?:${KINDS.join('|')})\\.(?:${ENDINGS.join('|')})$`, 'i');

/** Whether a file, by its name, is the suite of a prompt beside it. */
export function isSuiteName(path: string): boolean {
  return SUITE_NAME.test(path);
}

/**
 * The possible paths of a prompt's suite, best first: the one in the config, else beside the prompt under the prompt's
 * name without its endings (`support.prompt.yml` → `support.suite.yml`, …, `support.tests.csv`). Those of an Agent Skill
 * are first of all in `evals/evals.json` below it.
 */
export function suitePathsOf(promptPath: string, entry?: PromptEntry): string[] {
  if (entry?.suite !== undefined) {
    return [entry.suite];
  }
  const parts = promptPath.split('/');
  const name = parts.pop() ?? '';
  const stem = name.replace(/\.prompt\.ya?ml$/i, '').replace(/(?!^)\.[^.]*$/, '');
  const base = [...parts, stem].join('/');
  const beside = KINDS.flatMap((kind) => ENDINGS.map((ending) => `${base}.${kind}.${ending}`));
  return isSkill(promptPath) ? [[...parts, SKILL_CASES].join('/'), ...beside] : beside;
}
