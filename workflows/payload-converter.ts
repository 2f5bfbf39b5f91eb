import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** Stands for a payload that nobody here can read: encrypted elsewhere, of another format, or broken. */
export interface Undecodable {
  undecodable: true;
}

export const undecodable: Undecodable = { undecodable: true };

/**
 * As Temporal's own, but that it gives `undecodable` for what cannot be decoded. Where it threw, a Signal that
 * anybody can send would fail every task of its workflow from then on; so handlers see that it is none of theirs, and
 * say so.
 */
class TolerantConverter implements PayloadConverter {
  toPayload<T>(value: T): Payload {
    return defaultPayloadConverter.toPayload(value);
  }

  fromPayload<T>(payload: Payload): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch {
      return undecodable as T;
    }
  }
}

export const payloadConverter: PayloadConverter = new TolerantConverter();
