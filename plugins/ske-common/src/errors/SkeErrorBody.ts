import { SkeErrorCause } from './SkeError';
import { SkeErrorCode } from './codes';

/**
 * The JSON of every answer that is an error. Backstage's own `ResponseError` reads it too: hence `error.name`, `request` and `response`.
 *
 * @public
 */
export interface SkeErrorBody {
  /** What happened. */
  error: {
    /** The name of Backstage's error class of the same meaning, such as `NotAllowedError`. */
    name: string;
    code: SkeErrorCode;
    message: string;
    hint?: string;
    /** The cluster's own words, cleaned, one kilobyte at most. */
    detail?: string;
    /** Field by field, what was refused. */
    causes?: SkeErrorCause[];
    retryAfterSeconds?: number;
    /** Also in the backend's log and audit events. */
    requestId: string;
  };
  /** The request that it answers. */
  request?: { method: string; url: string };
  /** The answer itself. */
  response: { statusCode: number };
}
