const two = (number: number): string => String(number).padStart(2, '0');

/** Seconds to read, such as 0:04:59. */
export const formatDuration = (seconds: number): string =>
  `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
