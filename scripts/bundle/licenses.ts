import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputBundle, Plugin } from 'rolldown';

const FILE_NAME = 'THIRD-PARTY-LICENSES.txt';
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)(?:[-.].*)?$/i;
const RULE = '-'.repeat(80);

/**
 * Writes the licences of all packages whose code is in the bundle beside it: by name and version, packages with the
 * same text together, with the same bytes on every machine.
 */
export function thirdPartyLicenses(): Plugin {
  return {
    name: 'third-party-licenses',
    async generateBundle(_, bundle) {
      const packages = await Promise.all(foldersIn(bundle).map(readPackage));
      this.emitFile({ type: 'asset', fileName: FILE_NAME, source: licensesText(packages) });
    },
  };
}

function foldersIn(bundle: OutputBundle): string[] {
  const rendered = Object.values(bundle).flatMap((file) =>
    file.type === 'chunk'
      ? Object.entries(file.modules).filter(([, { renderedLength }]) => renderedLength > 0)
      : [],
  );
  return [...new Set(rendered.flatMap(([module]) => folderOf(module) ?? []))];
}

/** The folder of the package that a module belongs to; null for a module of ours, or of the bundler's. */
function folderOf(module: string): string | null {
  return /^[^\0].*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(module)?.[0] ?? null;
}

type Package = { title: string; text: string };

async function readPackage(folder: string): Promise<Package> {
  const manifest: Record<string, unknown> = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = 'see below', author } = manifest;
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.map((each) => each.replaceAll('\r\n', '\n').trim()).join('\n\n');
  const by = typeof author === 'string' ? author : JSON.stringify(author);
  const none = `This package carries no licence text. Author: ${by}.\nhttps://spdx.org/licenses/${license}.html`;
  return { title: `${name} ${version} (${license})`, text: text || none };
}

function licensesText(packages: readonly Package[]): string {
  const titles = new Map<string, string[]>();
  const sorted = packages.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  for (const { title, text } of sorted) titles.set(text, [...new Set([...(titles.get(text) ?? []), title])]);
  const sections = [...titles].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return sections.join(`\n${RULE}\n\n`);
}
