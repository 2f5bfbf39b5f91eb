/** One line of the table, and one bar of the plot. */
export interface Figure {
  group: string;
  name: string;
  /** What is compared: more is better. */
  perSecond: number;
  unit: string;
  /** A note next to it. */
  note?: string;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

export function table(figures: Figure[]): string {
  const rows = figures.map(({ group, name, perSecond, unit, note = '' }) => [
    group,
    name,
    `${whole(perSecond)} ${unit}/s`,
    note,
  ]);
  return aligned(['', 'what', 'speed', ''], rows);
}

/** As a Markdown table. */
export function aligned(head: string[], rows: string[][]): string {
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] as string).length)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] as number)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const bar = { height: 22, gap: 10, left: 330, width: 480 };
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Bars, each group to its own scale. */
export function plot(title: string, figures: Figure[]): string {
  const groups = [...new Set(figures.map(({ group }) => group))];
  const most = (group: string) =>
    Math.max(...figures.filter((one) => one.group === group).map(({ perSecond }) => perSecond));
  const lines: string[] = [];
  let y = 60;
  for (const group of groups) {
    lines.push(`<text x="16" y="${y + 6}" font-weight="bold">${escaped(group)}</text>`);
    y += 20;
    for (const { name, perSecond, unit } of figures.filter((one) => one.group === group)) {
      const width = Math.max(1, Math.round((bar.width * perSecond) / most(group)));
      lines.push(
        `<text x="${bar.left - 8}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`,
        `<rect x="${bar.left}" y="${y}" width="${width}" height="${bar.height}" fill="#3b6ea5"/>`,
        `<text x="${bar.left + width + 6}" y="${y + 15}">${whole(perSecond)} ${unit}/s</text>`,
      );
      y += bar.height + bar.gap;
    }
    y += 16;
  }
  const size = `width="${bar.left + bar.width + 160}" height="${y}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="13">`,
    `<rect ${size} fill="white"/>`,
    `<text x="16" y="30" font-size="16" font-weight="bold">${escaped(title)}</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}
