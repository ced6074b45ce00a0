import { cleanText, SkeErrorCause } from '@kratix-portal/plugin-ske-common';
import type { KubernetesStatus } from './KubernetesStatus';

/** The field of a cause about the whole object: Go prints nil in this way. */
const NO_FIELD = '<nil>';

/** The causes of a Status, each message a whole sentence that starts with the field. */
export function readStatusCauses(
  status: KubernetesStatus,
): SkeErrorCause[] | undefined {
  const causes = status.details?.causes ?? [];
  return causes.length === 0
    ? undefined
    : causes.map(cause => {
        const field =
          cause.field === undefined || cause.field === NO_FIELD
            ? undefined
            : cleanText(cause.field);
        return {
          field,
          reason:
            cause.reason === undefined ? undefined : cleanText(cause.reason),
          message: cleanText(toSentence(field, cause)),
        };
      });
}

function toSentence(
  field: string | undefined,
  { message, reason }: { message?: string; reason?: string },
): string {
  const text = message ?? `is not valid (${reason ?? 'no reason given'})`;
  if (field === undefined) {
    return withFullStop(message ?? `The object ${text}`);
  }
  return withFullStop(
    message === undefined ? `${field} ${text}` : `${field}: ${text}`,
  );
}

function withFullStop(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
