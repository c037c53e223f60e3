/** Shows the figures of one day in all charts: the one under the pointer, or the one that the slider is at. */
export const PROMPT_SCRIPT = `'use strict';
(() => {
  const source = document.getElementById('chart-data');
  const slider = document.getElementById('day');
  if (!source || !slider) return;
  const { days, charts } = JSON.parse(source.textContent);
  const figures = [...document.querySelectorAll('figure.chart')].map((figure) => ({
    cross: figure.querySelector('.cross'),
    outputs: [...figure.querySelectorAll('[data-series]')],
    series: charts[Number(figure.dataset.chart)] ?? [],
    area: figure.querySelector('.area'),
  }));
  document.querySelector('.scrub').hidden = false;
  slider.addEventListener('input', () => show(Number(slider.value), true));
  for (const { area } of figures) {
    area.addEventListener('pointermove', (event) => {
      const box = area.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      show(Math.max(0, Math.min(days.length - 1, Math.floor(share * days.length))), true);
    });
    area.addEventListener('pointerleave', () => show(days.length - 1, false));
  }

  function show(day, isChosen) {
    slider.value = String(day);
    slider.nextElementSibling.textContent = days[day];
    const x = ((day + 0.5) / days.length) * 100 + '%';
    for (const { cross, outputs, series } of figures) {
      cross.setAttribute('x1', x);
      cross.setAttribute('x2', x);
      cross.classList.toggle('on', isChosen);
      for (const output of outputs) {
        const values = series[Number(output.dataset.series)] ?? [];
        output.textContent = (isChosen ? values[day] : values.findLast((value) => value !== null)) ?? '—';
      }
    }
  }
})();
`;
