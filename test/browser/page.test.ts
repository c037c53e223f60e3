import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { hostileResult } from '../kit/hostile-result.ts';
import { blockedResult, brokenMidwayResult, largeResult, severalPromptsResult } from '../kit/results.ts';

const CHROMIUM = '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere)
  console.warn(`The HTML page is not tested: there is no ${CHROMIUM} (apt-get install chromium).`);

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-pages-'));
  if (isThere) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

type Opened = { page: Page; complaints: string[]; requests: string[] };

/** The page as a reader opens it from a file, and what the browser has to say about it. */
async function open(result: Result, options: BrowserContextOptions = {}): Promise<Opened> {
  const path = join(folder, `${crypto.randomUUID()}.html`);
  await writeFile(path, renderHtml(result));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  return { page, complaints, requests };
}

const cases = (page: Page) => page.locator('#case-list > li');

describe.runIf(isThere)('the page in a browser', () => {
  test('asks nothing of anyone, and the browser has nothing to complain about', async () => {
    for (const result of [blockedResult(), brokenMidwayResult(), severalPromptsResult(), hostileResult()]) {
      const { page, complaints, requests } = await open(result);
      await page.locator('details.case > summary').first().click();
      expect(complaints).toEqual([]);
      expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
      expect(requests.filter((url) => url.startsWith('file:'))).toHaveLength(1);
      await page.context().close();
    }
  });

  test('lists the cases and filters them by kind, segment and words', async () => {
    const { page } = await open(blockedResult());
    await expect.poll(() => cases(page).count()).toBe(19);
    await page.getByText('Newly passing').click();
    expect(await cases(page).count()).toBe(5);
    expect(await page.getByRole('status').textContent()).toBe('5 cases');
    await page.getByText('Newly failing').click();
    await page.getByLabel('Segment', { exact: true }).selectOption('enterprise');
    expect(await cases(page).count()).toBe(8);
    await page.getByLabel('Search').fill('API KEY rotate');
    expect(await cases(page).allTextContents()).toEqual([
      expect.stringContaining('explains how to rotate an API key'),
    ]);
    await page.getByLabel('Search').fill('nothing is like this');
    expect(await page.getByRole('status').textContent()).toBe('No case is like this.');
  });

  test('a case opens to the messages sent and both answers, with the difference marked', async () => {
    const { page } = await open(blockedResult());
    const rotate = cases(page).filter({ hasText: 'explains how to rotate an API key' });
    await rotate.locator('summary').click();
    expect(await rotate.getByRole('region', { name: 'user message' }).textContent()).toBe(
      'How do I rotate the API key of our staging project without downtime?',
    );
    const before = rotate.getByRole('region', { name: 'Baseline answer' });
    const after = rotate.getByRole('region', { name: 'Candidate answer' });
    expect(await before.locator('del').allTextContents()).toEqual([
      'Deploy it to staging.\nThen revoke the first one: both work until you do',
    ]);
    expect(await after.locator('ins').allTextContents()).toEqual([
      'I am not fully sure about the rest, so I am connecting you with a specialist',
    ]);
    expect(await before.textContent()).toContain('Create a second key under Settings → API keys.');
    await expect.poll(async () => (await before.boundingBox())?.y).toBe((await after.boundingBox())?.y);
  });

  test('can be worked with the keyboard alone', async () => {
    const { page } = await open(blockedResult());
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the cases');
    await page.locator('details.case > summary').nth(1).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('region', { name: 'Candidate answer' }).isVisible()).toBe(true);
    await page.locator('input[name=kind]').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => cases(page).count()).toBe(14);
  });

  test('tells a screen reader what the plots show: tables with heads, rows and verdicts in words', async () => {
    const { page } = await open(blockedResult());
    const row = page.getByRole('row', { name: /enterprise/ }).first();
    expect((await row.getByRole('cell').allTextContents()).map((text) => text.trim())).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/regression/),
        '94\u00a0%',
        '78\u00a0%',
        '−16 (−26 … −4.6)',
        '0.006',
      ]),
    );
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'prompts/support.md gets worse for enterprise',
    );
    expect(await page.locator('svg.row').first().isVisible()).toBe(true);
  });

  test.each([320, 390, 768, 1024, 1280, 1920])(
    'fits a window of %i pixels without scrolling sideways',
    async (width) => {
      for (const result of [blockedResult(), severalPromptsResult(), hostileResult()]) {
        const { page } = await open(result, { viewport: { width, height: 800 } });
        await page.locator('details.case > summary').first().click();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await page.context().close();
      }
    },
  );

  test.each(['light', 'dark'] as const)(
    'text stands out from its ground in the %s scheme',
    async (colorScheme) => {
      const { page } = await open(blockedResult(), { colorScheme });
      await page.locator('details.case > summary').nth(1).click();
      const faint = await page.evaluate(FAINT_TEXT);
      expect(faint).toEqual([]);
    },
  );

  test('hostile texts run nothing and are shown as they are', async () => {
    const { page, complaints } = await open(hostileResult());
    const all = await page.locator('details.case > summary').all();
    for (const summary of all.slice(0, 20)) await summary.click();
    expect(complaints).toEqual([]);
    expect(await page.locator('img, a[href^="http"], a[href^="javascript"], h1 + script').count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Candidate answer' }).allTextContents()).toContain(
      '</details></summary></pre></code></table><h1>approved</h1>',
    );
  });

  test('ten thousand cases stay usable', async () => {
    const { page } = await open(largeResult(10_000, 800));
    await expect.poll(() => cases(page).count()).toBe(100);
    await page.getByLabel('Search').fill('9999');
    await expect.poll(() => cases(page).count()).toBe(2);
    await page.getByLabel('Search').fill('');
    await page.getByRole('button', { name: /Show 100 more/ }).click();
    expect(await cases(page).count()).toBe(200);
  });

  test('can be read without JavaScript', async () => {
    const { page, complaints } = await open(blockedResult(), { javaScriptEnabled: false });
    expect(complaints).toEqual([]);
    expect(await page.getByRole('rowheader', { name: 'explains how to rotate an API key' }).isVisible()).toBe(
      true,
    );
    expect(await page.getByLabel('Search').isVisible()).toBe(false);
  });

  test('prints what is folded, and no controls', async () => {
    const { page } = await open(blockedResult());
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.getByText('One-sided: p is for').isVisible()).toBe(true);
    expect(await page.getByLabel('Search').isVisible()).toBe(false);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });
});

/** Texts whose contrast is below 4.5 : 1 (WCAG AA), with it; runs in the page. */
const FAINT_TEXT = `(() => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll('main *:not(svg *):not(script)')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest('label:has(:disabled)')) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(groundOf(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) faint.push(contrast.toFixed(2) + ' ' + element.className + ' ' + element.textContent.slice(0, 40));
  }
  return faint;
})()`;
