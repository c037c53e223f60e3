import type { Dashboard } from '../../domain/dashboard.ts';
import { visible } from '../../prose/inert.ts';
import { counted } from '../../prose/numbers.ts';
import { inertJson } from '../html/inert-json.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import { EVENTS_SCRIPT } from './events-script.ts';
import type { Page } from './shell.ts';
import { momentText } from './values.ts';

/** Events that are there without a script. */
const MOST_STATIC = 200;

/** Everything that ever happened, to be searched. */
export function eventsPage({ events, eventsLeftOut }: Dashboard): Page {
  const of = (values: readonly (string | null)[]) =>
    [...new Set(values)].filter((value) => value !== null).sort();
  const types = of(events.map(({ type }) => type));
  const prompts = of(events.map(({ prompt }) => prompt));
  const environments = of(events.map(({ environment }) => environment));
  const data = {
    ...{ types, prompts, environments },
    // Rows, not objects: ten thousand of them are a page's whole weight.
    rows: events.map(({ at, type, environment, prompt, actor, text }) => [
      momentText(at),
      types.indexOf(type),
      environment === null ? -1 : environments.indexOf(environment),
      prompt === null ? -1 : prompts.indexOf(prompt),
      visible(actor),
      visible(text),
    ]),
  };
  const main = html`<header class="head"><h1>Events</h1><p class="lead">The registry's log, the newest first: who did what, when, and why. Times are UTC.</p>
${eventsLeftOut > 0 ? html`<p class="muted">${counted(eventsLeftOut, 'older event')} are left out.</p>` : null}</header>
<section aria-label="Events">
<form id="filters" class="filters" role="search" hidden>
<span class="filter wide-field"><label for="search">Search</label> <input type="search" id="search" name="search" placeholder="words, a version, a name" autocomplete="off"></span>
${choice('type', 'Type', types, types.length > 1 && types.includes('observed') ? 'observed' : null)}${choice('prompt', 'Prompt', prompts)}${choice('environment', 'Environment', environments)}
</form>
<p id="count" class="muted" role="status">${counted(events.length, 'event')}</p>
<table class="events"><thead><tr><th scope="col">when</th><th scope="col">what</th><th scope="col">prompt</th><th scope="col">where</th><th scope="col">who</th><th scope="col">event</th></tr></thead><tbody id="rows">${events.slice(0, MOST_STATIC).map((event) => html`<tr><td>${momentText(event.at)}</td><td>${event.type}</td><td>${event.prompt ?? ''}</td><td>${event.environment ?? ''}</td><td>${event.actor}</td><td>${event.text}</td></tr>`)}</tbody></table>
<button type="button" id="more" hidden>Show more</button>
</section>
<script type="application/json" id="event-data">${trusted(inertJson(data))}</script>`;
  return { path: 'events.html', title: 'Events', root: '', place: 'events', main, script: EVENTS_SCRIPT };
}

/** @param but a value that is left out unless it is asked for: runs of `observe` are most of a log */
function choice(name: string, label: string, values: readonly string[], but: string | null = null): Markup {
  const options = values.map((value, index) => html`<option value="${index}">${value}</option>`);
  const most =
    but === null ? null : html`<option value="but-${values.indexOf(but)}" selected>all but ${but}</option>`;
  return html`<span class="filter"><label for="filter-${name}">${label}</label> <select id="filter-${name}" name="${name}">${most}<option value="">all</option>${options}</select></span>`;
}
