import { contentPolicy } from './content-policy.ts';
import { html, type Markup, trusted } from './markup.ts';

/** What a page is besides its body. */
export type Frame = {
  title: string;
  style: string;
  /** The page's only script, which comes last; null: it has none. */
  script: string | null;
};

/**
 * The beginning and the end of a page that loads nothing: its own style and script are allowed by their hashes, and
 * nothing else is.
 */
export function frameOf({ title, style, script }: Frame): { start: string; end: string } {
  const policy = contentPolicy({ scripts: script === null ? [] : [script], styles: [style] });
  const start = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
`;
  const end = html`${script === null ? null : html`<script>${trusted(script)}</script>\n`}</body>
</html>
`;
  return { start: start.markup, end: end.markup };
}

/** A link past what stands before the content, for the keyboard. */
export function skipLink(target: string, words: string): Markup {
  return html`<a class="skip" href="#${target}">${words}</a>`;
}
