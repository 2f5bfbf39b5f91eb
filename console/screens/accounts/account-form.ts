import type { Schema } from '../../../clients/typescript/src';

/** The fields of an Account as they stand in its form: nothing chosen is empty. */
export interface AccountForm {
  accountsId: string;
  name: string;
  type: string;
  tenancyFrom: string;
  tenancyTo: string;
}

export const emptyForm: AccountForm = {
  accountsId: '',
  name: '',
  type: 'Residential',
  tenancyFrom: '',
  tenancyTo: '',
};

export function formOf(account: Schema<'Account'>): AccountForm {
  const { accountsId, name, type, tenancyFrom, tenancyTo } = account;
  return { accountsId, name, type, tenancyFrom: tenancyFrom ?? '', tenancyTo: tenancyTo ?? '' };
}

export const valuesOf = ({ accountsId, name, type, tenancyFrom, tenancyTo }: AccountForm) => ({
  accountsId: accountsId.trim(),
  name: name.trim(),
  type: type.trim(),
  tenancyFrom: tenancyFrom || null,
  tenancyTo: tenancyTo || null,
});

/** What differs from the Account as it was shown: what others changed meanwhile is not overwritten. */
export function changesOf(shown: AccountForm, form: AccountForm): Schema<'AccountEdit'> {
  const before = valuesOf(shown);
  const changed = Object.entries(valuesOf(form)).filter(
    ([name, value]) => value !== before[name as keyof AccountForm],
  );
  return Object.fromEntries(changed);
}
