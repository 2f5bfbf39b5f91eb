import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

interface SparkLineProps {
  /** What it shows, for those who cannot see it. */
  label: string;
  /** Oldest first. For drawing only: amounts are read as text beside it. */
  values: readonly number[];
  /** Drawn as a dashed line across. */
  usual?: number | undefined;
}

const [width, height, edge] = [96, 28, 3];

/** A small picture of some months, with the last one marked. */
export function SparkLine({ label, values, usual }: SparkLineProps) {
  const all = usual === undefined ? values : [...values, usual];
  const x = scaleLinear([0, Math.max(values.length - 1, 1)], [edge, width - edge]);
  const y = scaleLinear([Math.min(0, ...all), Math.max(0, ...all) || 1], [height - edge, edge]);
  const path =
    line<number>(
      (_, at) => x(at),
      (value) => y(value),
    )([...values]) ?? '';
  const last = values.at(-1);
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {usual !== undefined && (
        <line
          x1={edge}
          x2={width - edge}
          y1={y(usual)}
          y2={y(usual)}
          className="stroke-edge"
          strokeDasharray="3 3"
        />
      )}
      <path d={path} fill="none" className="stroke-accent" strokeWidth={1.5} />
      {last !== undefined && (
        <circle cx={x(values.length - 1)} cy={y(last)} r={2.5} className="fill-accent" />
      )}
    </svg>
  );
}
