import type { SkeError, WhoAmI } from '@kratix-portal/plugin-ske-common';
import { useWhoAmI } from '../live';
import { ownErrorText, useWords, type Words } from '../words';
import { canICommand, describeAttempt, type Attempt } from './Attempt';
import { refuserOf, type Refuser } from './refuserOf';

/** One row of the details. */
export interface RefusalRow {
  term: string;
  text: string;
}

/** Returns the details of a refusal: what was tried, as which user, who refused and why. */
export function useRefusalRows(error: SkeError, tried: Attempt): RefusalRow[] {
  const t = useWords();
  const { value: me } = useWhoAmI();
  const refuser = refuserOf(error);
  const own = ownErrorText(t, error);
  const rows: (readonly [string, string | undefined])[] = [
    [t('refusal.row.tried'), describeAttempt(t, tried)],
    [t('refusal.row.as'), me && describeUser(t, me)],
    [t('refusal.row.by'), refuser && describeRefuser(t, refuser, me)],
    // The row is left out, because the text of the cluster says the same in more detail.
    [
      t('refusal.row.reason'),
      error.detail === undefined ? (own ?? error.message) : undefined,
    ],
    [t('refusal.row.cluster'), error.detail],
    [
      t('refusal.row.causes'),
      error.causes?.map(({ message }) => message).join('\n'),
    ],
    // The hint of an error of our own is above the rows.
    [t('refusal.row.hint'), own === undefined ? error.hint : undefined],
    [t('refusal.row.request'), error.requestId],
    [
      t('refusal.row.check'),
      refuser === 'roles' ? canICommand(tried, me?.cluster) : undefined,
    ],
  ];
  return rows.flatMap(([term, text]) => (text ? [{ term, text }] : []));
}

function describeUser(t: Words, me: WhoAmI): string {
  const { backstageUser: user, cluster } = me;
  const { username, groups, identity } = cluster;
  if (identity === 'service') {
    return t('refusal.asService', { user, username });
  }
  return groups.length === 0
    ? t('refusal.as', { user, username })
    : t('refusal.asInGroups', { user, username, groups: groups.join(', ') });
}

function describeRefuser(
  t: Words,
  refuser: Refuser,
  me: WhoAmI | undefined,
): string {
  if (refuser !== 'roles') {
    return t(`refusal.by.${refuser}`);
  }
  return me
    ? t('refusal.by.roles', { cluster: me.cluster.name })
    : t('refusal.by.rolesOfCluster');
}
