import { Link, Text } from '@backstage/ui';
import type { KratixPromise } from '@kratix-portal/plugin-ske-common';
import { useDeferredValue, useMemo } from 'react';
import { SectionCard, ToneNotice } from '../parts';
import { CoverageNotes, summarizeCoverage, useRequests } from '../requests';
import { useLinks } from '../routes';
import { useWords } from '../words';
import { checkRequests, type RequestProblem } from './checkRequests';
import styles from './InstallPage.module.css';

/** The longest list here; *My resources* has all requests. */
const MOST_SHOWN = 50;

/** The requests that the next version of the Promise would no longer accept, as far as the user may list them. */
export function RequestsCard(props: { name: string; next: KratixPromise }) {
  const { name } = props;
  const next = useDeferredValue(props.next);
  const t = useWords();
  const { rows, coverage, isLoading } = useRequests({ promise: name });
  const summary = useMemo(() => summarizeCoverage(coverage), [coverage]);
  const requests = useMemo(
    () =>
      rows
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map(({ object }) => object),
    [rows],
  );
  const check = useMemo(
    () => checkRequests(next, requests, t),
    [next, requests, t],
  );
  const isUnlisted =
    check.checked === 0 &&
    [summary.notAllowed, summary.notServed, summary.failed].some(
      ({ length }) => length > 0,
    );
  const restricted = coverage.filter(({ status }) => status === 'namespaces');
  return (
    <SectionCard
      title={t('install.requests.title')}
      status={
        isLoading
          ? t('install.requests.loading')
          : t('install.requests.checked', { count: check.checked })
      }
    >
      <div className={styles.stack}>
        {!isLoading && !isUnlisted && (
          <ToneNotice
            tone={check.problems.length > 0 ? 'attention' : 'positive'}
          >
            {check.problems.length > 0
              ? t('install.requests.problems', { count: check.problems.length })
              : t('install.requests.fine')}
          </ToneNotice>
        )}
        <ul className={styles.list}>
          {check.problems.slice(0, MOST_SHOWN).map(problem => (
            <Problem key={problem.request.metadata.uid} problem={problem} />
          ))}
        </ul>
        {check.problems.length > MOST_SHOWN && (
          <Text as="p" color="secondary">
            {t('install.requests.more', {
              count: check.problems.length - MOST_SHOWN,
            })}
          </Text>
        )}
        {check.unchecked > 0 && (
          <Text as="p" color="secondary">
            {t('install.requests.unchecked', { count: check.unchecked })}
          </Text>
        )}
        {restricted.length > 0 && (
          <Text as="p" color="secondary">
            {t('install.requests.namespaces', {
              names: restricted
                .flatMap(({ namespaces }) => namespaces)
                .join(', '),
            })}
          </Text>
        )}
        <CoverageNotes summary={summary} />
        <Text as="p" variant="body-small" color="secondary">
          {t('install.requests.limits')}
        </Text>
      </div>
    </SectionCard>
  );
}

function Problem({ problem }: { problem: RequestProblem }) {
  const t = useWords();
  const links = useLinks();
  const { request, messages, dropped } = problem;
  const { name, namespace } = request.metadata;
  const ref = {
    apiVersion: request.apiVersion,
    kind: request.kind,
    name,
    ...(namespace !== undefined && { namespace }),
  };
  return (
    <li>
      <Link href={links.resource(ref)}>
        {namespace === undefined ? name : `${namespace}/${name}`}
      </Link>
      {messages.map(message => (
        <Text as="p" key={message} variant="body-small">
          {message}
        </Text>
      ))}
      {dropped.length > 0 && (
        <Text as="p" variant="body-small">
          {t('install.requests.dropped', { fields: dropped.join(', ') })}
        </Text>
      )}
    </li>
  );
}
