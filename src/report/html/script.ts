import { CASES } from '../telling/signs.ts';

const LABELS = Object.fromEntries(
  Object.entries(CASES).map(([kind, { sign, words }]) => [kind, `${sign.page} ${words}`]),
);

/**
 * The page's only script: lists the cases, filters them, and fills one when it is opened. It puts texts into
 * the page by `textContent` alone, and asks nothing of anyone.
 */
export const SCRIPT = String.raw`'use strict';
(() => {
  const LABELS = ${JSON.stringify(LABELS)};
  const source = document.getElementById('case-data');
  if (source) browseCases(JSON.parse(source.textContent));
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.fold')) fold.open = true;
  });

  function browseCases(data) {
    const CHUNK = 100;
    const form = document.getElementById('filters');
    const list = document.getElementById('case-list');
    const count = document.getElementById('case-count');
    const more = document.getElementById('more-cases');
    let shown = data.cases;

    document.getElementById('case-browser').hidden = false;
    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    more.addEventListener('click', () => {
      const first = list.children.length;
      showMore();
      list.children[first]?.querySelector('summary').focus();
    });
    filter();

    function filter() {
      const wanted = new FormData(form);
      const [kind, prompt, segment] = ['kind', 'prompt', 'segment'].map((name) => wanted.get(name) || '');
      const words = (wanted.get('search') || '').toLowerCase().split(/\s+/).filter(Boolean);
      shown = data.cases.filter(
        (item) =>
          (!kind || item.kind === kind) &&
          (!prompt || item.prompt === Number(prompt)) &&
          (!segment || item.segments.includes(segment)) &&
          words.every((word) => searchable(item).includes(word)),
      );
      list.replaceChildren();
      showMore();
      count.textContent = shown.length === 0 ? 'No case is like this.' : plural(shown.length, 'case');
    }

    function searchable(item) {
      if (item.searchable === undefined) {
        const texts = [...item.messages.map((message) => message.text), item.baseline?.answer, item.candidate?.answer];
        const known = texts.filter((number) => typeof number === 'number').map((number) => data.texts[number]);
        item.searchable = [item.name, item.place, item.error || '', ...item.segments, ...known].join('\n').toLowerCase();
      }
      return item.searchable;
    }

    function showMore() {
      const from = list.children.length;
      const rows = shown.slice(from, from + CHUNK).map(row);
      list.append(...rows);
      const left = shown.length - list.children.length;
      more.hidden = left <= 0;
      more.textContent = 'Show ' + Math.min(CHUNK, left) + ' more of ' + left;
    }

    function row(item) {
      const fold = make('details', 'case ' + item.kind);
      const summary = make('summary');
      const isNew = item.kind === 'failing' && item.baseline === null;
      const label = LABELS[isNew ? 'new' : item.kind];
      summary.append(make('span', 'kind', label), make('span', 'name', item.name));
      if (data.prompts.length > 1) summary.append(make('code', '', data.prompts[item.prompt]));
      for (const name of item.segments) summary.append(make('span', 'tag', name));
      for (const mark of item.marks) summary.append(make('span', 'tag mark', mark));
      fold.append(summary);
      fold.addEventListener('toggle', () => fold.append(body(item)), { once: true });
      const element = make('li');
      element.append(fold);
      return element;
    }

    function body(item) {
      const element = make('div', 'case-body');
      if (item.error !== null) {
        element.append(make('p', '', item.error));
        return element;
      }
      if (item.place) {
        const place = make('p', 'muted');
        place.append(make('code', '', item.place));
        element.append(place);
      }
      const failures = [...item.candidate.failures, ...(item.baseline?.failures ?? [])];
      const reasons = make('ul', 'failures');
      reasons.append(...failures.map((failure) => make('li', '', failure)));
      if (failures.length > 0) element.append(reasons);
      element.append(answers(item), messages(item));
      return element;
    }

    function answers({ baseline, candidate }) {
      const element = make('div', 'answers');
      const text = (arm) => (arm && arm.answer !== null ? data.texts[arm.answer] : null);
      const [before, after] = [text(baseline), text(candidate)];
      const parts = before !== null && after !== null ? compare(before, after) : null;
      if (baseline) element.append(answer('Baseline', baseline, before, parts?.before, 'del'));
      element.append(answer('Candidate', candidate, after, parts?.after, 'ins'));
      return element;
    }

    function answer(title, arm, text, parts, tag) {
      const element = make('section', 'answer');
      const all = arm.passes === arm.trials ? 'passes' : arm.passes === 0 ? 'fails' : '';
      const result = arm.trials > 1 ? arm.passes + ' of ' + arm.trials + ' pass' : all;
      const heading = make('h4', '', title);
      heading.append(make('span', 'result ' + (all || 'mixed'), result));
      const block = scrolling('pre', title + ' answer');
      if (parts) block.append(...parts.map((part) => (part.changed ? make(tag, '', part.text) : part.text)));
      else block.textContent = text === null ? 'This answer was not kept.' : text;
      if (text === '') block.textContent = '(an empty answer)';
      element.append(heading, block);
      return element;
    }

    function messages(item) {
      const element = make('section', 'messages-sent');
      element.append(make('h4', '', 'Messages sent'));
      for (const message of item.messages) {
        const block = scrolling('pre', message.role + ' message');
        block.textContent = data.texts[message.text];
        element.append(make('p', 'role', message.role), block);
      }
      return element;
    }
  }

  function scrolling(tag, label) {
    const element = make(tag);
    element.tabIndex = 0;
    element.setAttribute('role', 'region');
    element.setAttribute('aria-label', label);
    return element;
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function plural(number, noun) {
    return number + ' ' + noun + (number === 1 ? '' : 's');
  }

  /* Words of two texts that the other has not, by their longest common subsequence. */
  function compare(beforeText, afterText) {
    const [a, b] = [wordsOf(beforeText), wordsOf(afterText)];
    const [keptA, keptB] = [a.map(() => false), b.map(() => false)];
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    keptA.fill(true, 0, start).fill(true, a.length - end);
    keptB.fill(true, 0, start).fill(true, b.length - end);
    for (const run of commonRuns(a.slice(start, a.length - end), b.slice(start, b.length - end))) {
      if (run.words < 3) continue;
      keptA.fill(true, start + run.a, start + run.a + run.length);
      keptB.fill(true, start + run.b, start + run.b + run.length);
    }
    return { before: partsOf(a, keptA), after: partsOf(b, keptB) };
  }

  /* Runs of words that both have in the same order; none where the texts are too long to compare. */
  function commonRuns(a, b) {
    const width = b.length + 1;
    if (a.length * b.length > 4e6 || a.length > 65000 || b.length > 65000) return [];
    const longest = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        const same = a[i] === b[j];
        longest[i * width + j] = same
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
      }
    }
    const runs = [];
    let run = null;
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) {
        if (!run) runs.push((run = { a: i, b: j, length: 0, words: 0 }));
        run.length++;
        if (/\S/.test(a[i])) run.words++;
        i++;
        j++;
      } else {
        run = null;
        if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
        else j++;
      }
    }
    return runs;
  }

  function wordsOf(text) {
    if (typeof Intl.Segmenter !== 'function') return text.match(/\s+|\w+|[^\s\w]/g) ?? [];
    return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), (part) => part.segment);
  }

  function partsOf(words, kept) {
    const parts = [];
    for (const [index, word] of words.entries()) {
      const last = parts.at(-1);
      if (last && last.changed === !kept[index]) last.text += word;
      else parts.push({ text: word, changed: !kept[index] });
    }
    return parts;
  }
})();
`;
