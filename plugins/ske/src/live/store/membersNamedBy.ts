import type { SkeError } from '@kratix-portal/plugin-ske-common';

/** The members whose subscriptions an error rejects: its causes have fields such as `subscriptions.3.labelSelector`. */
export function membersNamedBy<Member>(
  error: SkeError | undefined,
  members: readonly Member[],
): Member[] {
  const indexes = (error?.causes ?? []).flatMap(({ field = '' }) => {
    const [, index] = /^subscriptions\.([0-9]+)(?:\.|$)/.exec(field) ?? [];
    return index === undefined ? [] : [Number(index)];
  });
  return members.filter((_, index) => indexes.includes(index));
}
