import type { JsonObject } from '@backstage/types';
import { clusterError } from '../responses/clusterErrors';
import { readResponse } from '../responses/readResponse';
import {
  ACCESS_REVIEW_PATH,
  ApiPath,
  IDENTITY_REVIEW_PATH,
  RULES_REVIEW_PATH,
} from '../calls/ApiPath';
import type { Caller, PlatformCall } from '../calls/PlatformCall';
import type { CallSender } from '../sender/CallSender';
import {
  AccessReviewStatus,
  ResourceAttributes,
  toAccessReview,
} from './AccessReview';
import { ClusterUser, toIdentityReview } from './IdentityReview';
import {
  type AccessRules,
  readAccessRules,
  toRulesReview,
} from './RulesReview';
import { inParallel } from './inParallel';
import { readAccessReviewStatus, readClusterUser } from './readReview';

// How many reviews of one batch are under way at a time. A user may send 20 batches at once (`ske.limits.concurrentRequests`), and these must
// not take all 64 connections to a cluster.
const PARALLEL_REVIEWS = 3;

/** Asks the API server what the caller may do: one decision for each entry, in the same order. */
export async function reviewAccess(
  sender: CallSender,
  attributes: readonly ResourceAttributes[],
  caller: Caller,
): Promise<AccessReviewStatus[]> {
  const call = toCall(sender, 'access', caller);
  return inParallel(attributes, PARALLEL_REVIEWS, async entry =>
    send({
      sender,
      path: ACCESS_REVIEW_PATH,
      review: toAccessReview(entry),
      read: readAccessReviewStatus,
      call,
    }),
  );
}

/** Asks the API server as which user it authenticates the caller. */
export async function reviewIdentity(
  sender: CallSender,
  caller: Caller,
): Promise<ClusterUser> {
  return send({
    sender,
    path: IDENTITY_REVIEW_PATH,
    review: toIdentityReview(),
    read: readClusterUser,
    call: toCall(sender, 'identity', caller),
  });
}

/** Asks the API server for the rules that apply to the caller in a namespace. */
export async function reviewRules(
  sender: CallSender,
  namespace: string,
  caller: Caller,
): Promise<AccessRules> {
  return send({
    sender,
    path: RULES_REVIEW_PATH,
    review: toRulesReview(namespace),
    read: readAccessRules,
    call: toCall(sender, 'access', caller),
  });
}

/** A review is sent as a create, but the API server stores nothing. */
async function send<Response>(options: {
  sender: CallSender;
  path: ApiPath;
  review: JsonObject;
  read: (body: JsonObject) => Response | undefined;
  call: PlatformCall;
}): Promise<Response> {
  const { sender, path, review, read, call } = options;
  const response = await sender.send(
    {
      method: 'POST',
      path,
      contentType: 'application/json',
      body: JSON.stringify(review),
      isSafe: true,
    },
    call,
  );
  const result = read(readResponse(response, call).body);
  if (!result) {
    throw clusterError({
      subject: call.subject,
      what: 'Its response is not a review.',
    });
  }
  return result;
}

function toCall(
  sender: CallSender,
  question: 'access' | 'identity',
  caller: Caller,
): PlatformCall {
  return {
    ...caller,
    subject: {
      verb: 'create',
      target: { type: 'review', question },
      cluster: sender.cluster,
    },
  };
}
