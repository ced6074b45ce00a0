import { Link, Text } from '@backstage/ui';
import { toneIcons, type Tone } from '../parts';
import { searchOf, type KindCoverage } from '../requests';
import { useLinks } from '../routes';
import { stateWords, useWords } from '../words';
import type { Service } from '../offers';
import styles from './ServiceCounts.module.css';

/** How many requests the user has, by state. Each count leads to these requests. */
export function ServiceCounts(props: {
  service: Service;
  coverage: KindCoverage | undefined;
}) {
  const t = useWords();
  const words = stateWords(t);
  const links = useLinks();
  const { service, coverage } = props;
  const { name, counts, total, api } = service;
  if (!api) {
    return null;
  }
  const filtered = { promises: [name] };
  if (total === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t(`services.requests.${reasonOf(coverage)}`)}
      </Text>
    );
  }
  return (
    <div className={styles.counts}>
      <Link variant="body-small" href={links.resources(searchOf(filtered))}>
        {t('services.requests', { count: total })}
      </Link>
      <ul className={styles.states}>
        {counts.map(({ state, tone, count }) => (
          <li key={state} className={styles.state} data-tone={tone}>
            <ToneIcon tone={tone} />
            <Link
              variant="body-small"
              color="secondary"
              href={links.resources(searchOf({ ...filtered, states: [state] }))}
            >
              {t('services.requests.state', {
                count,
                state: words.word(state),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ToneIcon({ tone }: { tone: Tone }) {
  const Icon = toneIcons[tone];
  return <Icon aria-hidden="true" className={styles.icon} />;
}

/** "No requests" is shown only if all of them could be listed. */
function reasonOf(coverage: KindCoverage | undefined) {
  switch (coverage?.status) {
    case 'everywhere':
      return 'none';
    case 'namespaces':
      return 'noneInNamespaces';
    case 'not-allowed':
      return 'notAllowed';
    case 'not-served':
      return 'notServed';
    case 'failed':
      return 'failed';
    case 'left-out':
      return 'leftOut';
    default:
      return 'loading';
  }
}
