import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import {
  type FooterAmounts,
  type LineCounts,
  type Noticed,
  type NotationProof,
  type ReadCheckpoint,
  type ReadRow,
} from '../domain/imports/read-row';
import { addFooters } from './footer';
import { type FileRecord } from './records';
import { type FoundRecord, type Section } from './section';

const maxNoted = 100;

const isoInstant = (instant: number): string | null =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : null;

/**
 * Keeps count of what a file contains as it is read: lines by kind, footers by section, and the figures for its
 * warnings.
 */
export class FileTally {
  private readonly lines: LineCounts;
  private readonly noticed: Noticed;
  private earlierFooters: FooterAmounts | null;
  private allFooters: FooterAmounts | null;
  private lastFooter: FooterAmounts | null;
  /** For the section being read. */
  private footer: FooterAmounts | null;
  private readonly sellIsBasis: boolean;
  /** Milliseconds since 1970; infinite if no row has a time. */
  private firstCall: number;
  private lastCall: number;
  /** How often a header of another width came. */
  reshaped: number;

  constructor(start: ReadCheckpoint, definition: ImportTypeDefinition) {
    const { lines, noticed, reshaped = 0 } = start;
    if (!lines || !noticed) throw new TypeError('the checkpoint counts no lines');
    this.lines = { ...lines };
    this.noticed = structuredClone(noticed);
    this.reshaped = reshaped;
    this.earlierFooters = start.earlierFooters ?? null;
    this.allFooters = start.allFooters ?? null;
    this.lastFooter = start.lastFooter ?? null;
    this.footer = start.footer;
    this.firstCall = noticed.firstCall === null ? Infinity : Date.parse(noticed.firstCall);
    this.lastCall = noticed.lastCall === null ? -Infinity : Date.parse(noticed.lastCall);
    this.sellIsBasis = definition.columns.sellAmount !== undefined;
  }

  get otherNotation(): NotationProof[] {
    return this.noticed.otherNotation;
  }

  /**
   * @param from The line after the last record: lines in between are blank.
   * @param section The one that the record belongs to.
   */
  add(found: FoundRecord, record: FileRecord, from: number, section: Section): void {
    const { kind } = found;
    this.lines.blank += record.line - from;
    this.lines[kind === 'row' ? 'rows' : kind] += record.nextLine - record.line;
    if (kind === 'footer') this.addFooter(found.amounts);
    else if (kind === 'header') this.addHeader(found, record.line, section);
    else if (kind === 'row')
      this.notice(found.row, found.cells, section.unknownHeader === undefined ? section.width : null);
  }

  /** By section; and, if there are several, their other possible meaning. */
  footers(): FooterAmounts | null {
    const bySection = addFooters(this.earlierFooters, this.footer);
    const others = [this.lastFooter, this.allFooters].filter((one) => one !== null);
    const or = others
      .map(({ buy, sell }) => ({ buy, sell }))
      .filter(({ buy, sell }) => buy !== bySection?.buy || sell !== bySection.sell);
    return bySection && (or.length > 0 ? { ...bySection, or } : bySection);
  }

  state(): Pick<
    ReadCheckpoint,
    'footer' | 'earlierFooters' | 'allFooters' | 'lastFooter' | 'lines' | 'noticed' | 'reshaped'
  > {
    const { lines, noticed, footer, earlierFooters, allFooters, lastFooter, reshaped } = this;
    const { otherWidths, otherNotation, boundAnew, lost, unknownHeaders } = noticed;
    return {
      footer,
      earlierFooters,
      allFooters,
      lastFooter,
      reshaped,
      lines: { ...lines },
      noticed: {
        ...noticed,
        otherWidths: otherWidths.map((other) => ({ ...other })),
        otherNotation: [...otherNotation],
        boundAnew: [...boundAnew],
        lost: [...lost],
        unknownHeaders: [...unknownHeaders],
        firstCall: isoInstant(this.firstCall),
        lastCall: isoInstant(this.lastCall),
      },
    };
  }

  private addFooter(amounts: FooterAmounts): void {
    this.footer = amounts;
    this.lastFooter = amounts;
    this.allFooters = addFooters(this.allFooters, amounts);
  }

  /** A header ends the section of the footer before it. */
  private addHeader(
    { section, bindsAnew }: Extract<FoundRecord, { kind: 'header' }>,
    line: number,
    before: Section,
  ): void {
    this.earlierFooters = addFooters(this.earlierFooters, this.footer);
    this.footer = null;
    if (section.width !== before.width) this.reshaped++;
    if (!bindsAnew) return;
    const { boundAnew, unknownHeaders, lost } = this.noticed;
    const lines = section.unknownHeader === undefined ? boundAnew : unknownHeaders;
    if (lines.length < maxNoted) lines.push(line);
    for (const [column, { header }] of Object.entries(before.columns))
      if (!Object.hasOwn(section.columns, column) && !lost.includes(header) && lost.length < maxNoted)
        lost.push(header);
  }

  private notice(row: ReadRow, cells: number | null, width: number | null): void {
    const { noticed } = this;
    const { startedAt } = row;
    if (startedAt !== null) {
      if (startedAt < this.firstCall) this.firstCall = startedAt;
      if (startedAt > this.lastCall) this.lastCall = startedAt;
    }
    const amount = this.sellIsBasis ? row.sell : row.buy;
    if (amount !== null && row.ignored === null && /[1-9]/.test(amount)) {
      noticed.amounts++;
      if (amount.charCodeAt(0) === 45) noticed.negative++;
    }
    if (cells !== null && width !== null && cells !== width) this.noticeWidth(row.line, cells);
  }

  private noticeWidth(line: number, cells: number): void {
    const { otherWidths } = this.noticed;
    const known = otherWidths.find((other) => other.cells === cells);
    if (known) known.rows++;
    else if (otherWidths.length < maxNoted) otherWidths.push({ cells, rows: 1, line });
  }
}
