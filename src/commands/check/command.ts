import { resolve } from 'node:path';
import { mistakesIn } from '../../base/errors.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { Command, Terminal } from '../command.ts';
import type { CheckProgress, RepositoryCheck } from './check.ts';

const OPTIONS = {
  config: {
    type: 'string',
    value: 'FILE',
    default: DEFAULT_POLICY_PATH,
    help: `policy, read from the working tree (default: ${DEFAULT_POLICY_PATH})`,
  },
  discordance: {
    type: 'string',
    value: 'P%',
    help: 'cases that differ between two harmless versions (default 15%; selfcheck measures it)',
  },
  json: { type: 'boolean', help: 'print JSON (schemaVersion 1)' },
  sarif: {
    type: 'string',
    value: 'FILE',
    help: 'write what was found as SARIF 2.1.0 too (- is the standard output), for code scanning and editors',
  },
  cases: {
    type: 'boolean',
    help: 'print only the edge cases that suites lack, as their files write them, to paste',
  },
} as const;

/** Validates everything in the working tree, without a model, and says what is likely not meant. */
export const command: Command<typeof OPTIONS> = {
  name: 'check',
  group: 'gate',
  summary: 'validate prompts, suites and config; say what they can detect and cost (no model calls)',
  positionals: '[PROMPT…]',
  options: OPTIONS,
  help: `Reads the working tree, uncommitted edits included. PROMPT is a path or a name: only these are checked, and no
portfolio. \`check.findings\` of the policy says how grave each finding is.`,
  exitCodes:
    '0 there are prompts; they, their names and all portfolios are valid; no finding is an error. 2 otherwise',
  async run({ values, positionals }, { directory, credentials, output, messages }) {
    if (values.json && values.sarif === '-') {
      throw new Error('`--json` and `--sarif -` both print to the standard output: give one of both.');
    }
    if (values.json && values.cases) throw new Error('`--json` has the cases too: give one of both.');
    const [
      { checkRepository, unchecked },
      { isValid },
      { terminalLog },
      { checkLine },
      { letNewObjectsGrow },
    ] = await Promise.all([
      import('./check.ts'),
      import('./told.ts'),
      import('../terminal-log.ts'),
      import('./progress.ts'),
      import('../new-objects.ts'),
    ]);
    letNewObjectsGrow();
    const progress = terminalLog(messages);
    // A log needs no bar.
    const onProgress = messages.isTTY
      ? (now: CheckProgress) => progress.log(checkLine(now), 'progress')
      : undefined;
    const checked = await checkRepository({
      directory,
      configPath: values.config,
      only: positionals,
      credentials,
      discordance: values.discordance === undefined ? undefined : readShare(values.discordance),
      onProgress,
    })
      .catch((problem: unknown) => ({ problem, mistakes: mistakesIn(problem) }))
      .finally(progress.clear);
    // Whoever reads JSON or SARIF finds there too why nothing was checked.
    const found =
      'problem' in checked
        ? unchecked({ path: values.config, revision: 'unread' }, checked.mistakes)
        : checked;
    if (values.sarif !== undefined) await writeSarif(values.sarif, found, { directory, output, messages });
    if ('problem' in checked && !values.json) throw checked.problem;
    const told = values.sarif === '-' ? messages : output;
    told.write(await rendered(found, values));
    return isValid(found) ? 0 : 2;
  },
};

async function rendered(
  found: RepositoryCheck,
  { json, cases }: { json: boolean; cases: boolean },
): Promise<string> {
  if (json) {
    const { checkJson } = await import('./json.ts');
    return `${JSON.stringify(checkJson(found), null, 2)}\n`;
  }
  const [{ renderCheck }, { readyCases }] = await Promise.all([
    import('./render.ts'),
    import('./render-findings.ts'),
  ]);
  return cases ? readyCases(found) : renderCheck(found);
}

/** `-` is the standard output. */
async function writeSarif(
  name: string,
  found: RepositoryCheck,
  { directory, output, messages }: Pick<Terminal, 'directory' | 'output' | 'messages'>,
): Promise<void> {
  const [{ checkSarif }, { writeReport }] = await Promise.all([
    import('./sarif.ts'),
    import('../../report/write-file.ts'),
  ]);
  if (name === '-') {
    output.write(checkSarif(found));
    return;
  }
  await writeReport(resolve(directory, name), checkSarif(found), directory);
  messages.write(`Wrote ${name}.\n`);
}

/** `15%` or `0.15` as a fraction. */
function readShare(text: string): number {
  const share = /^\d+(\.\d+)?%$/.test(text) ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (share >= 0 && share < 1) return share;
  throw new Error(`--discordance is a share such as 15% or 0.15, not "${text}".`);
}
