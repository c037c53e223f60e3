import { describe, expect, test } from 'vitest';
import {
  escapeHtml,
  inertCode,
  inertFence,
  inertHtml,
  inertMarkdown,
  inertTerminal,
  visible,
} from '../../src/prose/inert.ts';
import { HOSTILE_TEXTS } from '../kit/hostile-result.ts';

const ESC = '\u001b';
const everywhere = { inertCode, inertFence, inertHtml, inertMarkdown, inertTerminal, escapeHtml };

describe('in every rendering', () => {
  for (const [name, inert] of Object.entries(everywhere)) {
    test(`${name} leaves no control, bidirectional or invisible tag character`, () => {
      for (const text of HOSTILE_TEXTS) {
        expect(inert(text)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_C}\u{e0000}-\u{e0fff}\ud800-\udfff]/u);
      }
    });
  }

  test('workflow commands are broken, wherever they stand', () => {
    for (const inert of [inertFence, inertMarkdown, inertCode, inertHtml, inertTerminal]) {
      const said = inert('::error::x\n  ::set-output name=a::b\nsee ##[group]');
      expect(said).not.toMatch(/^\s*::/m);
      expect(said).not.toContain('##[');
    }
  });

  test('a forged marker cannot appear', () => {
    for (const inert of [inertFence, inertMarkdown, inertCode, inertHtml, escapeHtml]) {
      expect(inert('a <!-- prompt-eval-gate --> b')).not.toContain('<!--');
    }
  });

  test('ordinary text stays as it is', () => {
    for (const text of [
      'Answers in German, 20 % faster (über 3 €).',
      '日本語 👩‍💻 ❤️',
      'prompts/support.md',
    ]) {
      expect(inertTerminal(text)).toBe(text);
      expect(inertMarkdown(text)).toBe(text);
      expect(inertCode(text)).toBe(`\`${text}\``);
    }
  });
});

test('what would act is shown instead', () => {
  expect(visible(`${ESC}[31m`)).toBe('␛[31m');
  expect(visible('a\u202eb')).toBe('a⟨U+202E⟩b');
  expect(visible('a\u007fb\u0000c\u00a0d\u00adf')).toBe('a␡b␀c\u00a0d⟨U+00AD⟩f');
  expect(visible('a\u0080b')).toBe('a⟨U+0080⟩b');
  expect(visible('a\u{e0001}b')).toBe('a⟨U+E0001⟩b');
  expect(visible('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
});

test('for a page or XML, what is markup there is shown as it is written', () => {
  expect(escapeHtml(`<a href="x">&amp; 'y'</a>`)).toBe(
    '&lt;a href=&quot;x&quot;&gt;&amp;amp; &#39;y&#39;&lt;/a&gt;',
  );
  expect(inertHtml('<b>\n a & "b"')).toBe('&lt;b&gt; a &amp; &quot;b&quot;');
});

test('a workflow command is broken by one character that nobody sees', () => {
  expect(inertTerminal('  ::error::x')).toBe('  :\u200b:error::x');
  expect(inertTerminal('a ::error::x')).toBe('a ::error::x');
  expect(inertTerminal('##[group]')).toBe('#\u200b#[group]');
});

describe('Markdown prose', () => {
  test('mentions, addresses, issues, commits and emoji names are broken', () => {
    const said = inertMarkdown(
      '@user #12 GH-3 https://x.y www.x.y a@b.c :tada: 4f1c9a2be07d5583c6a1f0e2d9b84770a35c61ee',
    );
    expect(said).not.toMatch(/@[a-z]|#\d|GH-\d|:\/\/|www\.|:tada:|[0-9a-f]{7}/);
  });

  test('markup is escaped', () => {
    expect(inertMarkdown('[a](b) ![c](d) <b> *e* _f_ `g` | ~h~')).toBe(
      '\\[a\\](b) !\\[c\\](d) &lt;b&gt; \\*e\\* \\_f\\_ \\`g\\` &#124; \\~h\\~',
    );
  });

  test('nothing at its start makes a heading, a list or a rule', () => {
    for (const text of [
      '# a',
      '- a',
      '+ a',
      '1. a',
      '---',
      '=== ',
      '1) a',
      '12. a',
      '#',
      '7.',
      '123456. a',
    ]) {
      expect(inertMarkdown(text)).toMatch(/^(\\|\d+\\)/);
    }
  });

  test('what makes none stays as it is', () => {
    for (const text of ['1.5 s', '12.x', '-a', '+1', 'a - b', 'see 1. a']) {
      expect(inertMarkdown(text)).toBe(text);
    }
  });
});

describe('Markdown code', () => {
  test('a span outlasts the backticks in it', () => {
    expect(inertCode('a ``` b')).toBe('````a ``` b````');
    expect(inertCode('`a')).toBe('`` `a ``');
    expect(inertCode('a`')).toBe('`` a` ``');
    expect(inertCode('')).toBe('` `');
  });

  test('a fence outlasts the fences in it', () => {
    expect(inertFence('```\nx\n````', 'diff')).toBe('`````diff\n```\nx\n````\n`````');
    expect(inertFence('x')).toBe('```\nx\n```');
  });

  test('a mention is broken, an address or a scope in a path is not', () => {
    expect(inertCode('@user (@user) a@b.c x/@scope @ -@org')).toBe(
      '`@\u200buser (@\u200buser) a@b.c x/@scope @ -@\u200borg`',
    );
  });

  test('a span stays in one line', () => {
    expect(inertCode('a\n\n b')).toBe('`a ⏎ b`');
  });
});
