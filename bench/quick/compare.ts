/** Of one run. They depend less on the machine than times do: posting beside a COPY differs by a third. */
export interface Ratios {
  /** Upload to review, as a share of csv-parse into one COPY: more is better. */
  review: number;
  /** Completing, in times of the bare COPY: less is better. */
  complete: number;
  /** Posting, likewise. */
  post: number;
  /** Processor time of a workflow of one empty activity, as a share of a send's: more is better. */
  send: number;
}

export const ratioNames = ['review', 'complete', 'post', 'send'] as const satisfies (keyof Ratios)[];

const better = { review: 'more', complete: 'less', post: 'less', send: 'more' } as const satisfies Record<
  keyof Ratios,
  string
>;

/** Runs of a release lie apart by this much and more, whatever the few that were kept say. */
const furtherNoise = 0.1;

export interface Comparison {
  what: keyof Ratios;
  now: number;
  /** What the runs of the release lay between. */
  lowest: number;
  highest: number;
  slower: boolean;
}

/** Slower: worse by more than a tenth than the worst of the release's runs. */
export function compare(release: Ratios[], now: Ratios): Comparison[] {
  if (release.length === 0) throw new Error('there is no run of a release to compare with');
  return ratioNames.map((what) => {
    const seen = release.map((run) => run[what]);
    const [lowest, highest] = [Math.min(...seen), Math.max(...seen)];
    const slower =
      better[what] === 'more'
        ? now[what] < lowest * (1 - furtherNoise)
        : now[what] > highest * (1 + furtherNoise);
    return { what, now: now[what], lowest, highest, slower };
  });
}
