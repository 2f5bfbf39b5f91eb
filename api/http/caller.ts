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

/** Who asks. Their grants stay inside: where a route may be used is decided before its handler runs. */
export class Caller {
  readonly #person: Person;

  constructor(person: Person) {
    this.#person = person;
  }

  get id(): string {
    return this.#person.id;
  }

  get isHuman(): boolean {
    return this.#person.kind === 'human';
  }

  /** Locations that may be named to them. */
  get readsAt(): Locations {
    return locationsFor(this.#person, 'read');
  }

  get readsEverywhere(): boolean {
    return readsEverywhere(this.#person);
  }

  /** What a rule of the domain says of the caller, such as what they may do with a thing now. */
  ask<T>(rule: (person: Person) => T): T {
    return rule(this.#person);
  }

  /** @param locationId null: at all of them. */
  may(act: Act, locationId: string | null): boolean {
    return mayAct(this.#person, act, locationId);
  }

  /** @param locationIds Of the Locations that have the Connect site. */
  mayAtSite(act: Act, locationIds: string[]): boolean {
    return mayActAtSite(this.#person, act, locationIds);
  }
}

/**
 * For what needs more than the right of its route.
 * @throws Refusal forbidden.
 */
export function requireMore(isAllowed: boolean, told: string, errors: FieldError[] = []): void {
  if (!isAllowed) throw new Refusal('forbidden', told, { errors });
}
