import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DashboardGround, gatherDashboard } from '../../src/commands/registry/dashboard/gather.ts';
import { renderSite } from '../../src/report/dashboard/site.ts';
import { hostileDashboardWorld, largeDashboardWorld } from '../kit/dashboard-variants.ts';
import { dashboardWorld, MADE_AT } from '../kit/dashboard-world.ts';

const CHROMIUM = '/usr/bin/chromium';
const isThere = existsSync(CHROMIUM);
if (!isThere)
  console.warn(`The dashboard is not tested: there is no ${CHROMIUM} (apt-get install chromium).`);

const PAGES = ['index.html', 'events.html', 'production/support.html', 'production/refund-decision.html'];

let browser: Browser;
let folder: string;
let world: DashboardGround;
let site: string;
let hostileSite: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dashboard-'));
  if (!isThere) return;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  world = dashboardWorld();
  site = await siteOf(world);
  hostileSite = await siteOf(hostileDashboardWorld(world));
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The site of a registry, in a folder of its own. */
async function siteOf(ground: DashboardGround): Promise<string> {
  const root = join(folder, crypto.randomUUID());
  for (const { path, text } of renderSite(
    gatherDashboard(ground, { environment: null, days: 60, now: MADE_AT }),
  )) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

type Opened = { page: Page; complaints: string[]; requests: string[] };

/** A page of a site as a reader opens it from a file, and what the browser has to say about it. */
async function open(root: string, path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(join(root, path)).href);
  return { page, complaints, requests };
}

const rows = (page: Page) => page.locator('#rows > tr');

describe.runIf(isThere)('the dashboard in a browser', () => {
  test.each(PAGES)(
    '%s asks nothing of anyone, and the browser has nothing to complain about',
    async (path) => {
      for (const root of [site, hostileSite]) {
        const { page, complaints, requests } = await open(root, path);
        expect(complaints).toEqual([]);
        expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
        expect(await page.locator('img, iframe, a[href^="http"], a[href^="javascript"]').count()).toBe(0);
        await page.context().close();
      }
    },
  );

  test.each(PAGES)('axe finds nothing in %s, wide and light, narrow and dark', async (path) => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      const { page } = await open(site, path, {
        colorScheme,
        viewport: { width, height: 900 },
        bypassCSP: true,
      });
      await page.evaluate(axe.source);
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes.map(({ html }) => html.slice(0, 150)).join(" | ")))',
      );
      expect(violations).toEqual([]);
      await page.context().close();
    }
  });

  test.each([320, 390, 1024, 1280])(
    'fits a window of %i pixels without scrolling sideways',
    async (width) => {
      for (const root of [site, hostileSite]) {
        for (const path of PAGES) {
          const { page } = await open(root, path, { viewport: { width, height: 800 } });
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
          await page.context().close();
        }
      }
    },
  );

  test('the overview says what needs somebody, and leads to the prompt', async () => {
    const { page } = await open(site, 'index.html');
    const alarms = await page.locator('.alarms li').allTextContents();
    expect(alarms[0]).toContain('A guard tripped on 1.2.0 in enterprise (resolved)');
    expect(alarms.join()).toContain('the finance team checks the new rules first');
    const support = page.getByRole('row', { name: /support/ });
    expect(await support.textContent()).toMatch(/1\.1\.0.*89\.1\s%.*1\.29\ss \/ 2\.64\ss/s);
    await support.getByRole('link', { name: 'support' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('support');
  });

  test('a version that goes bad in one segment is seen there, day by day, with the keyboard alone', async () => {
    const { page } = await open(site, 'production/support.html');
    const enterprise = page
      .getByRole('figure')
      .filter({ has: page.getByRole('heading', { name: 'enterprise' }) });
    const reading = enterprise.locator('[data-series="1"]');
    const before = await reading.textContent();
    await page.getByLabel('Day', { exact: true }).focus();
    for (let press = 0; press < 7; press += 1) await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.scrub output').textContent()).toBe('17\u00a0Nov 2026');
    expect(await reading.textContent()).not.toBe(before);
    expect(Number.parseFloat((await reading.textContent()) ?? '')).toBeGreaterThan(80);
    expect(Number.parseFloat(before ?? '')).toBeLessThan(80);
    expect(await enterprise.locator('.cross.on').count()).toBe(1);
  });

  test('every figure of the plots is in a table', async () => {
    const { page } = await open(site, 'production/support.html');
    await page.getByText('All figures as a table').click();
    const row = page.getByRole('row', { name: '2026-11-24 1.1.0' });
    expect((await row.getByRole('cell').allTextContents()).slice(1)).toEqual([
      expect.stringMatching(/^8\d(\.\d)?\s%$/),
      '1,759',
      expect.stringMatching(/^1\.\d+\ss \/ 2\.\d+\ss$/),
      expect.stringMatching(/^0?\.?\d(\.\d)?\s%$/),
      expect.stringMatching(/^\$0\.002/),
    ]);
  });

  test('the events are filtered by type, prompt and words; another page links to those of a prompt', async () => {
    const { page } = await open(site, 'production/support.html');
    await page.getByRole('link', { name: /All events of support/ }).click();
    await expect.poll(() => page.getByRole('status').textContent()).toMatch(/^\d+ events of \d+$/);
    expect(await page.getByLabel('Prompt').inputValue()).not.toBe('');
    await page.getByLabel('Search').fill('taken back');
    expect(await rows(page).allTextContents()).toEqual([
      expect.stringContaining('1.2.0 taken back, 1.1.0 serves'),
    ]);
    await page.getByLabel('Search').fill('no event is like this');
    expect(await page.getByRole('status').textContent()).toBe('No event is like this.');
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Type').selectOption('tripped');
    expect(await rows(page).count()).toBe(1);
  });

  test('of ten thousand events, a hundred are drawn, and all are searched', async () => {
    const { page } = await open(await siteOf(largeDashboardWorld(world, 10_000)), 'events.html');
    await expect.poll(() => rows(page).count()).toBe(100);
    await page.getByLabel('Search').fill('number 9999');
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.getByLabel('Search').fill('');
    await page.getByRole('button', { name: /Show 100 more/ }).click();
    expect(await rows(page).count()).toBe(200);
  });

  test('hostile texts run nothing and are shown as they are', async () => {
    const { page, complaints } = await open(hostileSite, 'events.html');
    await page.getByLabel('Search').fill('<script>alert(1)');
    expect(await rows(page).first().textContent()).toContain('<script>alert(1)</script>');
    await page.getByLabel('Search').fill('⟨U+202E⟩');
    expect(await rows(page).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  test('can be read without JavaScript', async () => {
    const { page } = await open(site, 'production/support.html', { javaScriptEnabled: false });
    expect(await page.getByRole('img', { name: /^resolved\. 1\.1\.0: / }).isVisible()).toBe(true);
    expect(await page.getByLabel('Day', { exact: true }).isVisible()).toBe(false);
    const events = await open(site, 'events.html', { javaScriptEnabled: false });
    expect(await rows(events.page).count()).toBeGreaterThan(50);
  });
});
