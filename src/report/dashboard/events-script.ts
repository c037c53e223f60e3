/** Lists, filters and searches the events. It inserts texts by `textContent` alone, and loads nothing. */
export const EVENTS_SCRIPT = String.raw`'use strict';
(() => {
  const CHUNK = 100;
  const { types, prompts, environments, rows } = JSON.parse(document.getElementById('event-data').textContent);
  const form = document.getElementById('filters');
  const body = document.getElementById('rows');
  const count = document.getElementById('count');
  const more = document.getElementById('more');
  const searchable = [];
  let shown = rows;

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  more.addEventListener('click', () => {
    const first = body.children.length;
    showMore();
    const row = body.children[first];
    if (row) { row.tabIndex = -1; row.focus(); }
  });
  readAddress();
  filter();

  /* #q=words: other pages link to what concerns them. */
  function readAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    form.elements.search.value = wanted.get('q') ?? '';
    for (const [name, names] of [['type', types], ['prompt', prompts], ['environment', environments]]) {
      const index = names.indexOf(wanted.get(name));
      if (index !== -1) form.elements[name].value = String(index);
    }
  }

  function filter() {
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [type, prompt, environment] = ['type', 'prompt', 'environment'].map((name) => form.elements[name].value);
    shown = rows.filter((row, index) =>
      (type === '' || (type.startsWith('but-') ? row[1] !== Number(type.slice(4)) : row[1] === Number(type))) &&
      (environment === '' || row[2] === Number(environment)) &&
      (prompt === '' || row[3] === Number(prompt)) &&
      words.every((word) => textOf(row, index).includes(word)));
    body.replaceChildren();
    showMore();
    count.textContent = shown.length === 0
      ? 'No event is like this.'
      : shown.length + (shown.length === 1 ? ' event' : ' events') + (shown.length === rows.length ? '' : ' of ' + rows.length);
  }

  function textOf(row, index) {
    searchable[index] ??= cellsOf(row).join('\n').toLowerCase();
    return searchable[index];
  }

  function cellsOf([at, type, environment, prompt, actor, text]) {
    return [at, types[type], prompts[prompt] ?? '', environments[environment] ?? '', actor, text];
  }

  function showMore() {
    const from = body.children.length;
    const added = shown.slice(from, from + CHUNK).map((row) => {
      const line = document.createElement('tr');
      for (const text of cellsOf(row)) {
        const cell = document.createElement('td');
        cell.textContent = text;
        line.append(cell);
      }
      return line;
    });
    body.append(...added);
    const left = shown.length - body.children.length;
    more.hidden = left <= 0;
    more.textContent = 'Show ' + Math.min(CHUNK, left) + ' more of ' + left;
  }
})();
`;
