import { Button } from '@backstage/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import {
  portalClock,
  useConnection,
  useNow,
  type LiveConnection,
} from '../live';
import { errorText, useWords } from '../words';
import { announce } from './announce';
import styles from './ConnectionNotice.module.css';
import { formatClock, formatDuration } from './times';
import { ToneNotice } from './ToneNotice';
import { useLocale } from './useLocale';

/** A short interruption is not shown, so that the line does not flicker. */
const SECONDS_UNTIL_SHOWN = 2;

/**
 * Says what is wrong with the connection (reconnecting, polling or signed out), and how old the data is. The notice always takes the same height, so the
 * page below does not jump.
 * At the end of a page it takes no space until it is needed, and stays in sight at the lower edge of the window. {@link LiveMark} says that the page
 * is live.
 */
export function ConnectionNotice(props: {
  /** Shown while the connection needs no notice. */
  children?: ReactNode;
  /** Whether the notice is below the page instead of above it. */
  isAtEnd?: boolean;
}) {
  const connection = useConnection();
  return (
    <div className={props.isAtEnd ? styles.end : styles.line}>
      <Announcement connection={connection} />
      <Content connection={connection}>{props.children}</Content>
    </div>
  );
}

function Content(props: { connection: LiveConnection; children: ReactNode }) {
  const { connection, children } = props;
  const t = useWords();
  switch (connection.status) {
    case 'reconnecting':
      return <Reconnecting connection={connection} />;
    case 'polling':
      return <ToneNotice tone="neutral">{t('connection.polling')}</ToneNotice>;
    case 'signed-out':
      return <SignedOut connection={connection} />;
    default:
      return <>{children}</>;
  }
}

function Reconnecting({ connection }: { connection: LiveConnection }) {
  const t = useWords();
  const locale = useLocale();
  const now = useNow(1);
  const { asOf = connection.since, retryAt, error } = connection;
  if (now - portalClock.of(connection.since) < SECONDS_UNTIL_SHOWN * 1_000) {
    return null;
  }
  const clock = formatClock(portalClock.of(asOf), now, locale);
  const wait = retryAt === undefined ? 0 : portalClock.of(retryAt) - now;
  return (
    <ToneNotice
      tone="attention"
      actions={
        <Button size="small" variant="secondary" onPress={connection.retry}>
          {t('connection.retry')}
        </Button>
      }
    >
      {t('connection.reconnecting', { clock })}{' '}
      {wait > 0
        ? t('connection.nextAttempt', {
            duration: formatDuration(wait, locale),
          })
        : t('connection.attempt')}
      {error && <> {errorText(t, error)}</>}
    </ToneNotice>
  );
}

function SignedOut({ connection }: { connection: LiveConnection }) {
  const t = useWords();
  const locale = useLocale();
  const now = useNow(60);
  const { since, asOf = since } = connection;
  return (
    <ToneNotice
      tone="attention"
      actions={
        <Button size="small" variant="primary" onPress={connection.retry}>
          {t('connection.signIn')}
        </Button>
      }
    >
      {t('connection.signedOut', {
        clock: formatClock(portalClock.of(asOf), now, locale),
      })}
    </ToneNotice>
  );
}

/** Announces a change of the connection once. The visible text counts seconds, so it cannot be a live region. */
function Announcement({ connection }: { connection: LiveConnection }) {
  const t = useWords();
  const { status } = connection;
  const before = useRef(status);
  useEffect(() => {
    const previous = before.current;
    before.current = status;
    if (previous === status) {
      return undefined;
    }
    if (status === 'signed-out') {
      announce(t('connection.spoken.signedOut'));
    } else if (status === 'polling') {
      announce(t('connection.polling'));
    } else if (status === 'live' && previous === 'reconnecting') {
      announce(t('connection.spoken.live'));
    } else if (status === 'reconnecting') {
      const timer = setTimeout(
        () => announce(t('connection.spoken.reconnecting')),
        SECONDS_UNTIL_SHOWN * 1_000,
      );
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [status, t]);
  return null;
}
