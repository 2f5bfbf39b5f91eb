import type { ImportStatus } from '../../domain/imports/import-states';
import { linkLine } from '../details/link-line';
import { paragraphs } from '../details/paragraphs';
import type { ImportFigures, ImportProgress } from './contract';

const phases: Record<ImportStatus, string> = {
  received: 'The file is stored and waiting to be read.',
  reading: 'The file is being read into rows: the pending activity shows the progress.',
  matching: 'Rows are being matched to Accounts.',
  'in-review': 'Waiting for someone in **ops** to complete the batch sheet (1).',
  completed: 'Waiting for an **approver**, who must be another person, to approve the batch sheet (2).',
  approved: 'Approved; posting begins.',
  posting: 'Charges are being posted: the pending activity shows the progress.',
  posted: 'All charges are posted.',
  cancelled: 'Cancelled by a person: nothing is billed.',
  failed: 'The file cannot be read: nothing is billed.',
  voided: 'Reversed by a sheet of credits.',
};

/** What the Temporal UI shows about an import now, in Markdown. Well below the limit of 4 KB for current details. */
export function importDetails(progress: ImportProgress | null, beside: string[]): string {
  return paragraphs([...(progress ? whereItStands(progress) : []), ...beside.map((text) => `> ${text}`)]);
}

function whereItStands({ status, totalRows, figures }: ImportProgress): string[] {
  const { currency, sheet, failure, links } = figures;
  const counts = countsTable(figures);
  return [
    `### ${status}${sheet ? ` · ${sheet.number}, revision ${sheet.revision}` : ''}`,
    ...(links ? [linkLine(links)] : []),
    phases[status] + whoMayApprove(figures.approvers),
    ...(failure ? [`Reason: \`${failure}\`; see the import's \`failure\`.`] : []),
    ...(counts ? [counts] : totalRows > 0 ? [`${totalRows} rows read so far.`] : []),
    ...(sheet ? [`Net **${sheet.net} ${currency}**`] : []),
  ];
}

const whoMayApprove = (approvers: number | undefined): string => {
  if (approvers === undefined) return '';
  if (approvers === 0)
    return ' **No eligible approver**: everybody who could approve has worked on this sheet.';
  return ` ${approvers} ${approvers === 1 ? 'person' : 'people'} can approve.`;
};

function countsTable({ rows, amounts, currency }: ImportFigures): string | null {
  const counted = Object.keys(rows).filter((name) => rows[name] !== 0);
  if (counted.length === 0) return null;
  const line = (name: string) => `| ${name} | ${rows[name]} | ${amounts[name] ?? ''} |`;
  return [`| | rows | ${currency} |`, '|---|---:|---:|', ...counted.map(line)].join('\n');
}
