import { FRAME_STYLE } from '../html/palette.ts';

/** The site's style. Versions look like s0 to s3, those that serve first; each has dashes of its own. */
export const DASHBOARD_STYLE = `
${FRAME_STYLE}
:root { --s0: #2f57c9; --s1: #3f434a; --s2: #6b6e75; --s3: #72757c; --others: #a5a8ae; }
@media (prefers-color-scheme: dark) { :root { --s0: #8fa9ff; --s1: #d0d3d8; --s2: #a3a8b0; --s3: #8f949d; --others: #5d6067; } }
html { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); }
h1, h2, h3, h4, p, ul, dl, dd, figure, table { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2.1rem); line-height: 1.2; letter-spacing: -0.022em; font-weight: 650; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; letter-spacing: -0.014em; font-weight: 640; overflow-wrap: anywhere; }
h3, h4 { display: inline; font-size: .9375rem; font-weight: 620; overflow-wrap: anywhere; }
h4 { font-size: .8125rem; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .88em; }
.muted { color: var(--muted); font-size: .8125rem; font-weight: 400; overflow-wrap: anywhere; }
.better { color: var(--good); }
.worse { color: var(--bad); }
main:focus { outline: none; }
.sheet, header.site { max-width: 80rem; margin: 0 auto; padding: 1.25rem 2rem; }
.sheet { padding-bottom: 4rem; display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr); }
header.site { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 2rem; border-bottom: 1px solid var(--line); padding-bottom: .9rem; }
header.site nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }
header.site nav a { text-decoration: none; }
header.site [aria-current] { color: var(--text); font-weight: 600; }
.brand { font-weight: 650; color: var(--muted); padding-right: 1.25rem; border-right: 1px solid var(--line); }
.head { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; }
.crumbs { font-size: .875rem; color: var(--muted); margin-bottom: -.6rem; overflow-wrap: anywhere; }
.lead { max-width: 60rem; overflow-wrap: anywhere; }
.badge { display: inline-block; font-size: .75rem; font-weight: 620; line-height: 1; padding: .4em .6em; border-radius: 6px; white-space: nowrap; margin-right: .3rem; }
.badge.good { color: var(--good); background: var(--good-tint); }
.badge.bad { color: var(--bad); background: var(--bad-tint); }
.badge.unknown { color: var(--muted); box-shadow: inset 0 0 0 1px var(--line); }
.badge.warn { color: var(--warn); background: var(--warn-tint); }
.alarms { list-style: none; display: grid; gap: .5rem; font-size: .9375rem; }
.alarms li { border-left: 3px solid var(--warn); background: var(--warn-tint); border-radius: 4px; padding: .6rem .9rem; overflow-wrap: anywhere; }
.alarms li.unknown { border-color: var(--muted); background: none; }
.alarms li.bad { border-color: var(--bad); background: var(--bad-tint); }
.alarms a { font-weight: 600; color: inherit; }
.alarms .muted { color: inherit; margin-right: .4rem; }

.tiles { display: flex; flex-wrap: wrap; gap: 1px; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.tile { background: var(--card); padding: .9rem 1.1rem .8rem; flex: 1 1 min(11rem, 42vw); min-width: 0; font-size: .8125rem; display: flex; flex-direction: column; }
.tile dt { color: var(--muted); overflow-wrap: anywhere; }
.tile .value { font-size: 1.45rem; font-weight: 640; letter-spacing: -0.02em; line-height: 1.4; font-variant-numeric: tabular-nums; }
.tile .line { margin-top: auto; padding-top: .5rem; }
.tile .value .muted { white-space: nowrap; letter-spacing: 0; }

section { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; position: sticky; top: 0; z-index: 1; background: var(--page); padding: .6rem 0; border-bottom: 1px solid var(--line); }
.keys { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; font-size: .875rem; font-variant-numeric: tabular-nums; }
.scrub { margin-left: auto; display: flex; align-items: center; gap: .6rem; font-size: .875rem; }
.scrub[hidden] { display: none; }
.scrub input { width: min(16rem, 34vw); accent-color: var(--accent); }
.scrub output { min-width: 7em; font-variant-numeric: tabular-nums; }
.quality { display: grid; gap: 1.25rem; }
.segments { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1.25rem 2rem; margin-top: 1rem; }
.operations { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1.75rem 2.5rem; margin-top: 1rem; }

.segments, .operations { align-items: end; }
.chart { min-width: 0; }
figcaption { font-size: .8125rem; line-height: 1.5; margin-bottom: .5rem; }
.readings { display: flex; flex-wrap: wrap; gap: 0 1rem; font-variant-numeric: tabular-nums; min-height: 1.5em; }
.reading { white-space: nowrap; color: var(--muted); }
.reading b { font-weight: 600; color: var(--text); }
.swatch { display: inline-block; width: 22px; height: 8px; vertical-align: .02em; }
.frame { display: grid; grid-template-columns: 3.1rem minmax(0, 1fr) 3.1rem; column-gap: .5rem; }
.tall .frame { padding-top: 1.1rem; }
.frame svg { display: block; width: 100%; overflow: visible; }
.frame text { font-size: 11px; fill: var(--muted); font-variant-numeric: tabular-nums; }
.area { position: relative; }
.over { position: absolute; inset: 0; height: 100%; pointer-events: none; }
.dates { grid-column: 2; height: 18px; margin-top: 3px; }
.tall .plot, .tall .ticks, .tall .ends { height: 200px; }
.normal .plot, .normal .ticks, .normal .ends { height: 120px; }
.small .plot, .small .ticks, .small .ends { height: 84px; }
.plot path { vector-effect: non-scaling-stroke; }
.grid { stroke: var(--line); stroke-width: 1; fill: none; }
.line { fill: none; stroke: var(--c, var(--s0)); stroke-width: 2; stroke-linejoin: round; stroke-linecap: butt; vector-effect: non-scaling-stroke; }
.dot { fill: none; stroke: var(--c, var(--s0)); stroke-width: 6; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.band { fill: var(--c); opacity: .13; }
.fill { fill: var(--c); }
.fill.others { fill: var(--others); opacity: .45; }
.s0 { --c: var(--s0); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); } .s3 { --c: var(--s3); }
.line.s1 { stroke-dasharray: 7 3; } .line.s2 { stroke-dasharray: 2 3; } .line.s3 { stroke-dasharray: 9 3 2 3; }
.fill.s0 { opacity: .6; } .fill.s1 { opacity: .75; } .fill.s2 { opacity: .38; } .fill.s3 { opacity: .26; }
.frame .end { font-weight: 620; fill: var(--c); paint-order: stroke; stroke: var(--page); stroke-width: 3px; }
.mark { stroke: var(--strong-line); stroke-width: 1; stroke-dasharray: 2 2; fill: none; }
.mark.alarm, .mark.down { stroke: var(--bad); stroke-dasharray: none; }
.frame .mark-label { fill: var(--muted); }
.frame .mark-label.alarm, .frame .mark-label.down { fill: var(--bad); font-weight: 620; }
.cross { stroke: var(--text); stroke-width: 1; visibility: hidden; }
.cross.on { visibility: visible; }
.spark { display: block; width: 100%; height: 28px; overflow: visible; }
.spark .line { stroke: var(--muted); stroke-width: 1.5; }
.spark .dot { stroke: var(--text); stroke-width: 5; }

table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; }
thead th { color: var(--muted); font-size: .8125rem; white-space: nowrap; }
th, td { padding: .6rem 1rem .6rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.prompts td, .prompts tbody th { vertical-align: middle; }
.prompts tbody th a { display: block; font-weight: 620; font-size: .9375rem; margin-bottom: .25rem; overflow-wrap: anywhere; }
.serves { width: 14rem; }
.share { display: block; width: 100%; height: 8px; border-radius: 3px; overflow: hidden; margin-bottom: .3rem; }
.quality-cell { width: 22rem; }
.pair { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; align-items: center; }
.pair .figure { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.quality-cell > :last-child { font-size: .8125rem; }
.quality-cell .figure b { font-size: 1.05rem; font-weight: 640; }
.versions .change { min-width: 14rem; }
.versions .change .muted { display: block; }
.versions .plot { width: 22%; min-width: 9rem; }
.versions th .swatch { margin-right: .3rem; }
svg.interval { display: block; width: 100%; height: 1.4rem; overflow: visible; }
.rail { stroke: var(--line); }
.range { stroke: var(--accent); stroke-width: 2; opacity: .55; stroke-linecap: round; }
.interval circle { fill: var(--accent); }
.trend { max-width: 24rem; }
.fold > summary { cursor: pointer; padding: .4rem 0; font-size: .9375rem; }
.scroll { overflow-x: auto; max-height: 30rem; overflow-y: auto; }
.scroll td, .scroll th { white-space: nowrap; padding: .3rem 1.25rem .3rem 0; }

.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center; font-size: .875rem; }
.filters[hidden] { display: none; }
.filters select, .filters input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--strong-line); border-radius: 8px; padding: .4rem .6rem; max-width: 100%; }
.wide-field { flex: 1 1 18rem; display: flex; gap: .5rem; align-items: center; }
.wide-field input { flex: 1; min-width: 0; }
button { cursor: pointer; justify-self: start; }
button[hidden] { display: none; }
.events td { font-size: .8125rem; }
.events td:nth-child(-n+4) { white-space: nowrap; }
.events td:nth-child(-n+5) { color: var(--muted); }
.events td:nth-child(5) { min-width: 6rem; max-width: 12rem; }
.events td:nth-child(2) { color: var(--text); font-weight: 560; }
.events tr { content-visibility: auto; contain-intrinsic-size: auto 2.5rem; }

@media (max-width: 60rem) {
  .sheet, header.site { padding-left: 1.1rem; padding-right: 1.1rem; }
  .prompts thead, .versions thead, .events thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .prompts, .prompts tbody, .versions, .versions tbody, .events, .events tbody { display: block; }
  .prompts tr, .versions tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .35rem 1rem; padding: 1rem 0; border-bottom: 1px solid var(--line); }
  .prompts td, .prompts th, .versions td, .versions tbody th, .events td { border: 0; padding: 0; width: auto; min-width: 0; text-align: left; white-space: normal; }
  .prompts tbody th, .prompts .serves, .prompts .quality-cell, .versions tbody th, .versions .change, .versions .plot { grid-column: 1 / -1; }
  td[data-label]::before { content: attr(data-label) " "; color: var(--muted); font-size: .8125rem; }
  .serves::before, .change::before { display: none; }
  .versions td.plot:empty { display: none; }
  .events tr { display: block; padding: .7rem 0; border-bottom: 1px solid var(--line); }
  .events td { display: inline; margin-right: .6rem; }
  .events td:nth-child(-n+5) { white-space: normal; }
  .events td:nth-child(2) { white-space: nowrap; }
  .events td:empty { display: none; }
  .events td:last-child { display: block; }
}
@media (max-width: 48rem) {
  .wide { display: none; }
  .frame { grid-template-columns: 2.6rem minmax(0, 1fr) 2.6rem; column-gap: .35rem; }
  .scrub { margin-left: 0; }
}
@media print { .scrub, .skip, .filters, button { display: none; } }
`;
