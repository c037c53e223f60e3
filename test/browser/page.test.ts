import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseSource } from '../../src/domain/case-result.ts';
import type { Result } from '../../src/domain/result.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { manyCases } from '../kit/cases.ts';
import { hostileResult } from '../kit/hostile-result.ts';
import { blockedResult, brokenMidwayResult, severalPromptsResult } from '../kit/results.ts';

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

type AxeViolation = { id: string; impact: string; nodes: { html: string }[] };

function isSerious({ impact }: AxeViolation): boolean {
  return impact === 'serious' || impact === 'critical';
}

type Opened = { page: Page; complaints: string[]; requests: string[] };

/** The page as a reader opens it from a file, and what the browser has to say about it. */
async function open(
  result: Result,
  { source, ...options }: BrowserContextOptions & { source?: CaseSource } = {},
): Promise<Opened> {
  const path = join(folder, `${crypto.randomUUID()}.html`);
  await writeFile(path, renderHtml(result, source));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  const isListed = (await page.locator('#case-index').count()) > 0 && options.javaScriptEnabled !== false;
  if (isListed) await page.locator('#case-count:not(:empty)').waitFor();
  return { page, complaints, requests };
}

const cases = (page: Page) => page.locator('.case-item');

/** The blocked result with so many cases of its prompt, in all standings. */
function withCases(count: number): { result: Result; source: CaseSource } {
  const result = blockedResult();
  const [prompt] = result.prompts;
  if (!prompt) throw new Error('the builder has no prompt');
  const members = ['case-0', 'case-10', 'case-20'];
  const failure = { type: 'icontains', expected: 'contain “contract”', place: null };
  const cluster = { failures: [failure], alike: false, size: 3, representative: 'case-0', members };
  const clusters = { newlyFailing: [cluster], failing: [] };
  return {
    result: { ...result, prompts: [{ ...prompt, clusters, errors: [] }] },
    source: manyCases(prompt.path, count),
  };
}

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
    await expect.poll(() => cases(page).count()).toBe(5);
    expect(await page.getByRole('status').textContent()).toBe('5 cases');
    await page.getByText('Newly failing').click();
    await page.getByLabel('Segment', { exact: true }).selectOption('enterprise');
    await expect.poll(() => cases(page).count()).toBe(8);
    await page.getByLabel('Search').fill('API KEY rotate');
    await expect
      .poll(() => cases(page).allTextContents())
      .toEqual([expect.stringContaining('explains how to rotate an API key')]);
    await page.getByLabel('Search').fill('nothing is like this');
    await expect.poll(() => page.getByRole('status').textContent()).toBe('No case is like this.');
  });

  test('a case opens to the messages sent and both answers, with the difference marked', async () => {
    const { page } = await open(blockedResult());
    const rotate = cases(page).filter({ hasText: 'explains how to rotate an API key' });
    await rotate.locator('summary').click();
    expect(await rotate.getByRole('group', { name: 'user message' }).textContent()).toBe(
      'How do I rotate the API key of our staging project without downtime?',
    );
    const before = rotate.getByRole('group', { name: 'Baseline answer' });
    const after = rotate.getByRole('group', { name: 'Candidate answer' });
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
    await expect.poll(() => page.getByRole('group', { name: 'Candidate answer' }).isVisible()).toBe(true);
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
      'prompts/support.md gets worse for enterprise and costs 17.1\u00a0% more tokens',
    );
    expect(await page.locator('svg.row').first().isVisible()).toBe(true);
  });

  test.each([320, 390, 768, 1024, 1280, 1920])(
    'fits a window of %i pixels without scrolling sideways',
    async (width) => {
      const all = [blockedResult(), severalPromptsResult(), hostileResult()].map((result) => ({ result }));
      for (const { result, ...of } of [...all, withCases(100)]) {
        const { page } = await open(result, { ...of, viewport: { width, height: 800 } });
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
    expect(await page.getByRole('group', { name: 'Candidate answer' }).allTextContents()).toContain(
      '</details></summary></pre></code></table><h1>approved</h1>',
    );
  });

  test('lists every case, passing ones too, and of 20,000 only those near the window', async () => {
    const { result, source } = withCases(20_000);
    const { page, complaints } = await open(result, { source });
    await expect.poll(() => page.getByRole('status').textContent()).toBe('20,000 cases');
    expect(await cases(page).count()).toBeLessThanOrEqual(200);
    await page.getByLabel('Search').fill('reference is 19999');
    await expect
      .poll(() => cases(page).allTextContents(), { timeout: 20_000 })
      .toEqual([expect.stringContaining('restores backup 19999')]);
    // Line numbers are not searched.
    await page.getByLabel('Search').fill('evals/support.yml:160002');
    await expect.poll(() => page.getByRole('status').textContent()).toBe('No case is like this.');
    await page.getByRole('button', { name: 'Show all cases' }).click();
    await expect.poll(() => page.getByRole('status').textContent()).toBe('20,000 cases');
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await expect.poll(() => cases(page).last().textContent()).toContain('restores backup 19999');
    expect(await cases(page).count()).toBeLessThanOrEqual(400);
    expect(complaints).toEqual([]);
  });

  test('the worst cases come first, the critical before the others', async () => {
    const { result, source } = withCases(60);
    const { page } = await open(result, { source });
    await expect.poll(() => cases(page).count()).toBe(60);
    const texts = await cases(page).allTextContents();
    expect(texts[0]).toMatch(/newly fails.*backup 0.*critical/);
    expect(texts.findIndex((text) => text.includes('passes'))).toBeGreaterThan(
      texts.findLastIndex((text) => text.includes('fails')),
    );
  });

  test('a case shows what each version was sent, once where it is the same, and what it cost', async () => {
    const { result, source } = withCases(20);
    const { page } = await open(result, { source });
    await cases(page).first().locator('summary').click();
    const part = (name: string) => page.getByRole('group', { name });
    expect(await part('baseline system message').locator('del').allTextContents()).toEqual([
      'Answer in English',
    ]);
    expect(await part('candidate system message').textContent()).toContain('Harbour, a hosted database.');
    expect(await part('both versions user message').textContent()).toContain('restore backup 0');
    expect(await part('Tokens, money and latency').textContent()).toContain('800 ms');
    expect(await page.getByText('expected the answer to contain').isVisible()).toBe(true);
  });

  test('a case shows what the judge says of each answer: what fails at once, what passes when it is opened', async () => {
    const { result, source } = withCases(20);
    const { page } = await open(result, { source });
    const first = cases(page).first();
    await first.locator('summary').click();
    const [passes, fails] = ['It names the page and the button.', 'It escalates without need.'].map((says) =>
      first.getByText(says),
    );
    expect(await fails?.textContent()).toBe(
      'llm-rubric fails, score 0.25: expected the answer to meet “tells how to do it”; the judge says: “It escalates without need.”',
    );
    expect([await fails?.isVisible(), await passes?.isVisible()]).toEqual([true, false]);
    await first.getByText('1 judgement passes').click();
    expect(await passes?.isVisible()).toBe(true);
    expect(await passes?.textContent()).toContain('llm-rubric passes, score 0.87:');
    await page.getByLabel('Search').fill('escalates without need');
    await expect.poll(() => page.getByRole('status').textContent()).toBe('6 cases');
  });

  test('an answer that changed altogether stands without marks', async () => {
    const result = blockedResult();
    const [prompt] = result.prompts;
    const [changed] = prompt?.newlyFailing ?? [];
    if (!prompt || !changed?.baseline) throw new Error('the builder has no case');
    const baseline = {
      ...changed.baseline,
      answer: 'Open Backups and press Restore; it takes four minutes.',
    };
    const candidate = {
      ...changed.candidate,
      answer: 'I cannot help here. A colleague of mine will call you.',
    };
    const { page } = await open({
      ...result,
      prompts: [{ ...prompt, newlyFailing: [{ ...changed, baseline, candidate }] }],
    });
    await cases(page).first().locator('summary').click();
    expect(await page.getByRole('group', { name: 'Candidate answer' }).textContent()).toBe(candidate.answer);
    expect(await page.locator('.case-body del, .case-body ins').count()).toBe(0);
    expect(await page.getByText('little in common').isVisible()).toBe(true);
  });

  test('a reason shows the cases that fail for it', async () => {
    const { result, source } = withCases(100);
    const { page } = await open(result, { source });
    await page.getByRole('button', { name: /^3 of 3 icontains: contain “contract”/ }).click();
    await expect.poll(() => page.getByRole('status').textContent()).toBe('3 cases');
  });

  test('the arrow keys go from case to case, also into rows that were not there', async () => {
    const { result, source } = withCases(1000);
    const { page } = await open(result, { source });
    await cases(page).nth(24).locator('summary').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.closest(".case-item").ariaPosInSet')).toBe('26');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate('document.activeElement.closest(".case-item").ariaPosInSet')).toBe('25');
  });

  test('a prompt that passes is folded beside others, and a link to it opens it', async () => {
    const { page } = await open(severalPromptsResult());
    const folded = page.locator('details.whole');
    const number = await folded.count();
    expect(number).toBeGreaterThan(0);
    expect(await folded.first().getByRole('table').first().isVisible()).toBe(false);
    const id = await folded.first().locator('xpath=..').getAttribute('id');
    await page.locator(`nav a[href="#${id}"]`).click();
    await expect.poll(() => folded.first().getByRole('table').first().isVisible()).toBe(true);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious in the %s scheme', async (colorScheme) => {
    const many = withCases(60);
    for (const { result, source } of [
      many,
      { result: severalPromptsResult() },
      { result: hostileResult() },
    ].map((one) => ({ source: undefined, ...one }))) {
      const { page } = await open(result, { colorScheme, ...(source && { source }) });
      await cases(page).first().locator('summary').click();
      await page.evaluate(axe.source);
      const found: AxeViolation[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
      expect(found.filter(isSerious).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.context().close();
    }
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
