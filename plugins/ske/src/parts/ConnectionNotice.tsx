import { Button, ButtonLink } from '@backstage/ui';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { useEffect, useRef, type ReactNode } from 'react';
import {
  portalClock,
  useConnection,
  useNow,
  type LiveConnection,
} from '../live';
import { useLinks } from '../routes';
import { errorText, ownErrorText, useWords, type Words } from '../words';
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
  const { asOf, retryAt, error } = connection;
  if (now - portalClock.of(connection.since) < SECONDS_UNTIL_SHOWN * 1_000) {
    return null;
  }
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
      {asOf === undefined
        ? t('connection.none')
        : t('connection.reconnecting', {
            clock: formatClock(portalClock.of(asOf), now, locale),
          })}{' '}
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
  const links = useLinks();
  const { since, error } = connection;
  // If the tokens are rejected from the start, the page has nothing to show.
  const asOf = connection.asOf ?? (isRejected(error) ? undefined : since);
  return (
    <ToneNotice
      tone="attention"
      actions={
        <>
          {isRejected(error) && (
            <ButtonLink
              size="small"
              variant="secondary"
              href={links.diagnosis()}
            >
              {t('diagnosis.link')}
            </ButtonLink>
          )}
          <Button size="small" variant="primary" onPress={connection.retry}>
            {t('connection.signIn')}
          </Button>
        </>
      }
    >
      {[
        ...signOutTexts(t, error),
        ...(asOf === undefined
          ? []
          : [
              t('connection.stays', {
                clock: formatClock(portalClock.of(asOf), now, locale),
              }),
            ]),
      ].join(' ')}
    </ToneNotice>
  );
}

/** Whether the user may be signed in, but the portal or the cluster rejects the tokens. */
function isRejected(error: SkeError | undefined): boolean {
  return (
    error?.code === 'identity-rejected' || error?.code === 'no-credentials'
  );
}

/** Says why the page has stopped, and what to do if signing in again may not be enough. */
function signOutTexts(t: Words, error: SkeError | undefined): string[] {
  if (!error) {
    return [t('connection.signedOut')];
  }
  const text = errorText(t, error);
  if (isRejected(error)) {
    // The hint of an error of our own is in its text.
    const hint = ownErrorText(t, error) === undefined ? error.hint : undefined;
    return hint === undefined ? [text] : [text, hint];
  }
  const isOnlyTheEnd =
    text === t('connection.error.ended') ||
    text === t('refusal.title.session-ended');
  return [t('connection.signedOut'), ...(isOnlyTheEnd ? [] : [text])];
}

/** Announces a change of the connection once. The visible text counts seconds, so it cannot be a live region. */
function Announcement({ connection }: { connection: LiveConnection }) {
  const t = useWords();
  const { status, error } = connection;
  const isLive = connection.live !== undefined;
  const before = useRef(status);
  const isEmpty = useRef(true);
  isEmpty.current = connection.asOf === undefined;
  const isLostAnnounced = useRef(false);
  useEffect(() => {
    if (isLive && isLostAnnounced.current) {
      isLostAnnounced.current = false;
      announce(t('connection.spoken.live'));
    }
  }, [isLive, t]);
  useEffect(() => {
    const previous = before.current;
    before.current = status;
    if (previous === status) {
      return undefined;
    }
    if (status === 'signed-out' || status === 'polling') {
      isLostAnnounced.current = false;
    }
    if (status === 'signed-out') {
      announce(
        error && isRejected(error)
          ? errorText(t, error)
          : t('connection.spoken.signedOut'),
      );
    } else if (status === 'polling') {
      announce(t('connection.polling'));
    } else if (status === 'reconnecting') {
      const timer = setTimeout(() => {
        isLostAnnounced.current = true;
        announce(
          isEmpty.current
            ? t('connection.none')
            : t('connection.spoken.reconnecting'),
        );
      }, SECONDS_UNTIL_SHOWN * 1_000);
      return () => clearTimeout(timer);
    }
    return undefined;
    // The error of a failed attempt is not announced again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [status, t]);
  return null;
}
