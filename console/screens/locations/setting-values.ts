import { values as words } from '../../words/locations';
import type { LocationForm } from './location-form';

/** A setting's value in words. */
export function tellSetting(name: keyof LocationForm, form: LocationForm): string {
  const value = form[name];
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (name === 'freshSignInMinutes') return value ? words.minutes(value) : words.anySignIn;
  if (name === 'storedBytesLimit') return value ? words.gigabytes(value) : words.noLimit;
  return value || words.none;
}
