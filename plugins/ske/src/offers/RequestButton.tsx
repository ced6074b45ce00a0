import { ButtonLink, Text } from '@backstage/ui';
import { DisabledReason } from '../parts';
import { useWords } from '../words';
import type { CreateRight } from './CreateRight';
import type { Service } from './Service';
import styles from './RequestButton.module.css';
import { useRequestTarget } from './useRequestTarget';

/** A longer list of names is not useful to read. */
const MOST_NAMES = 3;

/** Leads to the form, or says why the user cannot request anything here and whom to ask. */
export function RequestButton(props: {
  service: Service;
  right: CreateRight | undefined;
}) {
  const t = useWords();
  const targetOf = useRequestTarget();
  const { service, right } = props;
  const { api, state, title } = service;
  if (!api) {
    return (
      <div className={styles.request}>
        <Text as="p" variant="body-small" color="secondary">
          {t('services.noApi')}
        </Text>
      </div>
    );
  }
  if (state.state === 'deleting') {
    return (
      <DisabledReason
        label={t('services.request')}
        reason={t('services.request.deleting')}
      />
    );
  }
  if (right?.status === 'nowhere') {
    return (
      <DisabledReason
        label={t('services.request')}
        reason={<WhyNowhere service={service} right={right} />}
      />
    );
  }
  return (
    <div className={styles.request}>
      <ButtonLink
        variant="primary"
        size="small"
        href={targetOf(service.name)}
        aria-label={t('services.request.of', { title })}
      >
        {t('services.request')}
      </ButtonLink>
      <Where right={right} isAvailable={state.state === 'available'} />
    </div>
  );
}

function Where(props: {
  right: CreateRight | undefined;
  isAvailable: boolean;
}) {
  const t = useWords();
  const { right, isAvailable } = props;
  const texts = [
    right?.status === 'namespaces' ? describeNamespaces(t, right) : undefined,
    right?.status === 'unknown' ? describeUnknown(t, right) : undefined,
    isAvailable ? undefined : t('services.request.waits'),
  ].filter(text => text !== undefined);
  return texts.length === 0 ? null : (
    <Text as="p" variant="body-small" color="secondary">
      {texts.join(' ')}
    </Text>
  );
}

function describeUnknown(
  t: ReturnType<typeof useWords>,
  { asked, unasked }: CreateRight,
): string {
  return unasked > 0
    ? t('services.right.unasked', { count: asked })
    : t('services.right.unknown');
}

function describeNamespaces(
  t: ReturnType<typeof useWords>,
  { namespaces }: CreateRight,
): string {
  const names = namespaces.slice(0, MOST_NAMES).join(', ');
  const count = namespaces.length - MOST_NAMES;
  return count > 0
    ? t('services.right.namespacesAndMore', { names, count })
    : t('services.right.namespaces', { names });
}

function WhyNowhere(props: { service: Service; right: CreateRight }) {
  const t = useWords();
  const { service, right } = props;
  const { api, owner } = service;
  const resource = api ? `${api.plural}.${api.group}` : '';
  switch (right.reason) {
    case 'not-served':
      return <>{t('services.right.notServed', { resource })}</>;
    case 'rule':
      return <>{t('services.right.rule', { resource })}</>;
    case 'policy':
      return <>{t('services.right.policy', { resource })}</>;
    default:
  }
  return (
    <>
      {right.asked === 0
        ? t('services.right.notKnown', { resource })
        : t('services.right.nowhere', { resource, count: right.asked })}{' '}
      {owner === undefined
        ? t('services.right.ask')
        : t('services.right.askOwner', { owner })}
    </>
  );
}
