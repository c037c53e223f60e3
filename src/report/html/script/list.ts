/**
 * The part of the page's script that lists and filters cases. Only rows near the window are in the document: the list is
 * parted into chunks that are filled when they come near and emptied when they are far, and keep their height. Whatever
 * goes through all cases gives way to the browser every few milliseconds.
 */
export const LIST_SCRIPT = String.raw`  const CHUNK = 25;
  const ROW_HEIGHT = 49;
  const TURN_MS = 8;
  /* What words find is shown when nothing more is typed. */
  const PAUSE_MS = 150;
  const MOST_PRINTED = 1000;
  /* So few rows stay, whether they are near or not. */
  const FEW = 200;
  const RANKS = { 'newly-failing': 0, new: 0, errored: 1, failing: 2, 'newly-passing': 3, passing: 4 };

  const source = document.getElementById('case-index');
  if (source) setTimeout(() => browseCases(JSON.parse(source.textContent)));
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details.fold, details.judged')) fold.open = true;
  });
  openTarget();
  addEventListener('hashchange', openTarget);

  /* A link to a prompt opens its fold. */
  function openTarget() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    const fold = target && target.querySelector('details.whole');
    if (fold) fold.open = true;
  }

  /* Turns of work between which the browser does its own. */
  function takeTurns() {
    let startedAt = performance.now();
    let asked = 0;
    return {
      // The clock costs as much as looking at some cases.
      isOver: () => ++asked % 16 === 0 && performance.now() - startedAt > TURN_MS,
      async next() {
        await new Promise((resolve) => setTimeout(resolve));
        startedAt = performance.now();
      },
    };
  }

  async function browseCases(data) {
    const form = document.getElementById('filters');
    const list = document.getElementById('case-list');
    const count = document.getElementById('case-count');
    const all = document.getElementById('all-cases');
    const blocks = document.getElementsByClassName('case-block');
    const { cases, counts } = await worstFirst(data.cases);
    let cluster = null;
    let shown = [];
    let run = 0;
    let rowHeight = ROW_HEIGHT;
    let observer = null;

    document.getElementById('case-browser').hidden = false;
    for (const radio of form.querySelectorAll('input[name=kind]')) {
      const kinds = Object.keys(counts).filter((kind) => isKind({ kind }, radio.value));
      const number = kinds.reduce((sum, kind) => sum + counts[kind], 0);
      radio.parentElement.querySelector('b').textContent = formatted(number);
      if (number === 0) radio.disabled = true;
    }
    form.addEventListener('input', ({ target }) => filter(target.name === 'search' ? PAUSE_MS : 0));
    form.addEventListener('submit', (event) => event.preventDefault());
    for (const button of document.querySelectorAll('button.reason')) {
      button.addEventListener('click', () => {
        form.reset();
        cluster = { prompt: Number(button.dataset.prompt), number: Number(button.dataset.cluster) };
        filter();
        form.scrollIntoView({ block: 'start' });
      });
    }
    all.addEventListener('click', () => {
      form.reset();
      cluster = null;
      filter();
    });
    list.addEventListener('keydown', moveFocus);
    addEventListener('beforeprint', () => {
      for (const chunk of [...list.children].slice(0, MOST_PRINTED / CHUNK)) fill(chunk);
    });
    filter();

    /* All cases by rank, then as they are; and how many there are of each kind. */
    async function worstFirst(items) {
      const byRank = {};
      const counts = {};
      const turn = takeTurns();
      for (const [number, item] of items.entries()) {
        item.number = number;
        counts[item.kind] = (counts[item.kind] || 0) + 1;
        const at = rank(item);
        (byRank[at] = byRank[at] || []).push(item);
        if (turn.isOver()) await turn.next();
      }
      const ranks = Object.keys(byRank).sort((a, b) => a - b);
      return { cases: ranks.flatMap((at) => byRank[at]), counts };
    }

    function rank(item) {
      return RANKS[item.kind] - (item.marks ? (item.marks.includes('critical') ? 0.2 : 0.1) : 0);
    }

    function isKind({ kind }, wanted) {
      return !wanted || kind === wanted || (kind === 'new' && wanted === 'newly-failing');
    }

    async function filter(pause = 0) {
      const own = ++run;
      const paused = new Promise((resolve) => setTimeout(resolve, pause));
      const wanted = new FormData(form);
      const [kind, prompt, segment] = ['kind', 'prompt', 'segment'].map((name) => wanted.get(name) || '');
      const words = (wanted.get('search') || '').toLowerCase().split(/\s+/).filter(Boolean);
      const segmentNumber = segment && data.segments.indexOf(segment);
      const found = [];
      const turn = takeTurns();
      for (const item of cases) {
        if (isWanted(item)) found.push(item);
        if (!turn.isOver()) continue;
        if (words.length > 0) count.textContent = 'Searching …';
        await turn.next();
        if (own !== run) return;
      }
      if (pause > 0) await paused;
      if (own !== run) return;
      all.hidden = !(kind || prompt || segment || words.length > 0 || cluster);
      await show(found, own);

      function isWanted(item) {
        return (
          isKind(item, kind) &&
          (!prompt || item.prompt === Number(prompt)) &&
          (!segment || item.segments.includes(segmentNumber)) &&
          (!cluster || (item.cluster === cluster.number && item.prompt === cluster.prompt)) &&
          words.every((word) => searchable(item).includes(word))
        );
      }
    }

    function searchable(item) {
      if (item.searchable === undefined) {
        const segments = item.segments.map((number) => data.segments[number]);
        const texts = textsToSearch(detailsOf(item), data.texts);
        item.searchable = [item.name, ...segments, ...texts].join('\n').toLowerCase();
      }
      return item.searchable;
    }

    /* A block is parsed when the first of its cases is needed. */
    function detailsOf(item) {
      const block = blocks[Math.floor(item.number / data.block)];
      block.details = block.details || JSON.parse(block.textContent);
      return block.details[item.number % data.block];
    }

    async function show(found, own) {
      shown = found;
      if (observer) observer.disconnect();
      observer = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            if (isIntersecting) fill(target);
            else empty(target, boundingClientRect.height);
          }
        },
        { rootMargin: '1000px 0px' },
      );
      const chunks = [];
      for (let from = 0; from < shown.length; from += CHUNK) {
        const chunk = make('div', 'chunk');
        chunk.setAttribute('role', 'presentation');
        chunk.from = from;
        chunk.style.height = Math.min(CHUNK, shown.length - from) * rowHeight + 'px';
        chunks.push(chunk);
      }
      list.replaceChildren(...chunks);
      list.hidden = chunks.length === 0;
      count.textContent = shown.length === 0 ? 'No case is like this.' : plural(shown.length, 'case');
      const [first, ...rest] = chunks;
      if (first) fill(first);
      requestAnimationFrame(measure);
      if (shown.length > FEW) {
        for (const chunk of chunks) observer.observe(chunk);
        return;
      }
      for (const chunk of rest) {
        await takeTurns().next();
        if (own !== run) return;
        fill(chunk);
      }
    }

    function fill(chunk) {
      if (chunk.childElementCount > 0) return;
      chunk.append(...shown.slice(chunk.from, chunk.from + CHUNK).map((item, at) => row(item, chunk.from + at)));
      chunk.style.height = '';
    }

    /* How high rows are, for chunks that are not filled. */
    function measure() {
      const first = list.firstElementChild;
      const height = first ? first.offsetHeight / Math.max(1, first.childElementCount) : 0;
      if (height > 0) rowHeight = height;
    }

    /* The first rows stay, and what is opened or has the focus. */
    function empty(chunk, height) {
      if (chunk.from === 0 || chunk.childElementCount === 0 || chunk.contains(document.activeElement)) return;
      if (chunk.querySelector('details[open]')) return;
      chunk.style.height = height + 'px';
      chunk.replaceChildren();
    }

    function row(item, position) {
      const fold = make('details', 'case ' + item.kind);
      const summary = make('summary');
      summary.append(make('span', 'kind', LABELS[item.kind]), make('span', 'name', item.name));
      if (data.prompts.length > 1) summary.append(make('code', '', data.prompts[item.prompt]));
      for (const number of item.segments) summary.append(make('span', 'tag', data.segments[number]));
      for (const mark of item.marks || []) summary.append(make('span', 'tag mark', mark));
      fold.append(summary);
      fold.addEventListener('toggle', () => fold.append(caseBody(detailsOf(item), data.texts)), { once: true });
      const element = make('div', 'case-item');
      element.setAttribute('role', 'listitem');
      element.setAttribute('aria-setsize', String(shown.length));
      element.setAttribute('aria-posinset', String(position + 1));
      element.append(fold);
      return element;
    }

    /* The arrow keys go from case to case. */
    function moveFocus(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const item = event.target.matches('summary') && event.target.closest('.case-item');
      if (!step || !item) return;
      const position = Number(item.getAttribute('aria-posinset')) - 1 + step;
      const chunk = list.children[Math.floor(position / CHUNK)];
      if (position < 0 || !chunk) return;
      fill(chunk);
      const next = chunk.children[position % CHUNK];
      if (!next) return;
      event.preventDefault();
      next.querySelector('summary').focus();
    }
  }
`;
