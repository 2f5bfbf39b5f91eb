import type { Warning } from './warnings';

/** Rows whose codes belong to other Locations, by Location. */
export interface RowsElsewhere {
  location: string;
  rows: number;
}

/**
 * When most codes belong elsewhere, the file was probably sent to the wrong Location.
 * @param elsewhere Most rows first.
 */
export function warningOfLocation(elsewhere: RowsElsewhere[], fileRows: number): Warning[] {
  const foreign = elsewhere.reduce((sum, { rows }) => sum + rows, 0);
  const [most] = elsewhere;
  if (!most || foreign * 2 <= fileRows) return [];
  const code = 'codes-of-another-location';
  if (most.rows * 2 > fileRows)
    return [
      {
        code,
        message: `${most.rows} of ${fileRows} rows carry codes of ${most.location}`,
        numbers: { rows: most.rows, of: fileRows },
      },
    ];
  const named = elsewhere.slice(0, 5).map(({ rows, location }) => `${location} (${rows})`);
  const others = elsewhere.length > named.length ? ' and others' : '';
  return [
    {
      code,
      message: `${foreign} of ${fileRows} rows carry codes of other locations: ${named.join(', ')}${others}`,
      numbers: { rows: foreign, of: fileRows },
    },
  ];
}
