import type { Command } from '../command.ts';

const OPTIONS = {
  print: { type: 'boolean', help: "print the page's path, open nothing" },
} as const;

/** Opens the page of the last result of this clone. */
export const command: Command<typeof OPTIONS> = {
  name: 'view',
  group: 'gate',
  summary: 'open the page of the last run of `gate` in this clone',
  options: OPTIONS,
  help: "Writes the page into git's folder and opens it in the browser. Its path is printed too.",
  variables: { models: false, others: {} },
  exitCodes: '0 the page was opened or printed, 2 there is none, or no browser',
  async run({ values }, { directory, environment, output, messages }) {
    const [{ writeLastPage }, { open, openerOf }] = await Promise.all([
      import('./page.ts'),
      import('./browser.ts'),
    ]);
    const path = await writeLastPage(directory);
    output.write(`${path}\n`);
    if (values.print) return 0;
    const { platform } = process;
    if (await open(openerOf(path, { platform, environment }), environment)) return 0;
    messages.write('No browser could be started: open the page yourself.\n');
    return 2;
  },
};
