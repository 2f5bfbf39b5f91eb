import {
  ApplicationFailure,
  DefaultFailureConverter,
  defaultFailureConverter,
  type FailureConverter,
  type PayloadConverter,
  type ProtoFailure,
} from '@temporalio/common';

/**
 * Moves message and stack of a failure into a payload, which the codec encrypts: they may quote a database or Connect.
 * That a key is missing has to be readable without keys.
 */
class EncryptedFailures extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true });
  }

  override errorToFailure(error: unknown, converter: PayloadConverter): ProtoFailure {
    return isMissingKey(error)
      ? defaultFailureConverter.errorToFailure(error, converter)
      : super.errorToFailure(error, converter);
  }
}

/** As the codec throws it; or as the SDK wraps it, where it decodes the arguments of an activity. */
const isMissingKey = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof ApplicationFailure ? error.type : error.name) === 'UnknownPayloadKeyError';

export const failureConverter: FailureConverter = new EncryptedFailures();
