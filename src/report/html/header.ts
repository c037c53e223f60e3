import { findingOf } from '../../domain/part.ts';
import type { Result } from '../../domain/result.ts';
import { capitalised, clip, type Text } from '../../prose/text.ts';
import { findingText, unsignedHeadline } from '../telling/headline.ts';
import { errorTexts, noticeTexts } from '../telling/messages.ts';
import { VERDICTS } from '../telling/signs.ts';
import { html, type Markup, textMarkup } from './markup.ts';
import { resultStanding } from './standing.ts';
import { tiles } from './tiles.ts';

/** The verdict, the first line of every report, and the figures behind it. */
export function pageHeader(result: Result): Markup {
  const { base, head, verdict } = result;
  const { sign, word, tone } = resultStanding(result);
  return html`<header class="page ${verdict}">
<p class="brand">Prompt Eval Gate</p>
<p class="state ${tone}"><span aria-hidden="true">${sign.page}</span> ${word}</p>
<h1>${textMarkup(heading(result))}</h1>
<p class="muted"><code>${clip(base.ref)}</code> → ${headMarkup(head)}</p>
${messages(noticeTexts(result).map(textMarkup), 'notice', 'Notices')}
${messages(errorTexts(result).map(textMarkup), 'problem', 'Problems')}
${tiles(result)}
</header>
`;
}

/** What is proposed: a name and its commit, or the commit alone. */
function headMarkup({ ref, sha }: Result['head']): Markup {
  const short = sha?.slice(0, 12);
  if (!short || ref === sha) return html`<code>${short ?? clip(ref)}</code>`;
  return html`<code>${clip(ref)}</code> at <code>${short}</code>`;
}

/** The findings; the badge above has the verdict, the list below the problems. A heading begins with a capital. */
function heading(result: Result): Text {
  const part = result.partial && unsignedHeadline(result);
  if (!part && result.verdict === 'error' && result.errors.length > 0) return ['The gate could not decide'];
  const [first = VERDICTS[findingOf(result)].title, ...rest] = part ?? findingText(result);
  return [typeof first === 'string' ? capitalised(first) : first, ...rest];
}

function messages(items: readonly Markup[][], kind: string, label: string): Markup | null {
  if (items.length === 0) return null;
  return html`<ul class="messages ${kind}" aria-label="${label}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
