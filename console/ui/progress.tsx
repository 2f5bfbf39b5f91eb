interface ProgressProps {
  label: string;
  /** Undefined: how long it takes is not known. */
  value?: number;
  max?: number;
}

export const Progress = ({ label, value, max = 1 }: ProgressProps) => (
  <div className="space-y-1 text-sm" role="status">
    <span>{label}</span>
    <progress aria-label={label} className="block h-2 w-full accent-accent" value={value} max={max} />
  </div>
);
