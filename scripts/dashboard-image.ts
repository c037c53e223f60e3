import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { type DashboardGround, gatherDashboard } from '../src/commands/registry/dashboard/gather.ts';
import { renderSite } from '../src/report/dashboard/site.ts';
import { largeDashboardWorld } from '../test/kit/dashboard-variants.ts';
import { dashboardWorld, MADE_AT } from '../test/kit/dashboard-world.ts';

/**
 * The picture of docs/dashboard.md, from an invented registry, and how long a page with 10,000 events takes to open:
 * `node scripts/dashboard-image.ts [FOLDER]` writes dashboard.png, by default to docs/images. Needs Chromium
 * (`apt-get install chromium fonts-inter`).
 */
const [folder = fileURLToPath(new URL('../docs/images/', import.meta.url))] = process.argv.slice(2);
const EVENTS = 10_000;
const OPENINGS = 9;

const site = await mkdtemp(join(tmpdir(), 'dashboard-'));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const world = dashboardWorld();
  await write('small', world);
  await write('large', largeDashboardWorld(world, EVENTS));
  await mkdir(folder, { recursive: true });
  await picture(browser, join(site, 'small/production/support.html'), join(folder, 'dashboard.png'));
  for (const name of ['small', 'large']) {
    const times: number[] = [];
    for (let opening = 0; opening < OPENINGS; opening += 1)
      times.push(await opened(browser, join(site, name, 'events.html')));
    times.sort((a, b) => a - b);
    console.log(
      `events.html of the ${name} log: ${Math.round(times[OPENINGS >> 1] ?? 0)} ms (median of ${OPENINGS})`,
    );
  }
} finally {
  await browser.close();
  await rm(site, { recursive: true });
}

async function write(name: string, ground: DashboardGround): Promise<void> {
  const begin = performance.now();
  const dashboard = gatherDashboard(ground, { environment: null, days: 60, now: MADE_AT });
  const files = renderSite(dashboard);
  console.log(
    `${name}: ${dashboard.events.length} events, made in ${Math.round(performance.now() - begin)} ms`,
  );
  for (const { path, text } of files) {
    await mkdir(dirname(join(site, name, path)), { recursive: true });
    await writeFile(join(site, name, path), text);
  }
}

async function picture(from: Browser, path: string, to: string): Promise<void> {
  const context = await from.newContext({
    viewport: { width: 1200, height: 1010 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  await page.addStyleTag({ content: 'html { font-family: Inter, system-ui, sans-serif; }' });
  await writeFile(to, await page.screenshot());
  await context.close();
}

/** ms from the navigation's start until the list is there and was painted. */
async function opened(from: Browser, path: string): Promise<number> {
  const context = await from.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  const time = await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))',
  );
  await context.close();
  return Number(time);
}
