import { describe, expect, test } from 'vitest';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { checkJson } from '../../src/commands/check/json.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const NOBODY = { apiKey: undefined, baseUrl: undefined };
const SUITE = '- { vars: { q: Why?, vip: x }, assert: [{ type: contains, value: x }] }\n';

/** Findings of these ids in a prompt of any format, as `id line:column`. */
async function found(ids: readonly string[], files: Record<string, string>): Promise<string[]> {
  const checked = await checkSnapshot(snapshotOf(files), {
    configPath: POLICY,
    credentials: { providers: { openai: NOBODY, anthropic: NOBODY } },
    today: '2026-11-29',
  });
  const { findings } = checkJson(checked);
  const mistakes = findings.filter(({ id }) => id === 'not-valid').map(({ message }) => message);
  expect(mistakes).toEqual([]);
  return findings
    .filter(({ id }) => ids.includes(id))
    .map(({ id, line, column, message }) => `${id} ${line}:${column} ${message}`);
}

const policyOf = (path: string, more = '') =>
  `prompts: [{ path: ${path}, suite: a.suite.yml, model: "openai:gpt-5.4-2026-03-05"${more} }]\n`;

describe('tags of another template language are sent to the model as they stand', () => {
  const sent = (path: string, text: string, more = '') =>
    found(['template-sent-as-text'], { [POLICY]: policyOf(path, more), [path]: text, 'a.suite.yml': SUITE });

  test.each([
    ['a block', 'Be {{#if vip}}kind{{/if}}. {{q}}', ['1:4', '1:19']],
    ['a loop', '{{q}}\n{{#each docs}}\n- one\n{{/each}}', ['2:1', '4:1']],
    ['a filter', 'Hello {{ vip | upper }}. {{q}}', ['1:7']],
    ['a partial', '{{q}}\n{{> footer}}', ['2:1']],
    ['a comment', '{{! be kind }}{{q}}', ['1:1']],
    ['a name of two words', 'Dear {{customer name}}, {{q}}', ['1:6']],
    ['an index', '{{q}} {{ docs[0] }}', ['1:7']],
    ['a call', '{{q}} {{ now() }}', ['1:7']],
    ['a third brace', '{{{q}}}', ['1:1']],
    ['white space control', '{{q}} {{- vip -}}', ['1:7']],
    ['one brace, of a variable that cases give', '{vip}: {{q}}', ['1:1']],
  ])('%s, in Markdown', async (_, text, places) => {
    const told = await sent('a.md', text);
    expect(told.map((line) => line.split(' ')[1])).toEqual(places);
  });

  test.each([
    ['GitHub Models', 'a.prompt.yml', 'messages: [{ role: user, content: "{{#if vip}}{{q}}{{/if}}" }]', ''],
    [
      'a list of messages',
      'a.json',
      '[{"role":"user","content":"{{#if vip}}{{q}}{{/if}}"}]',
      ', template: substitution',
    ],
    ['Dotprompt, of Jinja', 'a.prompt', '{{q}} {% if vip %}Hi{% endif %} {% x %}', ''],
  ])('in %s', async (_, path, text, more) => {
    expect((await sent(path, text, more)).length).toBeGreaterThan(0);
  });

  test.each([
    ['Jinja in a file that is Jinja', 'a.j2', '{% if vip %}{{ q | upper }}{% endif %}', ''],
    [
      'Jinja that the front matter declares',
      'a.md',
      '---\ntemplate: jinja\n---\n{{ q | upper }} {{ vip }}',
      '',
    ],
    ['Jinja that the policy declares', 'a.md', '{{ q | upper }} {{ vip }}', ', template: jinja'],
    ['Handlebars in Dotprompt', 'a.prompt', '{{#if vip}}{{q}}{{/if}}', ''],
    [
      'Prompty, whose templates are Jinja',
      'a.prompty',
      '---\nname: a\n---\nuser:\n{% if vip %}{{ q | upper }}{% endif %}',
      '',
    ],
    ['braces of JSON', 'a.md', '{{q}} {{vip}} as {"a": {"b": 1}} or {{"a": 1}} or {x}', ''],
    ['a tag that is written about', 'a.md', '{{q}} {{vip}} Never write `{{#if x}}`.', ''],
    ['a set, LaTeX and a shell', 'a.md', '{{q}} {{vip}} \\frac{{1}}{2} @{vip} {1, 2}'.replace('@', '$'), ''],
  ])('%s is no finding', async (_, path, text, more) => {
    expect(await sent(path, text, more)).toEqual([]);
  });
});

describe('what stands for nobody is no finding', () => {
  const IDS = ['account-number', 'user-data', 'email-address'];
  const inText = (text: string) =>
    found(IDS, {
      [POLICY]: policyOf('a.md'),
      'a.md': `{{q}} {{vip}}\n${text}\n`,
      'a.suite.yml': SUITE,
    });

  test.each([
    [
      'IBANs of textbooks',
      'DE89 3704 0044 0532 0130 00, GB82 WEST 1234 5698 7654 32, FR7630006000011234567890189',
    ],
    ['cards for tests', '4242 4242 4242 4242, 4111-1111-1111-1111, 4000002500003155, 378282246310005'],
    ['an order and an IBAN with wrong check digits', 'order 1234567890123456, DE00 3704 0044 0532 0130 00'],
    ['social security numbers', '123-45-6789, 078-05-1120, 987-65-4321, 111-11-1111'],
    ['American telephone numbers', '+1-555-0100, +1 (212) 555-0142, +1 555 010 9999, +15551234567'],
    ['toll-free numbers', '+1 800 275 2273, +1-888-280-4331, +1 (833) 241-7768, +800 1234 5678'],
    [
      'numbers for films',
      '+44 20 7946 0958, +44 7700 900123, +49 30 23125 123, +33 1 99 00 12 34, +61 491 570 156',
    ],
    ['digits in their order', '+49 30 12345678, +31 6 12345678'],
    [
      'e-mail addresses',
      'a@example.com, b@mail.example.org, c@acme.test, support@acme.io, your.name@acme.io, git@github.com',
    ],
    [
      'national telephone numbers',
      'Call 0171 1234567, (415) 555-2671, Tel. 030 23125 123, phone: 800-555-0199',
    ],
    [
      'numbers of other things',
      'Order 0171 6661234, call 03 times, section (212) 7, fax it by 2026-11-29, cell 0800',
    ],
    ['names', 'Customer name: Jane Doe\nUser name: "Max Mustermann"\nPatient name: John Smith'],
  ])('%s', async (_, text) => {
    expect(await inText(text)).toEqual([]);
  });

  test.each([
    ['an IBAN', 'DE44 5001 0517 5407 3249 31', 'account-number'],
    ['a card', '4539 1488 0343 6467', 'account-number'],
    ['a social security number', '536-90-4399', 'user-data'],
    ['an American telephone number', '+1 (212) 736-5000', 'user-data'],
    ['one without its country', 'Ask (212) 736-5000 for help.', 'user-data'],
    ['one behind a word', 'Call us at 212-736-5000.', 'user-data'],
    ['a German one without its country', 'Tel. 030/22841977', 'user-data'],
    ['a mobile one', 'Mobile: 0171 6661234', 'user-data'],
    ['a German one with 555', 'Call +49 171 5551284.', 'user-data'],
    ['a French one', 'Téléphone : 01 42 68 53 07', 'user-data'],
    ['a German date of birth', 'geboren am 12.03.1984', 'user-data'],
    ['a German name', 'Kundenname: Maria Huber', 'user-data'],
    ['a German telephone number with 555 in it', '+49 89 5552 8843', 'user-data'],
    ['a British one', '+44 20 7219 4272', 'user-data'],
    ['a name', 'Customer name: Mary Harrow', 'user-data'],
    ['an e-mail address', 'jane.doe@acme.io', 'email-address'],
  ])('%s is one', async (_, text, id) => {
    expect(await inText(text)).toEqual([expect.stringContaining(`${id} 2:`)]);
  });
});
