import type { JsonObject } from '@backstage/types';
import {
  ACCESS_REVIEW_PATH,
  ApiPath,
  IDENTITY_REVIEW_PATH,
} from '../calls/ApiPath';
import type { CallSender } from '../sender/CallSender';
import { clusterError } from '../answers/errors';
import type { Caller, PlatformCall } from '../calls/PlatformCall';
import { readAnswer } from '../answers/readAnswer';
import {
  AccessReviewStatus,
  ResourceAttributes,
  toAccessReview,
} from './AccessReview';
import { ClusterUser, toIdentityReview } from './IdentityReview';
import { inParallel } from './inParallel';
import { readAccessReviewStatus, readClusterUser } from './readReview';

// How many questions of one batch are under way at a time: as many batches as one person may ask for at once (`ske.limits.concurrentRequests`, 20)
// must not take all of a cluster's 64 connections.
const PARALLEL_QUESTIONS = 3;

/** May I? An answer for each question, in the same order. */
export async function askAccess(
  sender: CallSender,
  questions: readonly ResourceAttributes[],
  caller: Caller,
): Promise<AccessReviewStatus[]> {
  const call = toCall(sender, 'access', caller);
  return inParallel(questions, PARALLEL_QUESTIONS, async question =>
    ask({
      sender,
      path: ACCESS_REVIEW_PATH,
      review: toAccessReview(question),
      read: readAccessReviewStatus,
      call,
    }),
  );
}

/** Who am I? */
export async function askIdentity(
  sender: CallSender,
  caller: Caller,
): Promise<ClusterUser> {
  return ask({
    sender,
    path: IDENTITY_REVIEW_PATH,
    review: toIdentityReview(),
    read: readClusterUser,
    call: toCall(sender, 'identity', caller),
  });
}

/** A question is sent like a write, and changes nothing. */
async function ask<Answer>(options: {
  sender: CallSender;
  path: ApiPath;
  review: JsonObject;
  read: (body: JsonObject) => Answer | undefined;
  call: PlatformCall;
}): Promise<Answer> {
  const { sender, path, review, read, call } = options;
  const answer = await sender.send(
    {
      method: 'POST',
      path,
      contentType: 'application/json',
      body: JSON.stringify(review),
      isSafe: true,
    },
    call,
  );
  const result = read(readAnswer(answer, call).body);
  if (!result) {
    throw clusterError(call.subject, 'Its answer is not one.');
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
