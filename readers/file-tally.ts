import { type ImportTypeDefinition } from '../domain/import-type';
import {
  type FooterAmounts,
  type LineCounts,
  type Noticed,
  type NotationProof,
  type ReadCheckpoint,
  type ReadRow,
} from '../domain/read-row';
import { addFooters } from './footer';
import { type FileRecord } from './records';
import { type FoundRecord } from './section';

const mostNoted = 100;

/** Keeps count of what a file holds as it is read: lines by what they are, footers by section, and what its warnings tell. */
export class FileTally {
  /** Null where an old checkpoint did not count them. */
  private readonly lines: LineCounts | null;
  private readonly noticed: Noticed | null;
  private earlierFooters: FooterAmounts | null;
  /** Of the section that is being read. */
  private footer: FooterAmounts | null;
  private readonly sellIsBasis: boolean;

  constructor(start: ReadCheckpoint, definition: ImportTypeDefinition) {
    const { lines, noticed } = start;
    this.lines = lines ? { ...lines } : null;
    this.noticed = noticed
      ? {
          ...noticed,
          otherWidths: noticed.otherWidths.map((width) => ({ ...width })),
          boundAnew: [...noticed.boundAnew],
        }
      : null;
    this.earlierFooters = start.earlierFooters ?? null;
    this.footer = start.footer;
    this.sellIsBasis = definition.columns.sellAmount !== undefined;
  }

  get otherNotation(): NotationProof[] {
    return this.noticed?.otherNotation ?? [];
  }

  /** @param from The line behind the last record: what lies between is blank. */
  add(found: FoundRecord, record: FileRecord, from: number): void {
    const { kind } = found;
    if (this.lines) {
      this.lines.blank += record.line - from;
      this.lines[kind === 'row' ? 'rows' : kind] += record.nextLine - record.line;
    }
    if (kind === 'footer') this.footer = found.amounts;
    // A footer ends its section with the next header, or with the next row where there is none.
    else if (kind === 'header' || (kind === 'row' && this.footer !== null)) this.closeSection();
    if (kind === 'header' && found.bindsAnew && (this.noticed?.boundAnew.length ?? mostNoted) < mostNoted)
      this.noticed?.boundAnew.push(record.line);
    if (kind === 'row' && this.noticed) this.notice(this.noticed, found.row, found.cells);
  }

  footers(): FooterAmounts | null {
    return addFooters(this.earlierFooters, this.footer);
  }

  state(): Pick<ReadCheckpoint, 'footer' | 'earlierFooters' | 'lines' | 'noticed'> {
    const { lines, noticed, footer, earlierFooters } = this;
    return {
      footer,
      earlierFooters,
      ...(lines && { lines: { ...lines } }),
      ...(noticed && {
        noticed: {
          ...noticed,
          otherWidths: noticed.otherWidths.map((width) => ({ ...width })),
          boundAnew: [...noticed.boundAnew],
        },
      }),
    };
  }

  private closeSection(): void {
    this.earlierFooters = addFooters(this.earlierFooters, this.footer);
    this.footer = null;
  }

  private notice(noticed: Noticed, row: ReadRow, cells: number | null): void {
    const { startedAt } = row;
    if (startedAt !== null) {
      if (noticed.firstCall === null || startedAt < noticed.firstCall) noticed.firstCall = startedAt;
      if (noticed.lastCall === null || startedAt > noticed.lastCall) noticed.lastCall = startedAt;
    }
    const amount = this.sellIsBasis ? row.sell : row.buy;
    if (amount !== null && row.ignored === null && /[1-9]/.test(amount)) {
      noticed.amounts++;
      if (amount.charCodeAt(0) === 45) noticed.negative++;
    }
    if (cells !== null && noticed.width !== null && cells !== noticed.width)
      this.noticeWidth(noticed, row.line, cells);
  }

  private noticeWidth({ otherWidths }: Noticed, line: number, cells: number): void {
    const known = otherWidths.find((other) => other.cells === cells);
    if (known) known.rows++;
    else if (otherWidths.length < mostNoted) otherWidths.push({ cells, rows: 1, line });
  }
}
