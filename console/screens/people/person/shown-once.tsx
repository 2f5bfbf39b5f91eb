import type { ReactNode } from 'react';
import { Button } from '../../../ui/button';
import { Dialog, DialogButtons } from '../../../ui/dialog';
import { Notice } from '../../../ui/notice';
import { Secret } from '../../../ui/secret';
import { words } from '../../../words/secret';

interface ShownOnceProps {
  title: string;
  warning: string;
  text: string;
  children: ReactNode;
  onClose: () => void;
}

/** What nobody can see again, with what to do about it. */
export const ShownOnce = ({ title, warning, text, children, onClose }: ShownOnceProps) => (
  <Dialog open title={title} onClose={onClose}>
    <Secret label={title} text={text} />
    <Notice tone="warn" title={warning}>
      {children}
    </Notice>
    <DialogButtons>
      <Button onClick={onClose}>{words.done}</Button>
    </DialogButtons>
  </Dialog>
);
