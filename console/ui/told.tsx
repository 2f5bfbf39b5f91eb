import { daysInText } from './days-in-text';
import { formatDay } from './time';

/** A sentence that the API has written, with its days as they are everywhere here. */
export const Told = ({ children }: { children: string }) => <>{daysInText(children, formatDay)}</>;
