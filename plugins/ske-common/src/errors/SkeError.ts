import { cleanText, oneLine } from './cleanText';
import { SkeErrorCode, skeErrorCodes } from './codes';

/**
 * A field of a request that our own rules reject.
 *
 * @public
 */
export interface InvalidInputField {
  /** The path of the field, such as `metadata.name`. */
  field: string;
  /** A whole sentence that starts with the field and ends with a full stop: `metadata.name is missing.` */
  message: string;
}

/**
 * Writes the sentence for a field that our own rules reject.
 *
 * @example
 * ```ts
 * invalidField('metadata.name', 'is missing');
 * // { field: 'metadata.name', message: 'metadata.name is missing.' }
 * ```
 * @param field - the path of the field
 * @param problem - continues the sentence that starts with the field, without the full stop
 * @public
 */
export function invalidField(
  field: string,
  problem: string,
): InvalidInputField {
  return { field, message: `${field} ${problem}.` };
}

/**
 * A field manager that wrote a field of the live object, from its `metadata.managedFields`.
 *
 * @public
 */
export interface SkeFieldManager {
  /** Its name, such as `kubectl-edit`. */
  name: string;
  /** `Apply` for server-side apply, `Update` for every other write. */
  operation: string;
  /** The subresource that the field manager wrote, such as `status`. */
  subresource?: string;
  /** When the field manager last changed one of its fields: RFC 3339, exact to the second. */
  time?: string;
}

/**
 * A field that was rejected, or in a conflict a field that another writer changed.
 *
 * @public
 */
export interface SkeErrorCause {
  /** Its path, such as `spec.size`. */
  field?: string;
  /**
   * Kubernetes' word for the kind of fault, such as `FieldValueInvalid`. The portal adds `ResourceVersionChanged` and `FieldChanged`, both in conflicts.
   */
  reason?: string;
  /** A whole sentence that starts with its subject, such as the field, and ends with a full stop. Show the sentence unchanged. */
  message: string;
  /** In a conflict: the value at the `metadata.resourceVersion` of the manifest, if the cluster still has that state of the object. As JSON, like `live`. */
  base?: string;
  /** In a conflict: the value of the live object, as JSON. Only short plain values, never of a field that looks like a secret. */
  live?: string;
  /** In a conflict: the submitted value, as JSON, like `live`. */
  submitted?: string;
  /** In a conflict: who wrote the field on the cluster, the latest first. */
  managers?: SkeFieldManager[];
}

/**
 * The parts of a {@link SkeError}.
 *
 * @public
 */
export interface SkeErrorOptions {
  /** A code from the closed list. */
  code: SkeErrorCode;
  /** What happened to which object. Never a token, a header or a raw body. */
  message: string;
  /** What the reader can do about the error. */
  hint?: string;
  /** The cluster's words. The constructor cleans and shortens them. */
  detail?: string;
  /** What was rejected, field by field. */
  causes?: SkeErrorCause[];
  /** The number of seconds after which a retry may succeed. */
  retryAfterSeconds?: number;
  /** The id of the request, in an error that a client received. */
  requestId?: string;
  /** The original error. It is never sent and never logged. */
  cause?: unknown;
}

/**
 * The error of the ske plugins. The code determines the HTTP status; message, hint and detail are texts for users.
 *
 * @public
 */
export class SkeError extends Error {
  /** A code from the closed list. */
  readonly code: SkeErrorCode;
  /** What the reader can do about the error. */
  readonly hint?: string;
  /** The cluster's words, cleaned. */
  readonly detail?: string;
  /** The rejected fields. There are at most fifty, and one more cause that says how many are not listed. */
  readonly causes?: readonly SkeErrorCause[];
  /** The number of seconds after which a retry may succeed. */
  readonly retryAfterSeconds?: number;
  /** In an error that a client received: the id of the request, which is also in the backend's log and audit events. */
  readonly requestId?: string;

  constructor(options: SkeErrorOptions) {
    super(oneLine(options.message), { cause: options.cause });
    this.name = skeErrorCodes[options.code].name;
    this.code = options.code;
    this.hint = options.hint;
    this.detail =
      options.detail === undefined ? undefined : cleanText(options.detail);
    this.causes = options.causes && firstOf(options.causes).map(onOneLine);
    this.retryAfterSeconds = options.retryAfterSeconds;
    if (options.requestId !== undefined) {
      this.requestId = oneLine(options.requestId);
    }
  }

  /** The HTTP status of the code. */
  get status(): number {
    return skeErrorCodes[this.code].status;
  }

  /** Creates an `invalid-input` error. Its message joins the sentences of the fields with a space. */
  static invalidInput(fields: InvalidInputField[], hint?: string): SkeError {
    return new SkeError({
      code: 'invalid-input',
      message: fields.map(({ message }) => message).join(' '),
      hint,
      causes: fields,
    });
  }

  /** Recognises a SkeError, even one of another copy of this package. */
  static is(value: unknown): value is SkeError {
    return (
      value instanceof Error &&
      'code' in value &&
      typeof value.code === 'string' &&
      Object.hasOwn(skeErrorCodes, value.code) &&
      'status' in value
    );
  }
}

/** Each cause is one line of the log. Its field may be a key that a user has chosen, so the key must not contain a line break. */
function onOneLine(cause: SkeErrorCause): SkeErrorCause {
  const { field, reason, message } = cause;
  return {
    ...cause,
    ...(field !== undefined && { field: oneLine(field) }),
    ...(reason !== undefined && { reason: oneLine(reason) }),
    message: oneLine(message),
  };
}

/** An input of one mebibyte can have thousands of faults, and the cause for a fault is longer than the faulty input. */
const MOST_CAUSES = 50;

function firstOf(causes: readonly SkeErrorCause[]): readonly SkeErrorCause[] {
  // A list with one cause more than the limit stays as it is. Either it was shortened before, and its last cause counts the rest, or its last cause is not
  // longer than a sentence that counts it.
  if (causes.length <= MOST_CAUSES + 1) {
    return causes;
  }
  const more = causes.length - MOST_CAUSES;
  return [
    ...causes.slice(0, MOST_CAUSES),
    { message: `${more} more are not listed.` },
  ];
}
