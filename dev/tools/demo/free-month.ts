import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { allOf, atLocation, type Tour } from './tour';

/** The samples' calls are from 2026. */
const FIRST_MONTH = '2027-01';

/** A month of local dates. */
export interface Month {
  /** First and last day, yyyy-mm-dd, inclusive. */
  from: string;
  to: string;
  /** The day after the last. */
  next: string;
  name: string;
  /** yyyymm */
  digits: string;
}

/**
 * The first month without any calls: no earlier tour, no import, nothing in the sandbox.
 * @param folder where tours leave a mark for each month they use, so that two at the same time never use the same one.
 */
export async function takeFreeMonth({ as, connect, location }: Tour, folder: string): Promise<Month> {
  const imports = await allOf(as.ops.list('/v1/charge-imports', atLocation(location.id)));
  const imported = new Set(imports.map(({ referenceDate }) => referenceDate.slice(0, 7)));
  const site = encodeURIComponent(location.connectSiteId);
  for (let month = Temporal.PlainYearMonth.from(FIRST_MONTH); ; month = month.add({ months: 1 })) {
    if (imported.has(month.toString()) || !takeMark(folder, month.toString())) continue;
    const taken = describe(month);
    const file = await connect.text(`/sites/${site}/call-charges?from=${taken.from}&to=${taken.to}`);
    const lines = file.split('\n').filter((line) => line.trim() !== '');
    if (lines.length <= 2) return taken; // header and footer only
  }
}

/** False if another tour has it. */
function takeMark(folder: string, month: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    mkdirSync(path.join(folder, month));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function describe(month: Temporal.PlainYearMonth): Month {
  return {
    from: month.toPlainDate({ day: 1 }).toString(),
    to: month.toPlainDate({ day: month.daysInMonth }).toString(),
    next: month.add({ months: 1 }).toPlainDate({ day: 1 }).toString(),
    name: month.toPlainDate({ day: 1 }).toLocaleString('en-GB', { month: 'long', year: 'numeric' }),
    digits: month.toString().replace('-', ''),
  };
}
