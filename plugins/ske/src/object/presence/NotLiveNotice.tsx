import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useEffect, useState } from 'react';
import {
  portalClock,
  refusedVerb,
  useConnection,
  useNow,
  type LiveObject,
} from '../../live';
import { formatClock, ToneNotice, useLocale } from '../../parts';
import { Refusal } from '../../refusal';
import { useWords } from '../../words';

/** A short interruption is not shown, so that the page does not flicker. */
const PATIENCE_MS = 2_000;

/** Says that the object on the page is not live, why, and how old it is. What is wrong with the connection of the whole page is said elsewhere. */
export function NotLiveNotice(props: {
  resourceRef: ResourceRef;
  live: LiveObject;
}) {
  const { resourceRef, live } = props;
  const { status, error, asOf } = live;
  const t = useWords();
  const locale = useLocale();
  const now = useNow(60);
  const connection = useConnection();
  const isPageConnected =
    connection.status === 'live' || connection.status === 'idle';
  const isInterrupted = useLasts(status === 'reconnecting' && isPageConnected);
  if (!live.object || !error) {
    return null;
  }
  const { kind } = resourceRef;
  const refusal = (
    <Refusal
      size="line"
      error={error}
      tried={{ verb: 'get', ...resourceRef }}
    />
  );
  // Where streams do not work at all, the line about the connection says so.
  if (status === 'polling' && connection.status !== 'polling') {
    const mayList = refusedVerb(error) === 'watch';
    return (
      <ToneNotice tone="neutral">
        {t(mayList ? 'object.polled.noWatch' : 'object.polled.noList', {
          kind,
        })}
        {refusal}
      </ToneNotice>
    );
  }
  return (status === 'refused' || isInterrupted) && asOf !== undefined ? (
    <ToneNotice tone="attention">
      {t('object.stale', {
        kind,
        clock: formatClock(portalClock.of(asOf), now, locale),
      })}
      {refusal}
    </ToneNotice>
  ) : null;
}

/** Whether a condition has been true for some time. */
function useLasts(isCase: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(isCase), isCase ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [isCase]);
  return isCase && lasts;
}
