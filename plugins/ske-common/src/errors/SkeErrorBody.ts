import { SkeErrorCause } from './SkeError';
import { SkeErrorCode } from './codes';

/**
 * The JSON body of every error response. Backstage's `ResponseError` reads it too, which needs `error.name`, `request` and `response`.
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
    /** The cluster's words, cleaned, one kilobyte at most. */
    detail?: string;
    /** What was rejected, field by field. */
    causes?: SkeErrorCause[];
    retryAfterSeconds?: number;
    /** The id of the request, which is also in the backend's log and audit events. */
    requestId: string;
  };
  /** The request that failed. */
  request?: { method: string; url: string };
  /** The response. */
  response: { statusCode: number };
}
