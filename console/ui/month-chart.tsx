import { scaleBand, scaleLinear } from 'd3-scale';
import { formatAmount } from './amount';
import { layOutBars, longMonth, type MonthNet, shortMonth } from './month-bars';

interface MonthChartProps {
  /** What the picture shows; its numbers belong into a table beside it. */
  label: string;
  months: readonly MonthNet[];
  median: string | null;
  currency: string;
}

const size = { width: 640, height: 180 };
const left = 64;
const below = 36;
const round = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });

function scalesOf(months: readonly MonthNet[], median: string | null) {
  const names = months.map(({ month }) => month);
  const amounts = [0, Number(median ?? 0), ...months.map(({ net }) => Number(net))];
  return {
    x: scaleBand(names, [0, size.width]).padding(0.25),
    y: scaleLinear([Math.min(...amounts), Math.max(...amounts)], [size.height, 0]).nice(4),
  };
}

/** Months as bars. */
export function MonthChart({ label, months, median, currency }: MonthChartProps) {
  const { x, y } = scalesOf(months, median);
  const bars = layOutBars(months, { x, y, width: x.bandwidth() });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-left} -8 ${size.width + left} ${size.height + below + 8}`}
      className="block w-full min-w-lg text-xs"
    >
      {y.ticks(4).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x2={size.width} className="stroke-line" />
          <text x="-8" dy="0.32em" textAnchor="end" className="fill-muted tabular-nums">
            {round.format(tick).replace('-', '−')}
          </text>
        </g>
      ))}
      {bars.map(({ month, net, ...bar }, at) => (
        <g key={month}>
          <rect {...bar} className="fill-accent">
            <title>{`${longMonth(month)}: ${formatAmount(net, currency)}`}</title>
          </rect>
          <text
            x={bar.x + bar.width / 2}
            y={size.height + 16}
            textAnchor="middle"
            className="fill-muted tabular-nums"
          >
            {shortMonth(month)}
            {(at === 0 || month.endsWith('-01')) && (
              <tspan x={bar.x + bar.width / 2} dy="1.2em">
                {month.slice(0, 4)}
              </tspan>
            )}
          </text>
        </g>
      ))}
      <line y1={y(0)} y2={y(0)} x2={size.width} className="stroke-edge" />
      {median !== null && (
        <line
          y1={y(Number(median))}
          y2={y(Number(median))}
          x2={size.width}
          strokeDasharray="5 4"
          className="stroke-warn"
        />
      )}
    </svg>
  );
}
