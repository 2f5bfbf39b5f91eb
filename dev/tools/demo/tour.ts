import { type Schema } from '../../../clients/typescript/src';
import { createOperateConnect, type OperateConnect } from '../../../clients/typescript/src';
import { type HttpClient, httpClient } from '../../launcher/seed/http-client';
import { type Seed } from '../../launcher/seed/seed-files';
import { type KeyName } from '../../launcher/stack/keys';
import { type StackInfo } from '../../launcher/stack/stack-info';
import { TourFailure } from './expect';
import { type Narrator } from './narrator';

/** What every step of the tour is given. */
export interface Tour {
  narrator: Narrator;
  seed: Seed;
  /** The API as each of the sample persons. */
  as: Record<'ops' | 'lead' | 'approver', OperateConnect>;
  names: Record<'ops' | 'lead' | 'approver', string>;
  connect: HttpClient;
  /** The sandbox's control port. */
  control: HttpClient;
  location: Schema<'Location'> & { connectSiteId: string };
}

export interface TourOptions {
  stack: StackInfo & { connectControl: string };
  seed: Seed;
  narrator: Narrator;
  signal: AbortSignal;
}

/** For a path with the id of one thing. */
export const at = (id: string) => ({ params: { path: { id } } });

/** For a list of what is at one Location. */
export const atLocation = (locationId: string) => ({ params: { query: { locationId } } });

export async function allOf<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** @throws TourFailure if the persons or the Location of the samples do not exist. */
export async function prepareTour({ stack, seed, narrator, signal }: TourOptions): Promise<Tour> {
  const api = (key: KeyName) => createOperateConnect({ baseUrl: stack.api, key: stack.keys[key], signal });
  const as = { ops: api('ops'), lead: api('lead'), approver: api('approver') };
  const siteId = seed.locations[0]?.connectSiteId ?? '';
  const locations = await allOf(as.ops.list('/v1/locations'));
  const location = locations.find(({ connectSiteId }) => connectSiteId === siteId);
  if (!location)
    throw new TourFailure('Locations', `one with the Connect site ${siteId}`, `${locations.length} others`);
  const names = {
    ops: await nameOf(as.ops, 'ops'),
    lead: await nameOf(as.lead, 'ops', 'approver'),
    approver: await nameOf(as.approver, 'approver'),
  };
  return {
    narrator,
    seed,
    as,
    names,
    connect: httpClient(stack.connect, stack.connectKey, signal),
    control: httpClient(stack.connectControl, stack.connectKey, signal),
    location: { ...location, connectSiteId: siteId },
  };
}

/** @throws TourFailure if the person lacks one of the roles that the tour needs. */
async function nameOf(api: OperateConnect, ...wanted: Schema<'Me'>['roles']): Promise<string> {
  const { name, roles } = await api.get('/v1/me');
  if (!wanted.every((role) => roles.includes(role)))
    throw new TourFailure(`Roles of ${name}`, wanted.join(' and '), roles.join(' and ') || 'none');
  return name;
}
