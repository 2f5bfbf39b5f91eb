import { useEffect, useId, useRef, type ReactNode } from 'react';

interface DialogProps {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}

/** The browser's own modal dialog: it keeps the focus, closes with Esc, and gives the focus back. */
export function Dialog({ open, title, onClose, children, wide }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef<Element>(null);
  // Two may be open at once: that of an ended session comes over a form.
  const titleId = useId();
  useEffect(() => {
    const { current } = dialog;
    if (open && !current?.open) {
      opener.current = document.activeElement;
      current?.showModal();
    }
    if (!open && current?.open) current.close();
  }, [open]);
  useEffect(() => {
    const { current } = dialog;
    return () => {
      // The browser gives the focus back when a dialog is closed, but not when it is taken away while open.
      const isGone = current?.open && !current.isConnected;
      if (isGone && opener.current instanceof HTMLElement) opener.current.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      // The event comes as well when it is closed from outside, which nobody needs to be told.
      onClose={({ currentTarget }) => open && !currentTarget.open && onClose()}
      className={`w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-5 text-text ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
    >
      {open && (
        <div className="space-y-4">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          {children}
        </div>
      )}
    </dialog>
  );
}

export const DialogButtons = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap justify-end gap-2 pt-2">{children}</div>
);
