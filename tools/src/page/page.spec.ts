import { lineChart } from './line-chart.ts';
import { table } from './table.ts';

describe('a table', () => {
  it('names its rows, and has text as text', () => {
    expect(table(['', 'how < often'], [['a & b', '3']])).toBe(
      '<div class="frame"><table><thead><tr><th scope="col"></th><th scope="col">how &lt; often</th></tr></thead>' +
        '<tbody><tr><th scope="row">a &amp; b</th><td>3</td></tr></tbody></table></div>',
    );
  });

  it('may have cells of HTML, numbers, a label, and no head', () => {
    const html = table([], [['a', { html: '<b>1</b>' }]], { numbers: true, label: 'all' });
    expect(html).toContain('<td><b>1</b></td>');
    expect(html).toContain('<table class="numbers"><tbody>');
    expect(html).toContain('<div class="frame" tabindex="0" role="region" aria-label="all">');
  });

  it('says what stands for no rows', () => {
    expect(table(['a'], [], { none: 'None.' })).toBe('<p>None.</p>');
    expect(table(['a'], [])).toContain('<tbody></tbody>');
  });
});

describe('a chart', () => {
  const points = [
    [0, 0],
    [10, 37],
  ] as const;
  const textsOf = (chart: string, anchor: string): readonly string[] =>
    [...chart.matchAll(new RegExp(`text-anchor="${anchor}">([^<]+)`, 'g'))].map(([, text]) => String(text));

  it('has its lines, round numbers up to above the highest, and what people may have written as text', () => {
    const chart = lineChart({ title: 'a < b', unit: 'ms', series: [{ name: 'one', points }] });
    expect(chart).toContain('<figcaption>a &lt; b <small>ms</small> <span class="key key-0">one</span>');
    expect(textsOf(chart, 'end')).toEqual(['0', '10', '20', '30', '40', '10']); // the last is of the axis below
    expect(textsOf(chart, 'middle')).toEqual(['0', '5']);
    expect(chart).toContain('points="58.0,212.0 548.0,27.0"');
  });

  it('can show one point as a dot, and marks of its own', () => {
    const chart = lineChart({ title: 'a', unit: '', series: [{ name: '', points: [[3, 0]] }], marks: [[3, 'now']] });
    expect(chart).toContain('points="58.0,212.0 58.0,212.0"');
    expect(chart).toContain('>now</text>');
  });

  it('goes from where to where it is told', () => {
    const chart = lineChart({ title: 'a', unit: '', series: [{ name: '', points }], span: [0, 20] });
    expect(chart).toContain('points="58.0,212.0 303.0,27.0"');
  });
});
