import { Button, ButtonLink, Text } from '@backstage/ui';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { portalClock, refusedVerb, useConnection } from '../live';
import { DescriptionList, noticeIcons, useCopy } from '../parts';
import { useLinks } from '../routes';
import { useWords } from '../words';
import type { Attempt } from './Attempt';
import { describeRefusal } from './describeRefusal';
import styles from './Refusal.module.css';
import { useRefusalRows } from './useRefusalRows';

/** The codes of errors about the identity of the user or the connection to the cluster. The diagnosis says more about them. */
const identityCodes: ReadonlySet<string> = new Set([
  'no-credentials',
  'session-ended',
  'identity-rejected',
  'identity-mismatch',
  'forbidden',
  'cluster-unreachable',
  'cluster-untrusted',
  'idp-unavailable',
]);

/** What a {@link Refusal} shows. */
export interface RefusalProps {
  error: SkeError;
  /** What was tried. If the roles of the cluster refuse to read, the refusal names their verb. */
  tried: Attempt;
  /** `page`: instead of a page. `section`: inside a section. `line`: beside data that could be read. */
  size: 'page' | 'section' | 'line';
  /** Repeats the call that was refused. */
  onRetry?(): void;
}

/**
 * Says what could not be read or done: what was tried, as whom, who refused and why, and what to do, with a text to copy for the administrator.
 */
export function Refusal(given: RefusalProps) {
  const props = { ...given, tried: refusedAttempt(given) };
  const { size, error, tried } = props;
  const t = useWords();
  const { title, todo } = describeRefusal({ t, error, tried });
  const normal = isNormal(error);
  const Icon = noticeIcons[normal ? 'neutral' : 'attention'];
  if (size === 'line') {
    return (
      <details className={styles.line}>
        <summary>
          <Icon
            aria-hidden="true"
            className={styles.icon}
            data-normal={normal || undefined}
          />
          {title}
        </summary>
        <div className={styles.lineBody}>
          <p>{todo}</p>
          <Facts {...props} />
          <Actions {...props} title={title} />
        </div>
      </details>
    );
  }
  return (
    <div className={styles.box} data-size={size}>
      <div className={styles.title}>
        <Icon
          aria-hidden="true"
          className={styles.icon}
          data-normal={normal || undefined}
        />
        <Text
          as={size === 'page' ? 'h2' : 'p'}
          variant={size === 'page' ? 'title-small' : 'body-medium'}
          weight="bold"
        >
          {title}
        </Text>
      </div>
      <Text as="p" variant="body-medium">
        {todo}
      </Text>
      {size === 'page' ? (
        <Facts {...props} />
      ) : (
        <details className={styles.details}>
          <summary>{t('refusal.details')}</summary>
          <Facts {...props} />
        </details>
      )}
      <Actions {...props} title={title} />
    </div>
  );
}

/** When a page reads, the cluster may refuse another verb than the one that the page names. */
function refusedAttempt({ error, tried }: RefusalProps): Attempt {
  const isRead = ['get', 'list', 'watch'].includes(tried.verb);
  const verb = isRead ? refusedVerb(error) : undefined;
  return verb ? { ...tried, verb } : tried;
}

/** States that are normal in the life of a Pod. */
function isNormal({ code }: SkeError): boolean {
  return code === 'logs-pending' || code === 'logs-gone';
}

function Facts({ error, tried }: RefusalProps) {
  const rows = useRefusalRows(error, tried);
  return (
    <DescriptionList
      items={rows.map(({ term, text }) => ({
        term,
        details: <span className={styles.text}>{text}</span>,
      }))}
    />
  );
}

function Actions(props: RefusalProps & { title: string }) {
  const { error, tried, onRetry, title } = props;
  const t = useWords();
  const connection = useConnection();
  const links = useLinks();
  const rows = useRefusalRows(error, tried);
  const { copy } = useCopy();
  const copyAll = () => {
    const lines = [
      title,
      ...rows.map(({ term, text }) => `${term}: ${text}`),
      `${t('refusal.row.time')}: ${new Date(portalClock.now()).toISOString()}`,
    ];
    return copy(lines.join('\n'), t('refusal.copied'));
  };
  return (
    <div className={styles.actions}>
      {error.status === 401 && (
        <Button size="small" variant="primary" onPress={connection.retry}>
          {t('refusal.signIn')}
        </Button>
      )}
      {identityCodes.has(error.code) && (
        <ButtonLink size="small" variant="secondary" href={links.diagnosis()}>
          {t('diagnosis.link')}
        </ButtonLink>
      )}
      {onRetry && error.status !== 401 && (
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('refusal.retry')}
        </Button>
      )}
      <Button size="small" variant="secondary" onPress={copyAll}>
        {t('refusal.copy')}
      </Button>
    </div>
  );
}
