import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import { complaints, passes, reasonFor } from '../../kit/scoring.ts';

describe('is-xml and contains-xml', () => {
  it.each<[string, boolean, boolean]>([
    ['<order><item sku="1"/></order>', true, true],
    ['<?xml version="1.0"?>\n<order>é</order>\n', true, true],
    ['<order><![CDATA[ <b> ]]></order>', true, true],
    ['Here: <order/>', false, true],
    ['```xml\n<order>x</order>\n```', false, true],
    ['Use <br> and then <order a="1 > 0"><item/></order>.', false, true],
    ['<order><item></order>', false, false],
    ['<order', false, false],
    ['<order a=1/>', false, false],
    ['<a/><b/>', false, true],
    ['a < b and c > d', false, false],
    ['<order>&nbsp;</order>', false, false],
    ['<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>', false, false],
    ['<!-- <order/> -->', false, false],
    ['', false, false],
  ])('%j: %s, contained %s', async (answer, whole, contained) => {
    expect(await passes('is-xml', {}, answer)).toBe(whole);
    expect(await passes('not-is-xml', {}, answer)).toBe(!whole);
    expect(await passes('contains-xml', {}, answer)).toBe(contained);
  });

  it.each<[Json, string, boolean]>([
    [{ requiredElements: ['order.item'] }, '<order><item/></order>', true],
    [['order.item', 'order.price.net'], '<order><item/><price><net/></price></order>', true],
    ['order.item, order.price', '<order><item/></order>', false],
    ['item', '<order><item/></order>', false],
  ])('with the required elements %j, %j: %s', async (value, answer, passed) => {
    expect(await passes('is-xml', { value }, answer)).toBe(passed);
    expect(await passes('contains-xml', { value }, `Here: ${answer} <hr>`)).toBe(passed);
  });

  it('says what is wrong', async () => {
    expect(await reasonFor('is-xml', {}, '<a><b></a>')).toMatch(
      /^expected the answer to be XML; it is no XML \(unexp/,
    );
    expect(await reasonFor('is-xml', { value: 'a.b, a.c' }, '<a><b/></a>')).toContain('it lacks “a.c”');
  });

  it('refuses other values', () => {
    expect(complaints('is-xml', { value: 7 })).toContain(
      'Write `value: { requiredElements: [order.item] }`.',
    );
    expect(complaints('contains-xml', { value: { elements: ['a'] } })).toContain(
      'needs a list of element paths',
    );
    expect(complaints('is-xml', { value: ['a', ''] })).toContain('has an empty path');
  });
});

describe('is-html and contains-html', () => {
  it.each<[string, boolean, boolean]>([
    ['<div>Content</div>', true, true],
    ['<!DOCTYPE html><html><head><title>T</title></head><body>Hi</body></html>', true, true],
    ['<h1>Title</h1>\n<p>Paragraph</p>', true, true],
    ['<ul><li>one<li>two</ul>', true, true],
    ['<img src="a.png" />', true, true],
    ['<user-card>x</user-card>', true, true],
    ['<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', true, true],
    ['Just text', false, false],
    ['a < b && c > d', false, false],
    ['a List<String> of &amp; things', false, false],
    ['Before <div>HTML</div> after', false, true],
    ['<div>HTML</div> after', false, true],
    ['<div>Unclosed', false, true],
    ['<?xml version="1.0"?><root/>', false, false],
    ['', false, false],
  ])('%j: %s, contained %s', async (answer, whole, contained) => {
    expect(await passes('is-html', {}, answer)).toBe(whole);
    expect(await passes('not-is-html', {}, answer)).toBe(!whole);
    expect(await passes('contains-html', {}, answer)).toBe(contained);
  });

  it('says what is wrong', async () => {
    expect(await reasonFor('is-html', {}, '<p>x</p> y')).toContain(
      'it has text outside of its elements: “<p>',
    );
    expect(await reasonFor('is-html', {}, '<div>x')).toContain('<div> is never closed');
    expect(complaints('is-html', { value: 'x' })).toContain('takes no `value`');
  });
});

it.each(['<a>', '<div><p>'])(
  'sixty thousand characters of %s are judged like anything else',
  async (part) => {
    const answer = part.repeat(60_000 / part.length);
    expect(await passes('is-xml', {}, answer)).toBe(false);
    expect(await passes('is-html', {}, answer)).toBe(false);
  },
);
