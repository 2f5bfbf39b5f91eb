import type { ImportStatus } from '../../domain/charge-import';
import type { ImportProgress } from './contract';

const waitsFor: Partial<Record<ImportStatus, string>> = {
  'in-review': 'Waits for somebody of ops to **complete** the batch sheet.',
  completed: 'Waits for an approver, who is **another person**, to **approve** it.',
};

/** What the Temporal UI shows of an import now, in Markdown. Well under the 4 KB that current details should keep to. */
export function importDetails(progress: ImportProgress | null, beside: string[]): string {
  return [...(progress ? whereItStands(progress) : []), ...beside.map((text) => `> ${text}`)].join('\n\n');
}

function whereItStands({ status, totalRows, figures }: ImportProgress): string[] {
  const { rows, amounts, currency, sheet, failure } = figures;
  const lines = [`**${status}**${sheet ? ` · ${sheet.number}, revision ${sheet.revision}` : ''}`];
  if (waitsFor[status]) lines.push(waitsFor[status]);
  if (failure) lines.push(`The file cannot be read (${failure}); the import's \`failure\` says more.`);
  const counted = Object.keys(rows).filter((name) => rows[name] !== 0);
  if (counted.length > 0) {
    const table = ['| | rows | ' + currency + ' |', '|---|---:|---:|'];
    for (const name of counted) table.push(`| ${name} | ${rows[name]} | ${amounts[name] ?? ''} |`);
    lines.push(table.join('\n'));
  } else if (totalRows > 0) lines.push(`${totalRows} rows read so far.`);
  if (sheet) lines.push(`Net ${sheet.net} ${currency} · \`GET /v1/batch-sheets/${sheet.id}\``);
  return lines;
}
