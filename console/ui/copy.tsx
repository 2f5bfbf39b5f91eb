import { useState } from 'react';
import { Check, Copy as CopyIcon } from 'lucide-react';

/** A short text to copy, such as a request id. */
export function Copy({ text, label }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    });
  const Icon = copied ? Check : CopyIcon;
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1 text-xs text-muted">
      {label && <span>{label}</span>}
      <code className="truncate">{text}</code>
      <button
        type="button"
        className="grid size-7 place-items-center rounded"
        aria-label={`Copy ${label ?? text}`}
        onClick={copy}
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </span>
  );
}
