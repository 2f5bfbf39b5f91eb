import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** Stands for a payload that cannot be decoded here: encrypted elsewhere, in another format, or corrupt. */
export interface Undecodable {
  undecodable: true;
}

export const undecodable: Undecodable = { undecodable: true };

/**
 * Like Temporal's default, but it returns `undecodable` for what cannot be decoded. If it threw, a Signal that anybody
 * can send would fail every subsequent task of its workflow; this way, handlers see that it is not one of theirs, and
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
