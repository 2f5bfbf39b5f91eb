import { CheckBox } from '../../ui/check-box';
import { Field, fieldError, Input } from '../../ui/field';
import { form as words, settings } from '../../words/locations';
import { isLimitWrong, type LocationForm } from './location-form';

interface LocationFieldsProps {
  form: LocationForm;
  onChange: (form: LocationForm) => void;
  error: unknown;
  /** May set what concerns other Locations, too: the Connect site and the share of the disk. */
  mayForAll: boolean;
}

/** What can be set, and changed later. */
export function LocationFields({ form, onChange, error, mayForAll }: LocationFieldsProps) {
  const bind = (name: 'name' | 'connectSiteId' | 'freshSignInMinutes' | 'storedBytesLimit') => ({
    value: form[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...form, [name]: target.value }),
  });
  const errorOf = (name: keyof LocationForm) => fieldError(error, `/${name}`);
  const box = (name: 'callLogger' | 'sendOnCreation' | 'explainPeriod') => (
    <CheckBox
      label={settings[name][0]}
      hint={settings[name][1]}
      error={errorOf(name)}
      checked={form[name]}
      onCheck={(checked) => onChange({ ...form, [name]: checked })}
    />
  );
  const forAll = (hint: string) => (mayForAll ? hint : words.houseOnly);
  const limitError = isLimitWrong(form) ? words.limitWrong : errorOf('storedBytesLimit');
  return (
    <>
      <Field label={settings.name[0]} error={errorOf('name')}>
        {(input) => <Input {...input} {...bind('name')} required maxLength={200} autoComplete="off" />}
      </Field>
      <Field label={settings.connectSiteId[0]} hint={forAll(words.siteHint)} error={errorOf('connectSiteId')}>
        {(input) => (
          <Input
            {...input}
            {...bind('connectSiteId')}
            readOnly={!mayForAll}
            maxLength={200}
            autoComplete="off"
          />
        )}
      </Field>
      {box('sendOnCreation')}
      {box('explainPeriod')}
      {box('callLogger')}
      <Field label={words.minutes} hint={words.minutesHint} error={errorOf('freshSignInMinutes')}>
        {(input) => <Input {...input} {...bind('freshSignInMinutes')} type="number" min={1} max={1440} />}
      </Field>
      <Field label={words.limit} hint={forAll(words.limitHint)} error={limitError}>
        {(input) => (
          <Input {...input} {...bind('storedBytesLimit')} readOnly={!mayForAll} inputMode="decimal" />
        )}
      </Field>
    </>
  );
}
