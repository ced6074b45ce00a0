import type { SkeError, SkeErrorCode } from '@kratix-portal/plugin-ske-common';

const LOST_ANSWERS: readonly SkeErrorCode[] = [
  'timeout',
  'cluster-unreachable',
  'cluster-error',
  'internal',
];

/** Whether a write that failed with this error may have been carried out, because its response did not arrive. */
export function isAnswerLost({ code }: SkeError): boolean {
  return LOST_ANSWERS.includes(code);
}
