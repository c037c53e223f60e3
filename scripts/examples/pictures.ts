import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { type Browser, chromium } from 'playwright-core';
import type { Judged } from '../../src/commands/gate.ts';
import { pageParts } from '../../src/report/html/page.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { exampleLinks } from './places.ts';

/** An approximation of GitHub's style, for a picture. */
const GITHUB_STYLE = `
body { margin: 0; padding: 16px; background: #fff; color: #1f2328; font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Inter, "Noto Sans", Helvetica, Arial, sans-serif; }
article { border: 1px solid #d1d9e0; border-radius: 6px; }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; color: #59636e; }
header b { color: #1f2328; }
header i { font-style: normal; font-size: 12px; border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; margin-left: 4px; }
.body { padding: 16px; }
.body > :first-child { margin-top: 0; }
.body > :last-child { margin-bottom: 0; }
h3 { font-size: 1.25em; line-height: 1.25; font-weight: 600; margin: 24px 0 16px; }
h4 { font-size: 1em; margin: 24px 0 16px; }
p, table, pre, details, blockquote, ul { margin: 0 0 16px; }
ul { padding-left: 2em; }
code { font: 85% ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px; white-space: break-spaces; }
h3 code { font-size: inherit; padding: 0 .2em; }
pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto; line-height: 1.45; }
pre code { background: none; padding: 0; white-space: pre; }
table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto; font-variant: tabular-nums; }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; }
th { font-weight: 600; }
tbody tr:nth-child(2n) { background: #f6f8fa; }
blockquote { color: #59636e; border-left: .25em solid #d1d9e0; padding: 0 1em; }
summary { cursor: pointer; }
a { color: #0969da; }
.added { background: #dafbe1; color: #116329; }
.removed { background: #ffebe9; color: #82071e; }
`;

/** Writes the README's pictures of the comment and the page, comment.png and page.png. Needs Chromium. */
export async function writePictures({ result, cases }: Judged, folder: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const comment = commentPage(renderComment(result, exampleLinks(result)));
    await picture(browser, { html: comment, path: join(folder, 'comment.png'), width: 960 });
    const text = pageParts(result, cases);
    const page = (typeof text === 'string' ? text : [...text].join('')).replace(
      'system-ui',
      'Inter, system-ui',
    );
    await picture(browser, {
      html: withoutPolicy(page),
      path: join(folder, 'page.png'),
      width: 1200,
      height: 900,
    });
  } finally {
    await browser.close();
  }
}

/** The whole page, or its first `height` pixels, in the light scheme. */
async function picture(
  opened: Browser,
  shot: { html: string; path: string; width: number; height?: number },
): Promise<void> {
  const context = await opened.newContext({
    viewport: { width: shot.width, height: shot.height ?? 400 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.setContent(shot.html);
  await writeFile(shot.path, await page.screenshot({ fullPage: shot.height === undefined }));
  await context.close();
}

/** Another font changes the style's hash. */
function withoutPolicy(page: string): string {
  return page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
}

/** A comment as GitHub shows it. */
function commentPage(markdown: string): string {
  const body = new MarkdownIt({ html: true })
    .render(markdown)
    .replace(/<pre><code class="language-diff">([\s\S]*?)<\/code><\/pre>/g, (_, lines: string) => {
      const marked = lines.replace(
        /^(\+|-)(.*)$/gm,
        (line, sign) => `<span class="${sign === '+' ? 'added' : 'removed'}">${line}</span>`,
      );
      return `<pre><code>${marked}</code></pre>`;
    });
  return `<!doctype html><meta charset="utf-8"><style>${GITHUB_STYLE}</style>
<article><header><b>github-actions</b> <i>bot</i> commented now</header><div class="body">${body}</div></article>`;
}
