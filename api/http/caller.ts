import type { Credential } from '../../domain/people/credential';
import {
  type Act,
  locationsFor,
  mayAct,
  mayActAtSite,
  type Person,
  readsEverywhere,
} from '../../domain/people/roles';
import { type FieldError, Refusal } from '../../domain/refusal';
import type { Locations } from '../../prisma/client/page-sql';

/** The caller. Their grants are private: whether a route may be used is decided before its handler runs. */
export class Caller {
  readonly #person: Person;
  /** How they have shown who they are; null on routes that need no key. */
  readonly credential: Credential | null;

  constructor(person: Person, credential: Credential | null) {
    this.#person = person;
    this.credential = credential;
  }

  get id(): string {
    return this.#person.id;
  }

  get isHuman(): boolean {
    return this.#person.kind === 'human';
  }

  /** Locations whose names they may see. */
  get readsAt(): Locations {
    return locationsFor(this.#person, 'read');
  }

  get readsEverywhere(): boolean {
    return readsEverywhere(this.#person);
  }

  /** What a domain rule says about the caller, such as what they may do with a thing now. */
  ask<T>(rule: (person: Person) => T): T {
    return rule(this.#person);
  }

  /** @param locationId null: at all of them. */
  may(act: Act, locationId: string | null): boolean {
    return mayAct(this.#person, act, locationId);
  }

  /** @param locationIds The Locations that have the Connect site. */
  mayAtSite(act: Act, locationIds: string[]): boolean {
    return mayActAtSite(this.#person, act, locationIds);
  }
}

/**
 * For what needs more than the right required by its route.
 * @throws Refusal forbidden.
 */
export function requireMore(isAllowed: boolean, told: string, errors: FieldError[] = []): void {
  if (!isAllowed) throw new Refusal('forbidden', told, { errors });
}
