import type { Schema } from '../../../clients/typescript/src';

type Location = Schema<'Location'>;

/** The settings of a Location as they stand in a form: nothing chosen is empty. */
export interface LocationForm {
  name: string;
  connectSiteId: string;
  callLogger: boolean;
  sendOnCreation: boolean;
  explainPeriod: boolean;
  freshSignInMinutes: string;
  /** Gigabytes, as a decimal. */
  storedBytesLimit: string;
}

export const emptyForm: LocationForm = {
  name: '',
  connectSiteId: '',
  callLogger: false,
  sendOnCreation: false,
  explainPeriod: false,
  freshSignInMinutes: '',
  storedBytesLimit: '',
};

export const formOf = (location: Location): LocationForm => ({
  name: location.name,
  connectSiteId: location.connectSiteId ?? '',
  callLogger: location.callLogger,
  sendOnCreation: location.sendOnCreation,
  explainPeriod: location.explainPeriod,
  freshSignInMinutes: location.freshSignInMinutes?.toString() ?? '',
  storedBytesLimit: location.storedBytesLimit === null ? '' : gigabytesOf(location.storedBytesLimit),
});

/** Bytes as gigabytes of 10⁹ bytes, exactly. */
export function gigabytesOf(bytes: number): string {
  const digits = String(bytes).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '');
}

/** Gigabytes, such as 0.5, as bytes; null if it is no such number. */
export function bytesOf(gigabytes: string): number | null {
  const [, whole, part = ''] = /^(\d{1,6})(?:\.(\d{1,9}))?$/.exec(gigabytes.trim()) ?? [];
  return whole === undefined ? null : Number(whole + part.padEnd(9, '0'));
}

export const valuesOf = (form: LocationForm) => ({
  name: form.name.trim(),
  connectSiteId: form.connectSiteId.trim() || null,
  callLogger: form.callLogger,
  sendOnCreation: form.sendOnCreation,
  explainPeriod: form.explainPeriod,
  freshSignInMinutes: form.freshSignInMinutes.trim() === '' ? null : Number(form.freshSignInMinutes),
  storedBytesLimit: form.storedBytesLimit.trim() === '' ? null : bytesOf(form.storedBytesLimit),
});

export const isLimitWrong = ({ storedBytesLimit }: LocationForm): boolean =>
  storedBytesLimit.trim() !== '' && bytesOf(storedBytesLimit) === null;

/** What differs from the Location as it was shown. */
export function changesOf(shown: LocationForm, form: LocationForm): Schema<'LocationEdit'> {
  const before = valuesOf(shown);
  const changed = Object.entries(valuesOf(form)).filter(
    ([name, value]) => value !== before[name as keyof LocationForm],
  );
  return Object.fromEntries(changed);
}
