import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { words } from '../words/secret';
import { Button } from './button';

/** A text that is shown once, to be copied whole. */
export function Secret({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Only https and this machine itself may write to the clipboard.
      setCopied(false);
    }
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="space-y-2">
      <code
        aria-label={label}
        role="textbox"
        aria-readonly
        tabIndex={0}
        className="block rounded-md border border-edge bg-sunken p-3 text-sm break-all select-all"
      >
        {text}
      </code>
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" onClick={() => void copy()}>
          <Icon aria-hidden className="size-4" /> {words.copy}
        </Button>
        <span role="status" className="text-sm">
          {copied === true && words.copied}
          {copied === false && words.copyByHand}
        </span>
      </div>
    </div>
  );
}
