import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const markdown = new MarkdownIt({ html: true });

type Token = ReturnType<typeof markdown.parse>[number];
type Page = { path: string; links: string[]; anchors: Set<string> };

test('every relative link in the documentation leads to a file or heading that exists', async () => {
  const pages = new Map(
    (await Promise.all((await pagePaths()).map(readPage))).map((page) => [page.path, page]),
  );
  expect(pages.size).toBeGreaterThan(10);
  const broken: string[] = [];
  for (const page of pages.values()) {
    for (const link of page.links) {
      const problem = await problemOf(link, page, pages);
      if (problem) broken.push(`${relative(root, page.path)}: ${link} (${problem})`);
    }
  }
  expect(broken).toEqual([]);
});

test('every test that SECURITY.md names exists', async () => {
  const table = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const named = [...table.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(10);
  for (const path of named) await expect(stat(join(root, path)), path).resolves.toBeDefined();
});

async function pagePaths(): Promise<string[]> {
  const folders = ['.', '.github', 'bench'];
  const top = await Promise.all(
    folders.map(async (folder) => inFolder(folder, await readdir(join(root, folder)))),
  );
  const docs = inFolder('docs', await readdir(join(root, 'docs'), { recursive: true }));
  return [...top.flat(), ...docs].filter((path) => path.endsWith('.md'));
}

function inFolder(folder: string, names: readonly string[]): string[] {
  return names.map((name) => join(root, folder, name));
}

async function readPage(path: string): Promise<Page> {
  const tokens = markdown.parse(await readFile(path, 'utf8'), {});
  const links = tokens.flatMap(({ children }) =>
    (children ?? []).flatMap((child) => String(child.attrGet('href') ?? child.attrGet('src') ?? '') || []),
  );
  const headings = tokens.flatMap(({ type }, index) => {
    const inline = tokens[index + 1];
    return type === 'heading_open' && inline ? [plainText(inline)] : [];
  });
  return { path, links, anchors: anchorsOf(headings) };
}

function plainText({ children }: Token): string {
  return (children ?? []).map(({ content }) => content).join('');
}

/** As GitHub names headings: lower case, punctuation removed, spaces as hyphens, repeated names numbered. */
function anchorsOf(headings: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  for (const heading of headings) {
    const name = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = name;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${name}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

async function problemOf(link: string, page: Page, pages: ReadonlyMap<string, Page>): Promise<string | null> {
  if (/^[a-z][a-z+.-]*:/i.test(link)) return null;
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page.path : resolve(dirname(page.path), decodeURIComponent(file));
  if (relative(root, target).startsWith('..')) return 'outside the repository';
  if (!(await stat(target).catch(() => null))) return 'no such file';
  const anchors = pages.get(target)?.anchors;
  if (anchor !== undefined && anchors && !anchors.has(anchor)) return 'no such heading';
  return null;
}
