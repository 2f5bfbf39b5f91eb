import {
  Banknote,
  BookOpenCheck,
  Building2,
  FileInput,
  FileSpreadsheet,
  Inbox,
  type LucideIcon,
  Package,
  ScrollText,
  Send,
  Table2,
  Users,
} from 'lucide-react';
import type { Act } from '../../domain/people/roles';

interface Entry {
  to: string;
  text: string;
  icon: LucideIcon;
  /** After `g`. */
  key?: string;
  /** Only for those who may do this somewhere. */
  needs?: Act;
}

export const daily: readonly Entry[] = [
  { to: '/work', text: 'Work', icon: Inbox, key: 'w' },
  { to: '/accounts', text: 'Accounts', icon: Building2, key: 'a' },
  { to: '/sends', text: 'Sends', icon: Send, key: 's' },
  { to: '/imports', text: 'Imports', icon: FileInput, key: 'i' },
  { to: '/batch-sheets', text: 'Batch sheets', icon: FileSpreadsheet, key: 'b' },
  { to: '/charges', text: 'Charges', icon: Banknote, key: 'c' },
];

export const settings: readonly Entry[] = [
  { to: '/import-types', text: 'Import types', icon: Table2 },
  { to: '/products', text: 'Products', icon: Package },
  { to: '/locations', text: 'Locations', icon: BookOpenCheck },
  { to: '/people', text: 'People', icon: Users, needs: 'manage-persons' },
  { to: '/audit', text: 'Audit', icon: ScrollText, needs: 'read-audit' },
];
