import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/table.ts';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

test('the README names every command', () => {
  for (const name of Object.keys(COMMANDS)) expect(readme).toMatch(new RegExp(`^\\| .*\`${name}\\b`, 'm'));
});

test('the README names every option of the commands that need no registry', async () => {
  const [, table = ''] = /^\| command \| options \|.*?\n(.*?)\n\n/ms.exec(readme) ?? [];
  const rows = new Map(table.split('\n').map((line) => [/^\| `(\w+)/.exec(line)?.[1], line] as const));
  for (const [name, load] of Object.entries(COMMANDS)) {
    const { command } = await load();
    if (command.group !== 'gate') continue;
    const told = [...(rows.get(name) ?? '').matchAll(/`--([\w-]+)/g)].map(([, option]) => option);
    expect(told.sort(), name).toEqual(Object.keys(command.options).sort());
  }
});
