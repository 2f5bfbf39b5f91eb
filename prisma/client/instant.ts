/** SQL for a time as ISO 8601 in UTC, to the microsecond, which is how the database orders it. */
export const instant = (time: string) =>
  `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
