import { stringify, type Stringifier } from 'csv-stringify';

/**
 * Writes records as CSV with a header. A text that contains any kind of line break is quoted: with CRLF as record
 * delimiter, a lone CR or LF would not be.
 * @param columns Headers by the name of the field, in their order.
 */
export const toCsv = (columns: Record<string, string>): Stringifier =>
  stringify({ header: true, columns, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
